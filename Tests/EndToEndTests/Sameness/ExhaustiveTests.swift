import Foundation
import PostgresClient
import TestRandom
import TestServer
import Testing

/// A close that looks only at rows changed since the last one, against one that looks at everything (R8).
@Suite("Looking at what changed, and at everything")
struct ExhaustiveTests {
    @Test("after random edits of every kind give the same roots", arguments: Seeds.first(12))
    func random(seed: UInt64) throws {
        let database = try SmallPlatform.fresh()
        var random = SplitMix(seed: seed)
        let policy = try ExhaustiveTests.policy(&random)
        for (number, month) in ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"].enumerated() {
            let edits = RandomEdits.sql(number, &random)
            try database.sql(edits)
            let twin = try SmallPlatform.copy(of: database)
            let close = try database.remit("close", month, now: "2026-07-01T00:00:00Z", policy: policy)
            let all = try twin.remit("close", month, "--exhaustive", now: "2026-07-01T00:00:00Z", policy: policy)
            try #require(close.status == 0 && all.status == 0, "\(close.complaint) \(all.complaint)")
            guard close.root == all.root else {
                let lines = try [database, twin].map { try $0.remit("export", "lines", "--period", month).output }
                Issue.record("seed \(seed), \(month): \(difference(lines[0], lines[1]))\n\(edits)")
                return
            }
        }
    }

    @Test("a change that was not committed when a close looked is found by the next one", arguments: [false, true])
    func openTransaction(isNested: Bool) throws {
        let database = try SmallPlatform.fresh()
        do {
            let connection = try Connection(try ConnectionParameters(database.url))
            try connection.transaction {
                if isNested { try connection.execute("SAVEPOINT one") }
                try connection.execute(
                    "UPDATE purchases SET status = 'refunded' WHERE status = 'completed' AND completed_at < '2026-01-10'"
                )
                #expect(try database.remit("close", "2026-01").status == 0)
                if isNested { try connection.execute("RELEASE one") }
            }
        }
        try database.sql("VACUUM FREEZE purchases")
        #expect(
            try database.sql(
                "SELECT count(*) > 20 FROM settlement.lines l JOIN purchases p ON p.id = source_id WHERE status = 'refunded'"
            ) == "t")
        let twin = try SmallPlatform.copy(of: database)
        let root = try database.remit("close", "2026-02").root
        #expect(try twin.remit("close", "2026-02", "--exhaustive").root == root)
        let left = try database.sql(
            """
            SELECT count(*) FROM purchases p WHERE status = 'refunded'
              AND EXISTS (SELECT FROM settlement.lines WHERE source_id = p.id AND kind IN ('s', 'b'))
              AND NOT EXISTS (SELECT FROM settlement.lines WHERE source_id = p.id AND kind = 'r')
            """)
        #expect(left == "0")
    }

    @Test(
        "a change and a change back are both corrected", arguments: ["purchases seller_id", "donations recipient_id"])
    func thereAndBack(place: String) throws {
        let parts = place.split(separator: " ")
        let (table, party) = (parts[0], parts[1])
        let database = try SmallPlatform.fresh()
        #expect(try database.remit("close", "2026-01").status == 0)
        let kinds = table == "purchases" ? "('s')" : "('d')"
        let source = try database.sql(
            "SELECT source_id FROM settlement.lines WHERE kind IN \(kinds) AND creator_id IS NOT NULL AND sold_at >= '2026-01-20' ORDER BY 1 LIMIT 1"
        )
        let first = try database.sql("SELECT \(party) FROM \(table) WHERE id = '\(source)'")
        for (month, payee) in [("2026-02", "00000000-0000-4000-8000-000000000001"), ("2026-03", first)] {
            // From 15 January on the windows of both months reach.
            try database.sql("UPDATE \(table) SET \(party) = '\(payee)' WHERE id = '\(source)'")
            let twin = try SmallPlatform.copy(of: database)
            let closed = try database.remit("close", month)
            #expect(
                try twin.remit("close", month, "--exhaustive").root == closed.root,
                "\(closed.complaint)")
            let earned = try database.sql(
                "SELECT creator_cents > 0 FROM settlement.lines WHERE source_id = '\(source)' AND period = '\(month)-01' AND creator_id = '\(payee)'"
            )
            #expect(earned == "t")
        }
    }

    @Test(
        "a purchase whose dates were all moved into the month is not settled twice", arguments: [[], ["--exhaustive"]])
    func movedAltogether(options: [String]) throws {
        let database = try SmallPlatform.fresh()
        #expect(try database.remit("close", "2026-01").status == 0)
        let moved = try database.sql(
            """
            UPDATE purchases SET created_at = '2026-02-03', completed_at = '2026-02-03'
            WHERE id IN (SELECT source_id FROM settlement.lines WHERE kind = 's' ORDER BY 1 LIMIT 3) RETURNING id
            """
        ).replacing("\n", with: "', '")
        let closed = try Remit.run(
            ["close", "2026-02"] + options, database: database.url, now: SmallPlatform.now,
            environment: ["REMIT_POLICY": TestPolicy.standard])
        #expect(closed.status == 0, "\(closed.complaint)")
        let lines = try database.sql(
            "SELECT count(*), min(period), max(period) FROM settlement.lines WHERE source_id IN ('\(moved)')")
        #expect(lines == "3|2026-01-01|2026-01-01")
    }

    /// A policy whose windows change in March and in May: what one close did not look at, the next one may have to.
    private static func policy(_ random: inout SplitMix) throws -> String {
        let text = try String(contentsOfFile: TestPolicy.standard, encoding: .utf8)
        let start = try #require(text.firstRange(of: "  - effective: 2026-01"))
        let entry = String(text[start.lowerBound...])
        let entries = ["2026-01", "2026-03", "2026-05"].map { month in
            entry.replacing("effective: 2026-01", with: "effective: \(month)")
                .replacing(
                    "late_arrival_days: 45",
                    with: "late_arrival_days: \([0, 10, 45, 200].randomElement(using: &random) ?? 0)"
                )
                .replacing("refund_days: 180", with: "refund_days: \([0, 20, 180].randomElement(using: &random) ?? 0)")
        }
        return try TestPolicy.replacing([entry: entries.joined(separator: "\n")])
    }

    /// The lines that only one of two texts has.
    private func difference(_ one: String, _ other: String) -> String {
        let (one, other) = (Set(one.split(separator: "\n")), Set(other.split(separator: "\n")))
        return one.symmetricDifference(other).sorted().map { (one.contains($0) ? "- " : "+ ") + $0 }.joined(
            separator: "\n")
    }
}
