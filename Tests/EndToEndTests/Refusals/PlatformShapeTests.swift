import TestServer
import Testing

/// Platforms whose tables are not quite those of the sample: what can be read is settled to the same cents, what cannot
/// is refused by its name.
@Suite("Platforms of another shape")
struct PlatformShapeTests {
    private static let readable = [
        "ALTER TABLE purchases ALTER amount_cents TYPE bigint, ALTER platform_fee_cents TYPE bigint",
        "ALTER TABLE donations ALTER amount_cents TYPE bigint",
        "ALTER TABLE contents ALTER price_cents TYPE bigint; ALTER TABLE subscriptions ALTER price_cents TYPE bigint",
        "ALTER TABLE bundle_contents ALTER revenue_share_percent TYPE smallint",
        "ALTER TABLE purchases ALTER currency TYPE char(3), ALTER status TYPE varchar(20)",
        """
        CREATE TYPE state AS ENUM ('pending', 'completed', 'refunded', 'lost'); CREATE TYPE code AS ENUM ('USD', 'JPY');
        ALTER TABLE purchases ALTER status DROP DEFAULT, ALTER currency DROP DEFAULT;
        ALTER TABLE purchases ALTER status TYPE state USING status::state, ALTER currency TYPE code USING currency::code
        """,
        """
        CREATE TYPE sight AS ENUM ('private', 'paid', 'public'); ALTER TABLE contents ALTER visibility DROP DEFAULT;
        ALTER TABLE contents ALTER visibility TYPE sight USING visibility::sight
        """,
        "CREATE DOMAIN cents AS int CHECK (true); ALTER TABLE purchases ALTER amount_cents TYPE cents",
        "ALTER TABLE donations RENAME TO gifts; CREATE VIEW donations AS SELECT 1 AS extra, * FROM gifts",
        """
        ALTER TABLE purchases RENAME TO old; CREATE TABLE purchases (LIKE old) PARTITION BY RANGE (created_at);
        CREATE TABLE all_purchases PARTITION OF purchases DEFAULT; INSERT INTO purchases SELECT * FROM old
        """,
        // Times with a zone; here the session of whoever changes the type has UTC.
        """
        SET timezone = 'UTC';
        ALTER TABLE purchases ALTER created_at TYPE timestamptz, ALTER completed_at TYPE timestamptz;
        ALTER TABLE donations ALTER created_at TYPE timestamptz;
        ALTER TABLE subscriptions ALTER started_at TYPE timestamptz, ALTER current_period_start TYPE timestamptz,
              ALTER current_period_end TYPE timestamptz, ALTER created_at TYPE timestamptz
        """,
    ]

    /// The days of Phnom Penh begin seven hours before those of UTC: a time whose zone is taken for another moves.
    private static func policy() throws -> String {
        try TestPolicy.replacing(["timezone: UTC": "timezone: Asia/Phnom_Penh"])
    }

    @Test("are settled to the same root where they can be read", arguments: readable)
    func settled(change: String) throws {
        let (usual, other) = try (SmallPlatform.fresh(), SmallPlatform.fresh())
        try other.sql(change)
        for month in ["2026-01", "2026-02"] {
            let closed = try other.remit("close", month, policy: PlatformShapeTests.policy())
            #expect(closed.status == 0, "\(closed.complaint)")
            #expect(try closed.root == usual.remit("close", month, policy: PlatformShapeTests.policy()).root)
            for database in [usual, other] {
                try database.sql(
                    "UPDATE purchases SET status = 'refunded' WHERE id::text < '3' AND status = 'completed'")
            }
        }
    }

    @Test(
        "are refused by the names of what cannot be read",
        arguments: [
            (
                "ALTER TABLE purchases ALTER amount_cents TYPE real",
                "public.purchases.amount_cents is real, not integer or bigint"
            ),
            (
                "ALTER TABLE bundle_contents ALTER revenue_share_percent TYPE double precision",
                "public.bundle_contents.revenue_share_percent is double precision, not numeric or a whole number"
            ),
            ("ALTER TABLE donations DROP COLUMN status", "there is no column public.donations.status"),
            (
                "DROP TABLE engagement_tracking, bundle_contents",
                "there is no table public.bundle_contents; there is no table public.engagement_tracking"
            ),
            (
                "ALTER TABLE engagement_tracking ALTER period_end TYPE timestamp",
                "public.engagement_tracking.period_end is timestamp without time zone, not date"
            ),
        ])
    func refused(change: String, what: String) throws {
        let database = try SmallPlatform.withJanuary()
        try database.sql(change)
        let before = try database.traces()
        for arguments in [["close", "2026-02"], ["backfill", "late", "--from", "2026-01"]] {
            let result = try Remit.run(
                arguments, database: database.url, now: SmallPlatform.now,
                environment: ["REMIT_POLICY": TestPolicy.standard])
            #expect(result.status == 78)
            #expect(
                result.complaint == "remit: the platform's tables are not as remit reads them: \(what). "
                    + "Change them, or let views of these names show them so")
        }
        #expect(try database.traces() == before)
    }

    @Test("hide no rows: a table whose policy would leave some out of the books is refused")
    func rowSecurity() throws {
        let database = try SmallPlatform.withJanuary()
        let role = "hidden_\(database.name)"
        try database.sql("CREATE ROLE \(role) LOGIN")
        #expect(try database.remit("migrate", "--settler", role).status == 0)
        try database.sql("ALTER TABLE donations ENABLE ROW LEVEL SECURITY")
        let before = try database.traces()
        let result = try database.remit("close", "2026-02", user: role)
        #expect(result.status == 1)
        #expect(
            result.complaint.hasSuffix(
                "failed: query would be affected by row-level security policy for table \"donations\" (SQLSTATE 42501)"),
            "\(result)")
        #expect(try database.traces() == before)
        try database.sql("DROP OWNED BY \(role); DROP ROLE \(role)")
    }

    @Test("in a time zone that the server would take for an abbreviation are refused", arguments: ["CET", "WET"])
    func abbreviation(zone: String) throws {
        let database = try SmallPlatform.fresh()
        let policy = try TestPolicy.replacing(["timezone: UTC": "timezone: \(zone)"])
        let result = try database.remit("close", policy: policy)
        #expect(result.status == 78)
        #expect(
            result.complaint
                == "remit: the policy's time zone \"\(zone)\" is also an abbreviation, which the server takes for a time "
                + "without summer time; name a place, such as \"Europe/Berlin\"")
        #expect(
            try database.remit("close", policy: TestPolicy.replacing(["timezone: UTC": "timezone: GMT"])).status == 0)
    }
}
