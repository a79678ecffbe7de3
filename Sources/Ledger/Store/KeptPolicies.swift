public import PostgresClient
public import Settlement

extension PeriodStore {
    /// The policy of the last closed period, and those of later ones that were reopened since: reopening alone ends no
    /// approval.
    func policiesThatCount(parsing parse: (String) throws -> Policy) throws -> [ApprovalRules.Kept] {
        try connection.query(
            """
            SELECT kept.period, policies.text
            FROM (SELECT period, policy_hash FROM settlement.periods
                  WHERE period = (SELECT max(period) FROM settlement.periods)
                  UNION
                  SELECT period, policy_hash FROM settlement.reopenings
                  WHERE period > coalesce((SELECT max(period) FROM settlement.periods), '-infinity')) kept
            LEFT JOIN settlement.policies ON hash = policy_hash ORDER BY period, hash
            """, doing: "reading the policies that count"
        ) { row in
            let period = try row[0].period()
            guard let text = try row[1].optionalText() else {
                throw LedgerError.damaged("the policy of \(period) is missing from settlement.policies")
            }
            return ApprovalRules.Kept(period: period, policy: try parse(text))
        }
    }

    /// What decides about approval under a policy, nil where a command has none.
    func approvalRules(_ policy: Policy?, parsing parse: (String) throws -> Policy) throws -> ApprovalRules {
        ApprovalRules(policy: policy, kept: try policiesThatCount(parsing: parse))
    }
}

/// Whether a clock may be set, rather than read: nowhere where approval is ever required, by the policy at hand or by what
/// the books kept, since the time decides which days can be paid.
public struct GivenClock {
    private let connection: Connection
    private let parsePolicy: (String) throws -> Policy

    /// A check over a connection that no transaction is open on.
    ///
    /// - Parameters:
    ///   - connection: The connection.
    ///   - parsePolicy: Reads the text of a policy file that a month was closed under.
    public init(connection: Connection, parsePolicy: @escaping (String) throws -> Policy) {
        self.connection = connection
        self.parsePolicy = parsePolicy
    }

    /// Refuses a clock that was set.
    ///
    /// - Parameter policy: The policy at hand; nil where a command has none.
    /// - Throws: ``LedgerError/clockGiven(_:)`` where approval is required.
    public func check(under policy: Policy?) throws {
        let basis = try connection.transaction(.readOnly, doing: "asking whether the clock may be set") {
            let store = PeriodStore(connection: connection)
            try store.checkSchema()
            return try store.approvalRules(policy, parsing: parsePolicy).basisAtAnyTime
        }
        if basis.isRequired { throw LedgerError.clockGiven(basis) }
    }
}
