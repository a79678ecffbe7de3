import TestServer
import Testing

/// `remit exceptions`: what is open, by age, and the history of waivers.
@Suite("The list of exceptions")
struct ExceptionCommandTests {
    @Test("has every row that the last close left open, the oldest first, as text, CSV and JSON")
    func list() throws {
        let database = try SmallPlatform.closed()
        let expected = try database.sql(
            """
            SELECT to_char(min(earlier.period), 'YYYY-MM'), now.code, now.source_table, now.row_id, now.message
            FROM settlement.exceptions now JOIN settlement.exceptions earlier USING (row_id, source_table, open)
            WHERE now.period = '2026-03-01' AND open GROUP BY 2, 3, 4, 5
            ORDER BY 1, now.code COLLATE "C", now.source_table COLLATE "C", now.row_id
            """
        ).split(separator: "\n").map { $0.split(separator: "|").map(String.init) }
        #expect(Set(expected.map { $0[0] }).count > 1)
        let csv = CSV.rows(try database.remit("exceptions", "list", "--csv").output)
        #expect(csv.first == ["first_seen", "code", "table", "row_id", "message"])
        #expect(Array(csv.dropFirst()) == expected)
        let text = try database.remit("exceptions", "list").output.split(separator: "\n").map(String.init)
        #expect(text == expected.map { "\($0[0]) \($0[1]) \($0[2]) \($0[3]): \($0[4])" })
        let json = try JSONValue.line(try database.remit("exceptions", "list", "--json").output)
        let objects = expected.map { row in
            [
                "first_seen": .text(row[0]), "code": .text(row[1]), "table": .text(row[2]), "row_id": .text(row[3]),
                "message": .text(row[4]),
            ] as JSONValue
        }
        #expect(json["exceptions"] == .list(objects))
    }

    @Test("has nothing before the first close, and what a draft found once there is one")
    func draft() throws {
        let database = try SmallPlatform.fresh()
        #expect(try database.remit("exceptions", "list").output == "no exception is open\n")
        #expect(try database.remit("exceptions", "list", "--waived").output == "no row was waived\n")
        #expect(try database.remit("close", "--draft").status == 0)
        let drafted = try database.sql("SELECT count(*) FROM settlement_draft.exceptions WHERE open")
        let listed = try database.remit("exceptions", "list").output
        #expect("\(listed.split(separator: "\n").count)" == drafted)
        #expect(listed.hasPrefix("2026-01 "))
    }

    @Test("has what `backfill late` noted since")
    func late() throws {
        let database = try SmallPlatform.closed()
        let id = "11111111-1111-4111-8111-111111111111"
        try database.sql(
            """
            INSERT INTO purchases (id, seller_id, amount_cents, currency, payment_provider, status, created_at, completed_at)
            VALUES ('\(id)', '\(id)', 999, 'USD', 'paddle', 'completed', '2026-01-03', '2026-01-03')
            """)
        #expect(try database.remit("backfill", "late", "--from", "2026-01").status == 0)
        let line =
            "2026-04 too_late purchases \(id): it lies beyond the windows of the next close, which takes it up all the same (R8.7)\n"
        #expect(try database.remit("exceptions", "list").output.contains(line))
        #expect(try database.remit("exceptions", "waive", id, "--reason", "not ours").status == 0)
        #expect(try !database.remit("exceptions", "list").output.contains(id))
        #expect(try database.remit("backfill", "late", "--from", "2026-01").output.hasPrefix("0 rows"))
    }

