import Ledger
import PostgresClient
import TestServer
import Testing

/// The schema from nothing, from each earlier version, and when it does not fit the engine.
@Suite("Migrations")
struct MigrationTests {
    /// The platform's tables, and nothing of remit's.
    private func platform() throws -> TestDatabase {
        let database = try TestDatabase()
        try database.sql(try SmallPlatform.schema())
        return database
    }

    /// Takes the first steps as the engine of that version did.
    private func migrate(_ database: TestDatabase, toVersion version: Int) throws {
        for step in Migration.all.prefix(version) {
            try database.sql("BEGIN; \(step.sql)\nCOMMIT")
            if step.number == 1 {
                try database.sql(
                    """
                    CREATE TABLE settlement.migrations (number bigint PRIMARY KEY, name text NOT NULL, reason text NOT NULL,
                        checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())
                    """)
            }
            try database.sql("INSERT INTO settlement.migrations VALUES (\(step.number), '\(step.name)', 'by hand', '')")
        }
    }

    /// What a schema is made of: relations with their columns, constraints, functions, triggers.
    private func structure(_ database: TestDatabase) throws -> String {
        try database.sql(
            """
            SELECT c.oid::regclass, attname, atttypid::regtype, attnotnull FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid
            WHERE relnamespace IN ('settlement'::regnamespace, 'public'::regnamespace) AND attnum > 0 AND relkind IN ('r', 'p')
            ORDER BY c.oid::regclass::text, attname;
            SELECT conrelid::regclass, pg_get_constraintdef(oid) FROM pg_constraint
            WHERE connamespace = 'settlement'::regnamespace ORDER BY conrelid::regclass::text, 2;
            SELECT oid::regprocedure, md5(prosrc), prosecdef, proconfig, proacl IS NULL FROM pg_proc
            WHERE pronamespace = 'settlement'::regnamespace ORDER BY oid::regprocedure::text;
            SELECT tgrelid::regclass, tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgrelid::regclass::text, 2;
            """)
    }

