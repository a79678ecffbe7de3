public import Money

/// A payout as a confirmation finds it.
public struct ConfirmedPayout: Hashable, Sendable {
    /// What was said of it before.
    public struct Answer: Hashable, Sendable {
        /// What became of it.
        public let status: PayoutConfirmation.Status
        /// The provider's own id of the payment; may be empty.
        public let reference: String

        /// An answer.
        public init(status: PayoutConfirmation.Status, reference: String) {
            self.status = status
            self.reference = reference
        }
    }

    /// Its amount.
    public let amount: Money
    /// Its status in the platform's table.
    public let status: String
    /// What was said of it before.
    public let answers: Set<Answer>

    /// A payout as it stands.
    public init(amount: Money, status: String, answers: Set<Answer>) {
        self.amount = amount
        self.status = status
        self.answers = answers
    }
}

/// What a confirmation does to its payout (R11.5).
public enum ConfirmationEffect: String, Hashable, Sendable, CaseIterable {
    /// The creator has the money: from processing to completed.
    case completed
    /// The creator does not have it: from processing to failed, and its parts go back to the balance.
    case failed
    /// It came back: from completed to failed.
    case returned
    /// Nobody knows: it is noted, and the payout stays processing.
    case unknown
    /// It was said before, or more than this is known by now.
    case repeated
}

extension PayoutConfirmation {
    /// What this does to the payout that it names.
    ///
    /// What was said before changes nothing, whatever was said after it: so a file that was taken can be given again.
    ///
    /// - Parameter payout: The payout; nil if it is none that was made or accepted.
    /// - Throws: ``LineFault`` if it is not ours, not handed out yet, of another amount, or known to have failed.
    public func effect(on payout: ConfirmedPayout?) throws(LineFault) -> ConfirmationEffect {
        guard let payout else { throw fault("is none that remit made or accepted; check the id") }
        if let amount, amount != payout.amount {
            throw fault("is of \"\(payout.amount)\", not of \"\(amount)\"; check the amount and the id")
        }
        switch (payout.status, status) {
        case ("processing", .completed): return .completed
        case ("processing", .failed): return .failed
        case ("processing", .unknown): return isKnown(to: payout) ? .repeated : .unknown
        case ("completed", .failed): return .returned
        case ("completed", _), ("failed", .failed), ("failed", .unknown): return .repeated
        case ("failed", .completed):
            if isKnown(to: payout) { return .repeated }
            throw fault(
                "failed before, and its money went back to the balance; it stays so: if the creator has the money after all, "
                    + "take it off the balance with `remit adjust`")
        default:
            throw fault("is \"\(payout.status)\": it was not handed out; export it first with `remit payouts export`")
        }
    }

    private func isKnown(to payout: ConfirmedPayout) -> Bool {
        payout.answers.contains(ConfirmedPayout.Answer(status: status, reference: reference))
    }

    private func fault(_ problem: String) -> LineFault { LineFault(line: line, problem: "payout \(payout) \(problem)") }
}

/// The lines of a confirmation file that cannot be taken; nothing was changed then.
public struct LineFaults: Error, Hashable, Sendable {
    /// The lines, in the file's order.
    public let faults: [LineFault]

    /// Lines that cannot be taken.
    public init(_ faults: [LineFault]) {
        self.faults = faults
    }
}

extension LineFaults: CustomStringConvertible {
    /// A line of text for each.
    public var description: String { faults.map { "line \($0.line): \($0.problem)" }.joined(separator: "\n") }
}
