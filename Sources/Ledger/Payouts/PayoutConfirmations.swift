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

    /// Takes the lines of a file, their texts cleaned before anything is kept.
    ///
    /// - Parameters:
    ///   - lines: The lines, one a payout.
    ///   - now: The day that failed payouts go back to balances on.
    /// - Returns: What each line did, in their order.
    /// - Throws: `LineFaults` with every line that cannot be taken; ``PayoutError/busy`` while others hand out or confirm.
    public func take(_ lines: [PayoutConfirmation], now: Instant) throws -> [ConfirmationEffect] {
        try connection.transaction(doing: "confirming payouts") {
            try PayoutAnswerLock.take(over: connection)
            let payouts = try standing(lines.map(\.payout))
            let confirmations = lines.map { $0.cleaned(hiding: payouts[$0.payout]?.account ?? "") }
            var effects: [ConfirmationEffect] = []
            var faults: [LineFault] = []
            for confirmation in confirmations {
                do throws(LineFault) {
                    effects.append(try confirmation.effect(on: payouts[confirmation.payout]?.payout))
                } catch {
                    faults.append(error)
                }
            }
            guard faults.isEmpty else { throw LineFaults(faults) }
            try record(zip(confirmations, effects).filter { $0.1 != .repeated }.map(\.0), now: now)
            return effects
        }
    }

    /// Records answers in one statement, in their order.
    private func record(_ confirmations: [PayoutConfirmation], now: Instant) throws {
        guard !confirmations.isEmpty else { return }
        try connection.execute(
            "SELECT settlement.confirm_payouts($1::text::jsonb, $2)",
            [.text("[\(confirmations.map(PayoutConfirmations.json).joined(separator: ","))]"), .instant(now)],
            doing: "confirming the payouts")
    }

    private static func json(_ confirmation: PayoutConfirmation) -> String {
        func quoted(_ text: String) -> String {
            var bytes: [UInt8] = []
            JSONText.append(Array(text.utf8), to: &bytes)
            return String(decoding: bytes, as: UTF8.self)
        }
        return """
            {"payout": "\(confirmation.payout)", "status": "\(confirmation.status.rawValue)", "reason": \(quoted(confirmation.reason)), "reference": \(quoted(confirmation.reference))}
            """
    }

    /// A payout as it stands, and the account whose number no text may repeat.
    private typealias Standing = (payout: ConfirmedPayout, account: String)

    /// The payouts of some ids that are ours.
    private func standing(_ ids: [Identifier]) throws -> [Identifier: Standing] {
        let list = "{\(ids.map(\.description).joined(separator: ","))}"
        let answers = try answers(list)
        let found = try connection.query(
            """
            SELECT kept.id, kept.currency, kept.amount_cents, row.status::text,
                   coalesce(kept.payout_details->>'iban', kept.payout_details->>'aba_account',
                            kept.payout_details->>'paypal_email', kept.payout_details->>'wise_email', '')
            FROM settlement.payouts kept JOIN public.payouts row ON row.id = kept.id
            WHERE kept.id = ANY ($1::text::uuid[])
            """, [.text(list)], doing: "reading the payouts"
        ) { row in
            let id = try row[0].identifier()
            let amount = Money(cents: try row[2].int64(), currency: Currency(try row[1].text()))
            let payout = ConfirmedPayout(amount: amount, status: try row[3].text(), answers: answers[id] ?? [])
            return (id, (payout: payout, account: try row[4].text()))
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    /// What was said of payouts before.
    private func answers(_ list: String) throws -> [Identifier: Set<ConfirmedPayout.Answer>] {
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
        return answers
    }
}
