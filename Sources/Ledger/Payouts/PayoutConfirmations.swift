internal import Money
public import PostgresClient
public import Settlement

/// Takes what providers and banks say of payouts: everything of a file, or nothing.
public struct PayoutConfirmations {
    private let connection: Connection

    /// Confirmations over a connection.
    public init(connection: Connection) {
        self.connection = connection
    }

    /// Takes the lines of a file.
    ///
    /// - Parameters:
    ///   - confirmations: The lines, one a payout.
    ///   - now: The day that failed payouts go back to balances on.
    /// - Returns: What each line did, in their order.
    /// - Throws: `LineFaults` with every line that cannot be taken; ``PayoutError/busy`` while others hand out or confirm.
    public func take(_ confirmations: [PayoutConfirmation], now: Instant) throws -> [ConfirmationEffect] {
        try connection.transaction(doing: "confirming payouts") {
            try PayoutAnswerLock.take(over: connection)
            let payouts = try standing(confirmations.map(\.payout))
            var effects: [ConfirmationEffect] = []
            var faults: [LineFault] = []
            for confirmation in confirmations {
                do throws(LineFault) {
                    effects.append(try confirmation.effect(on: payouts[confirmation.payout]))
                } catch {
                    faults.append(error)
                }
            }
            guard faults.isEmpty else { throw LineFaults(faults) }
            for (confirmation, effect) in zip(confirmations, effects) where effect != .repeated {
                try record(confirmation, now: now)
            }
            return effects
        }
    }

    private func record(_ confirmation: PayoutConfirmation, now: Instant) throws {
        try connection.execute(
            "SELECT settlement.confirm_payout($1, $2, $3, $4, $5)",
            [
                .identifier(confirmation.payout), .text(confirmation.status.rawValue), .text(confirmation.reason),
                .text(confirmation.reference), .instant(now),
            ], doing: "confirming payout \(confirmation.payout)")
    }

    /// The payouts of some ids that are ours, as they stand.
    private func standing(_ ids: [Identifier]) throws -> [Identifier: ConfirmedPayout] {
        let list = "{\(ids.map(\.description).joined(separator: ","))}"
        var answers: [Identifier: Set<ConfirmedPayout.Answer>] = [:]
        _ = try connection.query(
            """
            SELECT payout_id, status, coalesce(reference, '') FROM settlement.payout_steps
            WHERE payout_id = ANY ($1::text::uuid[]) AND status IN ('completed', 'failed', 'unknown')
            """, [.text(list)], doing: "reading earlier answers"
        ) { row in
            guard let status = PayoutConfirmation.Status(rawValue: try row[1].text()) else { return }
            answers[try row[0].identifier(), default: []]
                .insert(ConfirmedPayout.Answer(status: status, reference: try row[2].text()))
        }
        let found = try connection.query(
            """
            SELECT kept.id, kept.currency, kept.amount_cents, row.status::text
            FROM settlement.payouts kept JOIN public.payouts row ON row.id = kept.id
            WHERE kept.id = ANY ($1::text::uuid[])
            """, [.text(list)], doing: "reading the payouts"
        ) { row in
            let id = try row[0].identifier()
            let amount = Money(cents: try row[2].int64(), currency: Currency(try row[1].text()))
            return (id, ConfirmedPayout(amount: amount, status: try row[3].text(), answers: answers[id] ?? []))
        }
        return Dictionary(uniqueKeysWithValues: found)
    }
}
