import PostgresClient
import TestServer
import Testing

/// What is closed refuses every change by ordinary SQL, whoever tries.
@Suite("Closed books")
struct ImmutabilityTests {
    static let books = [
        "lines", "marks", "accruals", "pools", "pool_shares", "exclusions", "exceptions", "creator_totals", "leaves",
    ]

    /// Statements that change a table, with `%` in the place of its name.
    static let statements = [
        "INSERT INTO % SELECT * FROM %", "INSERT INTO % SELECT * FROM % LIMIT 0", "UPDATE % SET period = period",
        "DELETE FROM %", "TRUNCATE %", "COPY % FROM STDIN;\n\\.\n",
        "MERGE INTO % t USING (SELECT) s ON false WHEN MATCHED THEN DELETE",
        "INSERT INTO % SELECT * FROM % ON CONFLICT DO NOTHING",
        "WITH gone AS (DELETE FROM % RETURNING 1) SELECT count(*) FROM gone",
    ]

    /// Who tries: the owner, who is a superuser here, plainly and with triggers for replication alone.
    enum Owner: String, CaseIterable {
        case plain = ""
        case replica = "SET session_replication_role = replica;"
        case local = "SET session_replication_role = local;"
    }

    @Test("refuse the owner, a superuser, in parent and partition", arguments: books, Owner.allCases)
    func owner(book: String, as owner: Owner) throws {
        let database = try SmallPlatform.withJanuary()
        for table in ["settlement.\(book)", "settlement.\(book)_2026_01"] {
            let before = try database.sql(
                "SELECT count(*), md5(string_agg(t::text, ',' ORDER BY t::text)) FROM \(table) t")
            for statement in ImmutabilityTests.statements {
                let sql = statement.replacing("%", with: table)
                let refusal = try #require(database.refusal(of: owner.rawValue + sql), "\(sql) went through")
                #expect(
                    refusal.contains("is refused: \(table) belongs to closed periods, which never change"), "\(sql)")
            }
            #expect(
                try database.sql("SELECT count(*), md5(string_agg(t::text, ',' ORDER BY t::text)) FROM \(table) t")
                    == before)
        }
    }

    @Test("refuse the settling role, in parent and partition", arguments: books)
    func settler(book: String) throws {
        let database = try SmallPlatform.fresh()
        let role = try TestRole.settler(in: database)
        let closed = try database.remit("close", "2026-01", user: role)
        #expect(closed.status == 0, "\(closed.errors)")
        for table in ["settlement.\(book)", "settlement.\(book)_2026_01"] {
            for statement in ImmutabilityTests.statements {
                let refusal = database.refusal(of: statement.replacing("%", with: table), as: role)
                #expect(
                    refusal?.contains("ERROR:  permission denied") == true,
                    "\(statement) on \(table): \(refusal ?? "went through")")
            }
            for change in ["ALTER TABLE % DISABLE TRIGGER closed", "DROP TABLE %", "ALTER TABLE % ADD COLUMN more int"]
            {
                let refusal = database.refusal(of: change.replacing("%", with: table), as: role)
                #expect(refusal?.contains("must be owner") == true, "\(change) on \(table)")
            }
        }
        let detach = "ALTER TABLE settlement.\(book) DETACH PARTITION settlement.\(book)_2026_01"
        #expect(database.refusal(of: detach, as: role)?.contains("must be owner") == true)
        #expect(
            database.refusal(of: "SET session_replication_role = replica", as: role)?.contains("permission denied")
                == true)
    }

    @Test("keep the list of periods and policies as it is", arguments: ["periods", "policies"], Owner.allCases)
    func periods(table: String, as owner: Owner) throws {
        let database = try SmallPlatform.withJanuary()
        let column = table == "periods" ? "root" : "path"
        for sql in [
            "UPDATE settlement.\(table) SET \(column) = \(column)", "DELETE FROM settlement.\(table)",
            "TRUNCATE settlement.\(table) CASCADE",
            "INSERT INTO settlement.\(table) SELECT * FROM settlement.\(table) ON CONFLICT (\(table == "periods" ? "period" : "hash")) DO UPDATE SET \(column) = excluded.\(column)",
        ] {
            let refusal = try #require(database.refusal(of: owner.rawValue + sql), "\(sql) went through")
            #expect(refusal.contains("belongs to closed periods, which never change"), "\(sql): \(refusal)")
        }
        #expect(try database.sql("SELECT count(*) FROM settlement.\(table)") == "1")
    }

    @Test(
        "let no period in out of its order", arguments: ["2025-12-01", "2026-01-01", "2026-03-01", "2027-02-01"],
        Owner.allCases)
    func order(period: String, as owner: Owner) throws {
        let database = try SmallPlatform.withJanuary()
        let refusal = database.refusal(
            of: """
                \(owner.rawValue)
                INSERT INTO settlement.periods
                SELECT '\(period)', starts_at, ends_at, policy_hash, previous_root, root, clock, engine_version FROM settlement.periods
                """)
        #expect(
            refusal?.contains("period \(period) does not follow 2026-01-01, the last closed one") == true,
            "\(refusal ?? "")")
    }

    @Test("hold lines whose parts add up, and nothing else")
    func check() throws {
        let database = try SmallPlatform.withJanuary()
        let refusal = database.refusal(
            of: """
                SELECT settlement.open_books('2026-02-01', false);
                INSERT INTO settlement.lines_2026_02 (period, kind, bucket, currency, gross_cents, processing_cents, platform_cents,
                    creator_cents, payable, late, hold_from)
                VALUES ('2026-02-01', 's', 's', 'USD', 100, 1, 1, 99, true, false, '2026-03-01')
                """)
        #expect(refusal?.contains("violates check constraint") == true)
    }
}
