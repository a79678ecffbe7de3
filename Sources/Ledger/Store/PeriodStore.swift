internal import PostgresClient
public import Settlement

/// A period that is closed for good.
public struct ClosedPeriod: Sendable {
    /// The month.
    public let period: Period
    /// The root of its digest: 32 bytes.
    public let root: [UInt8]
    /// The hash of the policy file it was closed under.
    public let policyHash: String
}

/// Reads which periods are closed, and under which policies.
struct PeriodStore {
    let connection: Connection

    /// All closed periods, in their order.
    func closed() throws -> [ClosedPeriod] {
        try connection.query(
            "SELECT period, root, policy_hash FROM settlement.periods ORDER BY period",
            doing: "reading the closed periods"
        ) { row in
            ClosedPeriod(period: try row[0].period(), root: try row[1].bytes(), policyHash: try row[2].text())
        }
    }

    /// The period that a draft is kept of; nil if there is no draft.
    func drafted() throws -> Period? {
        let exists = try connection.queryOne("SELECT to_regclass('settlement_draft.period') IS NOT NULL") {
            try $0[0].bool()
        }
        guard exists else { return nil }
        return try connection.queryOne("SELECT period FROM settlement_draft.period") { try $0[0].period() }
    }

    /// The books that are asked for.
    ///
    /// - Throws: ``LedgerError/notClosed(_:)`` for a period without books, ``LedgerError/notFound(_:)`` for a draft
    ///   that is not there.
    func edition(of period: Period?, draft: Bool) throws -> Edition {
        guard draft else {
            guard let period else { throw LedgerError.notFound("no period was named; choose a closed one") }
            guard try closed().contains(where: { $0.period == period }) else { throw LedgerError.notClosed(period) }
            return Edition(period: period, draft: false)
        }
        guard let drafted = try drafted(), period == nil || period == drafted else {
            throw LedgerError.notFound(
                "there is no draft of \(period?.description ?? "the next period"); make one with `remit close --draft`")
        }
        return Edition(period: drafted, draft: true)
    }

    /// The text of every policy that a period was closed under, by its hash.
    func policies() throws -> [String: String] {
        let rows = try connection.query(
            "SELECT hash, text FROM settlement.policies", doing: "reading the policies of closed periods"
        ) { row in (try row[0].text(), try row[1].text()) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// Refuses to go on where the schema is missing, older than this engine, or newer.
    func checkSchema() throws {
        let known = Migration.all.count
        let found = try connection.queryOptional(
            "SELECT to_regclass('settlement.migrations') IS NOT NULL", doing: "looking for schema settlement"
        ) { row in try row[0].bool() }
        guard found == true else { throw LedgerError.schemaMissing }
        let version = try connection.queryOne(
            "SELECT coalesce(max(number), 0)::int8 FROM settlement.migrations", doing: "reading the schema's version"
        ) { row in Int(try row[0].int64()) }
        if version < known { throw LedgerError.schemaOlder(found: version, needed: known) }
        if version > known { throw LedgerError.schemaNewer(found: version, known: known) }
    }
}

/// Where the months and windows of a close begin, as the server's time zone data has it (R2.1).
struct CalendarLoader {
    let connection: Connection
    let policy: Policy

    func bounds(of period: Period) throws -> PeriodBounds {
        let windows = policy.entry(for: period)
        return PeriodBounds(
            period: period, genesis: policy.genesis, monthStarts: try monthStarts(through: period.next),
            lateStart: try start(of: period.firstDay.adding(days: -windows.lateArrivalDays)),
            refundStart: try start(of: period.firstDay.adding(days: -windows.refundDays)))
    }

    /// The first instant of a day in the policy's time zone: the one after the last of the day before, since midnight
    /// itself can come twice, or not at all, where clocks change over it.
    func start(of day: Day) throws -> Instant {
        try connection.queryOne(
            """
            SELECT ($1::date::timestamp - interval '1 microsecond') AT TIME ZONE $2 AT TIME ZONE 'UTC'
                   + interval '1 microsecond'
            """,
            [.date(day.number), .text(policy.timezone)],
            doing: "working out the policy's days"
        ) { row in Instant(microseconds: try row[0].timestamp()) }
    }

    private func monthStarts(through last: Period) throws -> [Instant] {
        try connection.query(
            """
            SELECT (month - interval '1 microsecond') AT TIME ZONE $3 AT TIME ZONE 'UTC' + interval '1 microsecond'
            FROM generate_series($1::date::timestamp, $2::date::timestamp, interval '1 month') month ORDER BY month
            """,
            [.period(policy.genesis), .period(last), .text(policy.timezone)], doing: "working out the policy's months"
        ) { row in Instant(microseconds: try row[0].timestamp()) }
    }

    /// Names that are abbreviations as well and mean the same either way.
    private static let fixed = ["UTC", "UCT", "GMT", "Zulu", "EST", "MST", "HST"]

    /// Refuses a time zone that the server does not know by name, or by another name than the rest of the world: it
    /// asks its list of abbreviations first, where CET is an hour from UTC all year round.
    func checkTimezone() throws {
        let known = try connection.queryOne(
            "SELECT EXISTS (SELECT FROM pg_timezone_names WHERE name = $1)", [.text(policy.timezone)],
            doing: "looking up the policy's time zone"
        ) { row in try row[0].bool() }
        guard known else { throw LedgerError.timezoneUnknown(policy.timezone) }
        guard !CalendarLoader.fixed.contains(policy.timezone) else { return }
        let isAbbreviation = try connection.queryOne(
            "SELECT EXISTS (SELECT FROM pg_timezone_abbrevs WHERE abbrev = upper($1))", [.text(policy.timezone)],
            doing: "looking up the policy's time zone"
        ) { row in try row[0].bool() }
        if isAbbreviation { throw LedgerError.timezoneAbbreviated(policy.timezone) }
    }
}
