import TestServer
import Testing

/// Rows that nobody can repair (R12): waived by hand, not looked at any more, looked at again.
@Suite("Waived rows")
struct WaiverTests {
    static let tables = ["purchases", "donations", "subscriptions", "engagement_tracking"]

    /// The open errors of a table in the books, or of the draft.
    private static func open(_ table: String, in database: TestDatabase, draft: Bool = false) throws -> [String] {
        let books = draft ? "settlement_draft.exceptions" : "settlement.exceptions"
        return try database.sql(
            """
            SELECT row_id FROM \(books) WHERE open AND severity = 'error' AND source_table = '\(table)'
              AND \(draft ? "true" : "period = (SELECT max(period) FROM settlement.periods)") ORDER BY 1
            """
        ).split(separator: "\n").map(String.init)
    }

    @Test("are not reported by the next draft and close, nor settled when they are good again", arguments: tables)
    func notLookedAt(table: String) throws {
        let database = try SmallPlatform.withJanuary()
        #expect(try database.remit("close", "--draft").status == 0)
        let row = try #require(try Self.open(table, in: database, draft: true).first)
        let waived = try database.remit("exceptions", "waive", row, "--reason", "lost for good")
        #expect(
            waived.output == "\(table) \(row) is waived: no close looks at it until `remit exceptions restore`\n",
            "\(waived.errors)")
        #expect(try database.remit("close", "--draft").status == 0)
        #expect(try !Self.open(table, in: database, draft: true).contains(row))
        if table == "purchases" {
            try database.sql(
                """
                UPDATE purchases SET status = 'completed', amount_cents = 1000, currency = 'USD', bundle_id = NULL,
                    payment_provider = 'paddle', seller_id = id WHERE id = '\(row)'
                """)
        }
        let twin = try SmallPlatform.copy(of: database)
        let closed = try database.remit("close")
        #expect(try twin.remit("close", "--exhaustive").root == closed.root, "\(closed.errors)")
        #expect(try !Self.open(table, in: database).contains(row))
        #expect(try database.sql("SELECT count(*) FROM settlement.lines WHERE source_id = '\(row)'") == "0")
        let verified = try database.remit("verify", "2026-02", "--recompute")
        #expect(verified.output.contains("2026-02 settled again from today's sources: no drift"), "\(verified.output)")
    }

    @Test("let `close --strict` through once nothing else is open")
    func strict() throws {
        let database = try SmallPlatform.withJanuary()
        #expect(try database.remit("close", "--draft").status == 0)
        let open = try Self.tables.flatMap { try Self.open($0, in: database, draft: true) }
        #expect(open.count > 10)
        for row in open { #expect(try database.remit("exceptions", "waive", row, "--reason", "x").status == 0) }
        let closed = try database.remit("close", "--strict")
        // Without a reader's impossible row the reader's others may count; nothing is left open either way.
        #expect(closed.status == 0, "\(closed.errors)")
        #expect(try database.sql("SELECT count(*) FROM settlement.exceptions_2026_02 WHERE severity = 'error'") == "0")
    }

    @Test("leave every month that was closed before, and closed after, as it recomputes")
    func recompute() throws {
        let database = try SmallPlatform.fresh()
        #expect(try database.remit("close", "2026-01").status == 0)
        for table in Self.tables.prefix(3) {
            let row = try #require(try Self.open(table, in: database).first)
            #expect(try database.remit("exceptions", "waive", row, "--reason", "gone").status == 0)
        }
        #expect(try database.remit("close", "2026-02").status == 0)
        for entry in try database.sql("SELECT row_id FROM settlement.waivers").split(separator: "\n") {
            #expect(try database.remit("exceptions", "restore", String(entry), "--reason", "found").status == 0)
        }
        #expect(try database.remit("close", "2026-03").status == 0)
        let verified = try database.remit("verify", "--recompute")
        #expect(
            verified.output.hasSuffix("3 closed months sound; sources of none have drifted\n"), "\(verified.output)")
        #expect(
            try database.sql(
                "SELECT count(*) FROM settlement.exceptions_2026_01 x JOIN settlement.waivers w USING (row_id) WHERE waived"
            ) == "3")
        #expect(
            try database.sql(
                "SELECT count(*) FROM settlement.exceptions_2026_02 x JOIN settlement.waivers w USING (row_id) WHERE waived"
            ) == "0")
        #expect(
            try database.sql(
                "SELECT count(*) FROM settlement.exceptions_2026_03 x JOIN settlement.waivers w USING (row_id) WHERE waived"
            ) == "3")
    }

    @Test(
        "that are restored are settled when they are good, far beyond the windows", arguments: [[], ["--exhaustive"]])
    func restored(options: [String]) throws {
        let policy = try TestPolicy.replacing(["late_arrival_days: 45": "late_arrival_days: 0"])
        let database = try SmallPlatform.fresh()
        #expect(try database.remit("close", "2026-01", policy: policy).status == 0)
        let row = try database.sql(
            "SELECT row_id FROM settlement.exceptions WHERE code = 'amount_negative' ORDER BY 1 LIMIT 1")
        #expect(try database.remit("exceptions", "waive", row, "--reason", "hopeless").status == 0)
        try database.sql("UPDATE purchases SET amount_cents = 1000 WHERE id = '\(row)'")
        #expect(try database.remit("close", "2026-02", policy: policy).status == 0)
        #expect(try database.sql("SELECT count(*) FROM settlement.lines WHERE source_id = '\(row)'") == "0")
        let restored = try database.remit("exceptions", "restore", row, "--reason", "the receipt was found")
        #expect(restored.output == "purchases \(row) is looked at again by the next close\n", "\(restored.errors)")
        let closed = try Remit.run(
            ["close", "2026-03"] + options, database: database.url, now: SmallPlatform.now,
            environment: ["REMIT_POLICY": policy])
        #expect(closed.status == 0, "\(closed.errors)")
        #expect(
            try database.sql(
                "SELECT period, late, gross_cents FROM settlement.lines WHERE source_id = '\(row)'")
                == "2026-03-01|t|1000")
        let verified = try database.remit("verify", "--recompute", policy: policy)
        #expect(verified.status == 0)
        #expect(verified.output.contains("2026-03 settled again from today's sources: no drift"), "\(verified.output)")
    }

    @Test("that had been settled are not reversed any more")
    func settledBefore() throws {
        let database = try SmallPlatform.withJanuary()
        let row = try database.sql(
            "SELECT source_id FROM settlement.lines WHERE kind = 's' AND creator_cents > 100 ORDER BY sold_at DESC LIMIT 1"
        )
        try database.sql("UPDATE purchases SET status = 'lost' WHERE id = '\(row)'")
        #expect(try database.remit("close", "2026-02").status == 0)
        #expect(try database.remit("exceptions", "waive", row, "--reason", "kept").status == 0)
        try database.sql("UPDATE purchases SET status = 'refunded' WHERE id = '\(row)'")
        #expect(try database.remit("close", "2026-03").status == 0)
        #expect(try database.sql("SELECT count(*) FROM settlement.lines WHERE source_id = '\(row)'") == "1")
    }

    @Test("are verified: a report of one is damage")
    func reported() throws {
        let database = try SmallPlatform.fresh()
        #expect(try database.remit("close", "2026-01").status == 0)
        let row = try #require(try Self.open("purchases", in: database).first)
        #expect(try database.remit("exceptions", "waive", row, "--reason", "gone").status == 0)
        #expect(try database.remit("close", "2026-02").status == 0)
        try database.sql(
            """
            ALTER TABLE settlement.exceptions_2026_02 DISABLE TRIGGER closed;
            INSERT INTO settlement.exceptions_2026_02 SELECT '2026-02-01', code, source_table, row_id, severity, open, message
            FROM settlement.exceptions_2026_01 WHERE row_id = '\(row)';
            ALTER TABLE settlement.exceptions_2026_02 ENABLE ALWAYS TRIGGER closed
            """)
        let verified = try database.remit("verify", "2026-02")
        #expect(verified.status == 1)
        #expect(
            verified.output.contains(
                "2026-02 damage: a row is reported that was waived when the period was closed (R12): "),
            "\(verified.output)")
    }
}
