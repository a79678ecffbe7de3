public import PostgresClient
public import Settlement

/// What a payout run goes by.
public struct PayoutRunTerms: Sendable {
    /// The policy.
    public var policy: Policy
    /// Where the policy file is.
    public var policyPath: String
    /// The policy file, unchanged: it is kept with the plan.
    public var policyText: String
    /// The SHA-256 of the policy file, in hexadecimal digits.
    public var policyHash: String
    /// What time it is.
    public var now: Instant
    /// The version of the engine.
    public var engineVersion: String

    /// Terms with all their parts.
    public init(
        policy: Policy, policyPath: String, policyText: String, policyHash: String, now: Instant, engineVersion: String
    ) {
        self.policy = policy
        self.policyPath = policyPath
        self.policyText = policyText
        self.policyHash = policyHash
        self.now = now
        self.engineVersion = engineVersion
    }
}

/// What became of a run.
public enum PayoutRunResult: Sendable {
    /// The plan was applied: what it says is in `payouts`.
    case applied(PayoutPlan)
    /// The plan was kept and awaits approval; nothing was paid.
    case awaitsApproval(PayoutPlan)
    /// The plan of that hash and day had been applied before; nothing was done.
    case alreadyApplied(hash: String, day: Day)
}

/// Pays creators: load, decide, write, in one transaction, so that a kill anywhere leaves all of it or nothing (R11).
///
/// One run at a time goes on; whoever changes the same balances at the same time waits or is refused by the database.
public struct PayoutRun {
    private let connect: () throws -> Connection
    private let parsePolicy: (String) throws -> Policy
    private let terms: PayoutRunTerms

    /// A run over connections that a closure opens.
    ///
    /// - Parameters:
    ///   - connect: Opens a connection to the database.
    ///   - parsePolicy: Reads the text of a policy file that a month was closed under.
    ///   - terms: What it goes by.
    public init(
        connect: @escaping () throws -> Connection, parsePolicy: @escaping (String) throws -> Policy,
        terms: PayoutRunTerms
    ) {
        self.connect = connect
        self.parsePolicy = parsePolicy
        self.terms = terms
    }

    /// Writes the plan of a day, which may be after today, and pays nothing.
    ///
    /// - Throws: ``PayoutError`` for a day that cannot be planned.
    public func plan(of day: Day) throws -> PayoutPlan {
        let connection = try connect()
        return try connection.transaction(.repeatableRead, doing: "planning the payouts") {
            try check(over: connection)
            let plan = try planner(over: connection).plan(of: day)
            try PayoutStore(connection: connection).keep(plan, by: terms)
            return plan
        }
    }

    /// Plans a day and applies the plan at once, unless the policy requires approval.
    public func run(asOf day: Day) throws -> PayoutRunResult {
        try alone { connection in
            try checkNotAfterToday(day, over: connection)
            let plan = try planner(over: connection).plan(of: day)
            let store = PayoutStore(connection: connection)
            try store.keep(plan, by: terms)
            if try store.standing(after: plan.approval).isRequired { return .awaitsApproval(plan) }
            guard try store.plan(hashPrefix: plan.hash)?.isApplied == false else {
                return .alreadyApplied(hash: plan.hash, day: day)
            }
            try write(plan, over: connection)
            return .applied(plan)
        }
    }

    /// Makes a plan again and pays exactly that.
    ///
    /// - Parameter hash: The plan's hash, or at least its first 8 digits.
    /// - Throws: ``PayoutError/moved(_:differences:)`` if it is another plan by now.
    public func apply(_ hash: String) throws -> PayoutRunResult {
        try alone { connection in
            let store = PayoutStore(connection: connection)
            guard hash.utf8.count >= 8, let kept = try store.plan(hashPrefix: hash.lowercased()) else {
                throw PayoutError.noPlan(hash)
            }
            if kept.isApplied { return .alreadyApplied(hash: kept.hash, day: kept.day) }
            try checkNotAfterToday(kept.day, over: connection)
            let plan = try planner(over: connection).plan(of: kept.day)
            guard plan.hash == kept.hash else {
                throw PayoutError.moved(
                    kept.hash, differences: PlanText.differences(from: kept.text, to: plan.text))
            }
            let approval = try store.standing(after: plan.approval)
            if approval.isRequired, try store.user() == kept.plannedBy {
                throw PayoutError.samePerson(plan: kept.hash, plannedBy: kept.plannedBy, approval)
            }
            try write(plan, over: connection)
            return .applied(plan)
        }
    }

    private func planner(over connection: Connection) -> PayoutPlanner {
        PayoutPlanner(connection: connection, terms: terms, parsePolicy: parsePolicy)
    }

    private func write(_ plan: PayoutPlan, over connection: Connection) throws {
        let start = try PayoutDay(plan.day, policy: terms.policy, over: connection).start
        try PayoutStore(connection: connection).apply(
            plan, dayStart: start, now: terms.now, engineVersion: terms.engineVersion)
    }

    /// Does work in a transaction that no other run has at the same time.
    private func alone<Value>(_ work: (Connection) throws -> Value) throws -> Value {
        let guardian = try connect()
        return try guardian.transaction {
            guard try RunLock.payouts.take(over: guardian) else { throw PayoutError.busy }
            let writer = try connect()
            do {
                return try writer.transaction(.repeatableRead, doing: "paying") {
                    guard try RunLock.payouts.takeToWrite(over: writer) else { throw PayoutError.busy }
                    try check(over: writer)
                    return try work(writer)
                }
            } catch SQLState.serializationFailure {
                throw PayoutError.changedMeanwhile
            } catch SQLState.deadlockDetected {
                throw PayoutError.changedMeanwhile
            }
        }
    }

    private func check(over connection: Connection) throws {
        let store = PeriodStore(connection: connection)
        try store.checkSchema()
        try PlatformColumns(connection: connection).check(PlatformColumns.ofPayouts)
        try store.check(terms.policy, parsing: parsePolicy)
    }

    private func checkNotAfterToday(_ day: Day, over connection: Connection) throws {
        let today = try PayoutDay.day(of: terms.now, timezone: terms.policy.timezone, over: connection)
        guard day <= today else { throw PayoutError.afterToday(day, today: today) }
    }
}
