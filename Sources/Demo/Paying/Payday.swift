internal import Ledger
internal import PolicyFile
public import Settlement

/// What a payday came to.
public struct Payday: Sendable {
    /// The as-of date of its run.
    public let day: Day
    /// How many payouts were made, accepted requests among them.
    public let payouts: Int
    /// How many requests were refused.
    public let refused: Int
    /// How many answers came back that say that the money arrived.
    public let completed: Int
    /// How many say that it did not, or came back.
    public let failed: Int
}

extension Payday: CustomStringConvertible {
    /// One line about it.
    public var description: String {
        "\(day): \(payouts) payouts, \(refused) requests refused; \(completed) arrived, \(failed) failed"
    }
}

/// Pays a demo's creators once a month: a run, files of their providers, and a file of what came of it.
///
/// Money is available thirty days after its month, so what a run pays is that of the month before the one that was closed.
struct Paydays {
    let ledger: DemoLedger
    let desk: DemoDesk
    /// How many there were.
    private var count = 0
    /// The as-of date of the last one.
    private(set) var last: Day?

    init(ledger: DemoLedger, desk: DemoDesk) {
        self.ledger = ledger
        self.desk = desk
    }

    /// Days after a month's end on which the run is, and after which the answers are there: both in the next month.
    private static let (run, answer): (Int32, Int32) = (4, 7)

    /// The day by which all is done after a month that was closed.
    static func lastDay(after month: Period) -> Day { month.next.firstDay.adding(days: answer) }

    /// Pays after a month that was closed; nil where there was nothing to do.
    mutating func pay(after month: Period) throws -> Payday? {
        let day = month.next.firstDay.adding(days: Paydays.run)
        guard case .applied(let plan) = try run(of: day) else { return nil }
        let connection = try ledger.connect()
        try desk.handOut(
            PayoutBatches(connection: connection, parsePolicy: PolicyFile.ofClosedMonth), DemoLedger.noon(of: day))
        let answered = month.next.firstDay.adding(days: Paydays.answer)
        let answers = PayoutAnswers(
            payouts: try PayoutList(connection: connection).read(status: nil).payouts, run: count)
        let file = try desk.leave(answers.text(of: day, after: last), as: "answers-\(answered).csv")
        let effects = try PayoutConfirmations(connection: connection).take(
            try file.confirmations(), now: DemoLedger.noon(of: answered))
        count += 1
        last = day
        return Payday(
            day: day, payouts: plan.entries.reduce(0) { $0 + $1.payouts },
            refused: plan.entries.reduce(0) { $0 + $1.decision.refused.count },
            completed: effects.count { $0 == .completed }, failed: effects.count { $0 == .failed || $0 == .returned })
    }

    private func run(of day: Day) throws -> PayoutRunResult {
        try PayoutRun(
            connect: ledger.connect, parsePolicy: PolicyFile.ofClosedMonth,
            terms: PayoutRunTerms(
                policy: ledger.policy.policy, policyPath: ledger.policy.path, policyText: ledger.policy.text,
                policyHash: ledger.policy.hash, now: DemoLedger.noon(of: day), engineVersion: ledger.engineVersion)
        ).run(asOf: day)
    }
}

extension PayoutPlan.Entry {
    /// How many payouts are made and requests accepted.
    fileprivate var payouts: Int { decision.accepted.count + (decision.payout == nil ? 0 : 1) }
}
