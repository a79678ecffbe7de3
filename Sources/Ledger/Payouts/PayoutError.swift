public import Settlement

/// Why a payout run refuses to go on; nothing was changed then.
public enum PayoutError: Error, Hashable, Sendable {
    /// Another run is at it.
    case busy
    /// Something that the run decides about was changed by somebody else at the same time.
    case changedMeanwhile
    /// The day is before that of the last run that was applied.
    case beforeLastRun(Day, last: Day)
    /// The day is after today.
    case afterToday(Day, today: Day)
    /// There is no plan of that hash.
    case noPlan(String)
    /// The plan made again is another one: what is no longer so, and what is so now.
    case moved(String, differences: [String])
    /// Whoever planned cannot apply where approval is required: the plan, who wrote it, and who requires that.
    case samePerson(plan: String, plannedBy: String, ApprovalBasis)
}

extension PayoutError: CustomStringConvertible {
    /// What is wrong, and what to do next.
    public var description: String {
        switch self {
        case .busy: "another payout run is at it; nothing was changed: try again when it is done"
        case .changedMeanwhile:
            "payouts or requests were changed while this run decided about them; nothing was changed by it: run it again"
        case .beforeLastRun(let day, let last):
            "\"\(day)\" is before \(last), the day of the last run that was applied; choose that day or a later one"
        case .afterToday(let day, let today):
            "\"\(day)\" is after today, \(today); only `payouts plan` looks ahead: choose today or an earlier day"
        case .noPlan(let hash):
            "there is no plan \"\(hash)\"; write one with `remit payouts plan`, and give its hash, or the first 8 or more "
                + "digits of it"
        case .moved(let hash, let differences):
            "what plan \(hash.prefix(12)) says is no longer what would be paid; nothing was changed. "
                + "Write and read a new plan. What moved:" + PayoutError.list(differences)
        case .samePerson(let hash, let user, let basis):
            "plan \(hash.prefix(12)) was written by \"\(user)\", and \(basis.requirer) requires the approval of another "
                + "database user; let somebody else run `remit payouts apply \(hash)`"
        }
    }

    /// The first differences, a line each.
    private static func list(_ differences: [String]) -> String {
        let shown = differences.prefix(20).map { "\n  \($0)" }.joined()
        return differences.count > 20 ? shown + "\n  and \(differences.count - 20) more" : shown
    }
}