    @Test("keeps who waived and restored, when and why, and does nothing twice")
    func history() throws {
        let database = try SmallPlatform.closed()
        let row = try database.sql(
            "SELECT row_id FROM settlement.exceptions_2026_03 WHERE code = 'amount_missing' ORDER BY 1 LIMIT 1")
        let reason = "the provider, \"Barter\", is gone\u{202E}"
        let first = try database.remit("exceptions", "waive", row, "--reason", reason, "--json")
        let user = try database.sql("SELECT session_user")
        let expected: JSONValue = [
            "outcome": "waived", "table": "purchases", "row_id": .text(row), "reason": .text(reason),
            "made_by": .text(user), "made_at": "2026-04-02T00:00:00Z",
        ]
        #expect(try JSONValue.line(first.output) == expected)
        let again = try database.remit(
            "exceptions", "waive", row, "--reason", "other", now: "2026-04-03T00:00:00Z")
        #expect(again.status == 0)
        #expect(
            again.output
                == "purchases \(row) was waived before, at 2026-04-02T00:00:00Z by \(user): the provider, \"Barter\", is gone\u{FFFD}\n"
        )
        #expect(
            try database.remit("exceptions", "restore", row, "--reason", "back", now: "2026-04-04T00:00:00Z").status
                == 0)
        #expect(
            try database.remit("exceptions", "restore", row, "--reason", "x").output
                == "purchases \(row) was restored before, at 2026-04-04T00:00:00Z by \(user): back\n")
        let rows = CSV.rows(try database.remit("exceptions", "list", "--waived", "--csv").output)
        #expect(
            rows == [
                ["table", "row_id", "waived", "reason", "made_by", "made_at"],
                ["purchases", row, "true", reason.replacing("\u{202E}", with: ""), user, "2026-04-02T00:00:00Z"],
                ["purchases", row, "false", "back", user, "2026-04-04T00:00:00Z"],
            ])
        let explained = try database.remit("explain", "purchase", row).output
        #expect(explained.contains("restored 2026-04-04T00:00:00Z by \(user): back"), "\(explained)")
    }

    @Test("refuses what is not open, not waived, no id, or without a reason")
    func refusals() throws {
        let database = try SmallPlatform.closed()
        let good = try database.sql("SELECT source_id FROM settlement.lines_2026_03 WHERE kind = 's' LIMIT 1")
        let waived = try database.remit("exceptions", "waive", good, "--reason", "x")
        #expect(waived.status == 65)
        #expect(
            waived.complaint
                == "remit: row \"\(good)\" is no open exception; see `remit exceptions list`, after `remit close --draft` if it is of the running month"
        )
        let restored = try database.remit("exceptions", "restore", good, "--reason", "x")
        #expect(restored.status == 65)
        #expect(
            restored.complaint == "remit: row \"\(good)\" was never waived; see `remit exceptions list --waived`")
        let odd = try database.remit("exceptions", "waive", "17", "--reason", "x")
        #expect(odd.status == 64 && odd.complaint == "remit: \"17\" is not a UUID; give the id of a row")
        #expect(try database.remit("exceptions", "waive", good, "--reason", " \t").status == 64)
        #expect(try database.remit("exceptions", "waive", good).status == 64)
        #expect(try database.sql("SELECT count(*) FROM settlement.waivers") == "0")
    }

    @Test("asks for the table where an id is open in two")
    func twoTables() throws {
        let database = try SmallPlatform.fresh()
        let id = try database.sql("SELECT id FROM purchases WHERE status = 'lost' ORDER BY completed_at LIMIT 1")
        try database.sql(
            "UPDATE donations SET id = '\(id)', status = 'lost' WHERE id = (SELECT id FROM donations ORDER BY created_at LIMIT 1)"
        )
        #expect(try database.remit("close", "2026-01").status == 0)
        let refused = try database.remit("exceptions", "waive", id, "--reason", "x")
        #expect(refused.status == 65)
        #expect(
            refused.complaint
                == "remit: row \"\(id)\" is in several tables (donations, purchases); name one with --table")
        let waived = try database.remit("exceptions", "waive", id, "--reason", "x", "--table", "donations")
        #expect(waived.status == 0, "\(waived.errors)")
        let left = try database.remit("exceptions", "list").output.split(separator: "\n").filter { $0.contains(id) }
        #expect(left.count == 1 && left[0].contains(" purchases "))
    }
}
