import Ledger
import Money
import Settlement

/// The result of `remit payouts list`.
struct PayoutListReport: PrintedResult {
    /// A payout.
    struct Item: Encodable {
        let payoutID: String
        let creatorID: String
        let currency: String
        let amountCents: Int64
        let method: String
        let accountEnding: String
        let status: String
        let origin: String
        let asOf: String
        let batch: String?
        let since: String
        let ageDays: Int64
        let reason: String?

        enum CodingKeys: String, CodingKey {
            case payoutID = "payoutId"
            case creatorID = "creatorId"
            case currency, amountCents, method, accountEnding, status, origin, asOf, batch, since, ageDays, reason
        }
    }

    let payouts: [Item]

    init(_ listed: [ListedPayout], now: Instant) {
        payouts = listed.map { payout in
            Item(
                payoutID: payout.id.description, creatorID: payout.creator.description,
                currency: payout.amount.currency.code, amountCents: payout.amount.cents, method: payout.method,
                accountEnding: payout.accountEnding, status: payout.status, origin: payout.origin,
                asOf: payout.day.description, batch: payout.batch?.description, since: payout.since.text,
                ageDays: max(0, (now.microseconds - payout.since.microseconds) / 86_400_000_000), reason: payout.reason)
        }
    }

    var sentences: [String] {
        guard !payouts.isEmpty else { return ["no payouts"] }
        let rows = payouts.map { payout in
            [
                payout.payoutID, payout.creatorID,
                Money(cents: payout.amountCents, currency: Currency(payout.currency)).description,
                "\(payout.method) …\(payout.accountEnding)", payout.status + (payout.reason.map { ": \($0)" } ?? ""),
                "\(payout.ageDays) day\(payout.ageDays == 1 ? "" : "s")",
            ]
        }
        return TextTable.lines(
            [["payout", "creator", "amount", "account", "status", "for"]] + rows, rightAligned: [2])
    }
}