    @Test("from any version end in the same schema as from nothing", arguments: 0..<Migration.all.count)
    func upgrade(from version: Int) throws {
        let (whole, stepwise) = try (platform(), platform())
        #expect(try whole.remit("migrate").status == 0)
        try migrate(stepwise, toVersion: version)
        let upgraded = try stepwise.remit("migrate")
        #expect(upgraded.status == 0, "\(upgraded.errors)")
        #expect(upgraded.output.split(separator: "\n").count == Migration.all.count - version)
        #expect(try structure(stepwise) == structure(whole))
        #expect(
            try stepwise.remit("migrate").output == "schema settlement is up to date (version \(Migration.all.count))\n"
        )
    }

    @Test(
        "keep a month that was closed before them, and give the next one its root", arguments: 2..<Migration.all.count)
    func upgradeWithClosedMonth(from version: Int) throws {
        let database = try platform()
        try migrate(database, toVersion: version)
        try database.sql("ALTER TABLE purchases ADD COLUMN IF NOT EXISTS bundle_id uuid")
        try database.sql(try SmallPlatform.file("small-platform.sql"))
        // The engine of that version would not have asked for the later steps.
        let later = Migration.all.dropFirst(version).map { "(\($0.number), '', '', '')" }.joined(separator: ", ")
        try database.sql("INSERT INTO settlement.migrations VALUES \(later)")
        let lacksActs = version < 8
        if lacksActs { try database.sql(MigrationTests.acts) }
        let january = try database.remit("close", "2026-01")
        #expect(january.status == 0, "\(january.errors)")
        try database.sql("DELETE FROM settlement.migrations WHERE number > \(version)")
        if lacksActs {
            try database.sql(
                """
                ALTER TABLE settlement.periods DROP COLUMN acts_through;
                DROP TABLE settlement.waivers, settlement.manual_entries, settlement.reopenings
                """)
        }
        try database.sql(try SmallPlatform.file("small-platform-changes.sql"))
        #expect(try database.remit("close", "2026-02").status == 78)
        #expect(try database.remit("migrate").status == 0)
        #expect(try database.remit("close", "2026-01").root == january.root)
        let expected = try SmallPlatform.withJanuary().remit("close", "2026-02")
        #expect(expected.status == 0, "\(expected.errors)")
        #expect(try database.remit("close", "2026-02").root == expected.root)
    }

    /// What a close of this version asks for and an older one did not, empty: acts by hand.
    private static let acts = """
        CREATE TABLE settlement.waivers (number bigint, source_table text, row_id uuid, waived boolean);
        CREATE TABLE settlement.manual_entries (number bigint, file_hash text, file_line bigint, kind "char",
            creator_id uuid, currency text, bucket "char", amount_cents bigint, reason text, reference text,
            available_from date, applied_by text, applied_at timestamp);
        CREATE TABLE settlement.reopenings (period date, policy_hash text);
        ALTER TABLE settlement.periods ADD COLUMN acts_through bigint
        """

    @Test("as a dry run print the SQL and change nothing")
    func dryRun() throws {
        let database = try platform()
        let before = try database.sql("SELECT relname FROM pg_class ORDER BY 1")
        let printed = try database.remit("migrate", "--dry-run")
        #expect(printed.status == 0)
        #expect(printed.output == Migration.all.map { "\($0.sql)\n" }.joined())
        #expect(try database.sql("SELECT relname FROM pg_class ORDER BY 1") == before)
        #expect(try database.sql("SELECT to_regnamespace('settlement') IS NULL") == "t")
        _ = try database.remit("migrate")
        #expect(try database.remit("migrate", "--dry-run").output == "")
    }

    @Test("are asked for where the schema is missing or older", arguments: 0..<Migration.all.count)
    func older(version: Int) throws {
        let database = try platform()
        try migrate(database, toVersion: version)
        let sentence =
            version == 0
            ? "remit: schema \"settlement\" is not there; run `remit migrate` first"
            : "remit: schema \"settlement\" is at version \(version), this engine needs \(Migration.all.count); run `remit migrate`"
        for arguments in [["close"], ["export", "lines"], ["backfill", "late", "--from", "2026-01"]] {
            let result = try Remit.run(
                arguments, database: database.url, now: SmallPlatform.now,
                environment: ["REMIT_POLICY": TestPolicy.standard])
            #expect(result.status == 78)
            #expect(result.complaint == sentence)
        }
    }

    @Test("by a newer engine are left alone")
    func newer() throws {
        let database = try SmallPlatform.withJanuary()
        let version = Migration.all.count + 1
        try database.sql("INSERT INTO settlement.migrations VALUES (\(version), 'future', 'later', '')")
        let sentence =
            "remit: schema \"settlement\" is at version \(version), this engine knows \(version - 1); install the newer remit"
        for arguments in [["close"], ["migrate"], ["migrate", "--dry-run"], ["export", "lines"]] {
            let result = try Remit.run(
                arguments, database: database.url, now: SmallPlatform.now,
                environment: ["REMIT_POLICY": TestPolicy.standard])
            #expect(result.status == 78)
            #expect(result.complaint == sentence)
        }
    }

    @Test("that fail in the middle leave nothing behind")
    func failing() throws {
        let database = try platform()
        try database.sql("DROP TABLE creator_payment_settings")
        let result = try database.remit("migrate")
        #expect(result.status == 1)
        #expect(
            result.complaint.hasPrefix(
                "remit: migrating to version 3 failed: relation \"public.creator_payment_settings\" does not exist"))
        #expect(try database.sql("SELECT to_regnamespace('settlement') IS NULL") == "t")
    }

    @Test("for a role that is not there say so")
    func unknownSettler() throws {
        let database = try platform()
        let result = try database.remit("migrate", "--settler", "nobody_here")
        #expect(result.status == 1)
        #expect(result.complaint.contains("role \"nobody_here\" does not exist"))
        #expect(try database.sql("SELECT to_regnamespace('settlement') IS NULL") == "t")
    }
}
