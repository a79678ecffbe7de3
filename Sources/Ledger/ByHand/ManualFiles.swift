internal import Money
public import PostgresClient
public import Settlement

/// Takes files of adjustments and opening balances, and has their entries applied: at once, or where the policy requires
/// approval by a second person, by the file's hash.
///
/// A file is taken whole or not at all. The same file again is recognised by its SHA-256 and changes nothing; a reference is
/// used once. Everything waits for a close that is running, and the next close makes a line of each entry.
public struct ManualFiles {
    private let connection: Connection
    private let policy: Policy
    private let parsePolicy: (String) throws -> Policy
    private let now: Instant

    /// A taker over a connection, under a policy, at a time.
    ///
    /// - Parameters:
    ///   - connection: The connection.
    ///   - policy: The policy, which must say of closed months what it said when they were closed (R3).
    ///   - parsePolicy: Reads the text of a policy file that a month was closed under.
    ///   - now: What time it is.
    public init(
        connection: Connection, policy: Policy, parsePolicy: @escaping (String) throws -> Policy, now: Instant
    ) {
        self.connection = connection
        self.policy = policy
        self.parsePolicy = parsePolicy
        self.now = now
    }

    /// Takes a file of adjustments.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - name: What the file is called, for whoever reads of it.
    /// - Throws: ``LedgerError/fileRefused(name:faults:)``, with every bad line.
    public func adjust(_ bytes: [UInt8], name: String) throws -> ManualOutcome {
        try take(bytes, kind: .adjustment, name: name)
    }

    /// Takes a file of balances from before genesis; before the first close only.
    ///
    /// - Throws: ``LedgerError/fileRefused(name:faults:)``, or ``LedgerError/refused(_:)`` once a period is closed.
    public func open(_ bytes: [UInt8], name: String) throws -> ManualOutcome {
        try take(bytes, kind: .opening, name: name)
    }

    /// Applies a file that was proposed.
    ///
    /// - Parameter hash: Its SHA-256, in hexadecimal digits.
    /// - Throws: ``LedgerError/refused(_:)`` where nothing of that hash is known, or the same user proposed it.
    public func apply(_ hash: String) throws -> ManualOutcome {
        try inTurn("applying what was proposed") { store in
            guard let file = try store.file(hash) else {
                throw LedgerError.refused(
                    "no file with the hash \(ManualFile.quoted(hash)) was proposed; see `remit adjust list`")
            }
            if file.summary.isApplied { return ManualOutcome(state: .appliedBefore, file: file.summary) }
            let user = try store.user()
            let basis = try store.standing(after: approval())
            let needsApproval = file.summary.needsApproval || basis.isRequired
            guard !needsApproval || file.summary.proposedBy != user else {
                throw LedgerError.refused(
                    "\(file.summary.name) was proposed by \"\(user)\", who cannot apply it too; \(basis.requirer) requires "
                        + "that another database user does: let somebody else run `remit adjust apply \(hash)`")
            }
            return try apply(file.bytes, file.summary, kind: file.kind, store)
        }
    }

    private func take(_ bytes: [UInt8], kind: ManualFile.Kind, name: String) throws -> ManualOutcome {
        try inTurn("taking \(name)") { store in
            let hash = ManualFile.hash(of: bytes)
            let own = try approval()
            let needsApproval = try store.standing(after: own).isRequired
            if let known = try store.file(hash) {
                let summary = known.summary
                if summary.isApplied { return ManualOutcome(state: .appliedBefore, file: summary) }
                return summary.needsApproval || needsApproval
                    ? ManualOutcome(state: .awaitsApproval, file: summary)
                    : try apply(bytes, summary, kind: kind, store)
            }
            try check(bytes, kind: kind, name: name, store)
            try store.propose(hash, kind: kind, name: name, bytes, needsApproval: own.isRequired, at: now)
            guard let proposed = try store.file(hash)?.summary else { preconditionFailure("a proposal was not kept") }
            return needsApproval
                ? ManualOutcome(state: .awaitsApproval, file: proposed)
                : try apply(bytes, proposed, kind: kind, store)
        }
    }

    private func apply(
        _ bytes: [UInt8], _ file: ManualFileSummary, kind: ManualFile.Kind, _ store: ManualFileStore
    ) throws -> ManualOutcome {
        try check(bytes, kind: kind, name: file.name, store)
        try store.apply(file.hash, needsApproval: try approval().isRequired, at: now)
        return ManualOutcome(state: .applied, file: try store.file(file.hash)?.summary ?? file)
    }

    /// Refuses a file in which anything is wrong.
    private func check(_ bytes: [UInt8], kind: ManualFile.Kind, name: String, _ store: ManualFileStore) throws {
        let closed = try PeriodStore(connection: connection).closed().last?.period
        if kind == .opening, let closed {
            throw LedgerError.refused(
                "opening balances are brought in before the first close only, and \(closed) is closed; use `remit adjust`"
            )
        }
        var file = ManualFile(bytes, kind: kind)
        let next = closed?.next ?? policy.genesis
        let check = ManualFileCheck(policy: policy, entry: policy.entry(for: next), store: store)
        for fault in try check.faults(of: file.rows) { file.add(fault) }
        try file.refuseFaults(of: name)
    }

    /// Whether a second person is required today, by this policy or by what the books kept.
    private func approval() throws -> ApprovalBasis {
        let today = try connection.queryOne(
            "SELECT ($1::timestamp AT TIME ZONE 'UTC' AT TIME ZONE $2)::date", [.instant(now), .text(policy.timezone)],
            doing: "working out the policy's day"
        ) { Day(number: try $0[0].date()) }
        return try PeriodStore(connection: connection).approvalRules(policy, parsing: parsePolicy).basis(on: today)
    }

    private func inTurn(
        _ phrase: String, _ body: (ManualFileStore) throws -> ManualOutcome
    ) throws -> ManualOutcome {
        try connection.transaction(.readWrite, doing: phrase) {
            let store = PeriodStore(connection: connection)
            try store.checkSchema()
            try store.check(policy, parsing: parsePolicy)
            try CalendarLoader(connection: connection, policy: policy).checkTimezone()
            try connection.execute("SELECT settlement.take_turn()", doing: "waiting for a close that is running")
            return try body(ManualFileStore(connection: connection))
        }
    }
}

/// What became of a file.
public struct ManualOutcome: Sendable {
    /// Where it stands now.
    public enum State: String, Sendable {
        /// Its entries were applied.
        case applied
        /// They had been before; nothing was changed.
        case appliedBefore = "applied_before"
        /// Another database user has to apply it.
        case awaitsApproval = "awaits_approval"
    }

    /// Where it stands.
    public let state: State
    /// The file.
    public let file: ManualFileSummary
}
