import Money
import Settlement

extension Platform {
    /// All payouts and requests.
    var payouts: [Row] { rows("payouts") }

    /// Where creators want to be paid.
    var payeeSettings: [Identifier: PayeeSettings] {
        Dictionary(
            uniqueKeysWithValues: rows("creator_payment_settings").compactMap { row in
                row.identifier("user_id").map { ($0, row.payeeSettings) }
            })
    }

    /// Writes columns of a row of `payouts`, as the engine does.
    mutating func setPayout(_ id: Identifier, to values: [String: Any]) {
        guard let row = row(id, of: "payouts") else { preconditionFailure("there is no payout \(id)") }
        apply(.upsert(table: "payouts", row: row.with(values)))
    }

    /// Adds a payout that the engine makes.
    mutating func add(_ payout: NewPayout, to payee: Payee, requestedAt: Instant) {
        apply(.upsert(table: "payouts", row: Row(payout, to: payee, requestedAt: requestedAt)))
    }
}
