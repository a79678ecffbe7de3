import Money
import Settlement

/// A row of `payouts`, with what is known of it.
struct PayoutRow {
    let row: Row
    let kept: PayoutRecord.Kept?
    let refusal: PayoutRecord.Refusal?
    /// The day on which it was requested; nil belongs to no day.
    let requested: Day?
    private let processed: Day?

    init(_ row: Row, _ record: PayoutRecord, _ calendar: ZoneCalendar) {
        self.row = row
        kept = record.kept[row.id]
        refusal = record.refused[row.id]
        requested = row.instant("requested_at").map(calendar.day(of:))
        processed = row.instant("processed_at").map(calendar.day(of:))
    }

    var id: Identifier { row.id }
    /// Whose it is; nil is nobody's.
    var payee: Payee? {
        row.identifier("user_id").map { Payee(creator: $0, currency: row.currency("currency")) }
    }
    var status: String { row.text("status") ?? "" }
    var amount: Int64 { row.number("amount_cents") ?? 0 }

    /// The creator's request, as rules look at it.
    var request: PayoutRequest? {
        row.instant("requested_at").map {
            PayoutRequest(id: id, requestedAt: $0, cents: amount, method: row.text("payout_method"))
        }
    }

    /// Whether a run of a day decides about it (R11.1).
    func isUndecided(on day: Day) -> Bool {
        status == "pending" && kept == nil && (requested.map { $0 <= day } ?? false)
    }

    /// Whether it takes from the balance of a day (R10).
    func counts(on day: Day) -> Bool {
        guard refusal == nil, let requested, requested <= day else { return false }
        if let kept, kept.day > day { return false }
        switch status {
        case "pending": return kept != nil
        case "failed": return given.contains { $0 != nil } && stands(on: day)
        default: return true
        }
    }

    /// Whether the engine did not make it, and it takes from a later day on.
    func takesLater(than day: Day) -> Bool {
        guard kept == nil, refusal == nil, let requested else { return false }
        return requested > day && status != "pending" && status != "failed"
    }

    /// Whether it had not failed by a day.
    func stands(on day: Day) -> Bool { status != "failed" || (processed.map { $0 > day } ?? false) }

    private var given: [Int64?] {
        ["from_sales_cents", "from_donations_cents", "from_subscriptions_cents"].map(row.number)
    }

    /// Whether its parts sum to its amount.
    var addsUp: Bool { given.reduce(0) { $0 + ($1 ?? 0) } == amount }

    /// What it takes of each bucket; what its parts lack of its amount is of sales (R10).
    var parts: BucketAmounts {
        let (donations, subscriptions) = (given[1] ?? 0, given[2] ?? 0)
        return BucketAmounts(
            sales: amount - donations - subscriptions, donations: donations, subscriptions: subscriptions)
    }
}
