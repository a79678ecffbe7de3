internal import PostgresClient
internal import Settlement

/// A closed period as `settlement.periods` keeps it, with the text of its policy.
struct PeriodRecord {
    let period: Period
    let startsAt: Instant
    let endsAt: Instant
    let policyHash: String
    let previousRoot: [UInt8]?
    let root: [UInt8]
    let clock: Instant
    /// Nil where the policy is missing.
    let policyText: String?
    /// The last entry by hand that the close had seen; 0 for none.
    let actsThrough: Int64

    var closed: ClosedPeriod { ClosedPeriod(period: period, root: root, policyHash: policyHash) }
}

extension PeriodStore {
    /// Everything that is kept of the closed periods, in their order.
    func records() throws -> [PeriodRecord] {
        try connection.query(
            """
            SELECT period, starts_at, ends_at, policy_hash, previous_root, root, clock, text, coalesce(acts_through, 0)
            FROM settlement.periods LEFT JOIN settlement.policies ON hash = policy_hash ORDER BY period
            """, doing: "reading the closed periods"
        ) { row in
            PeriodRecord(
                period: try row[0].period(), startsAt: Instant(microseconds: try row[1].timestamp()),
                endsAt: Instant(microseconds: try row[2].timestamp()), policyHash: try row[3].text(),
                previousRoot: try row[4].optionalBytes(), root: try row[5].bytes(),
                clock: Instant(microseconds: try row[6].timestamp()), policyText: try row[7].optionalText(),
                actsThrough: try row[8].int64())
        }
    }
}
