import Foundation
import TestServer
import Testing

/// The numbers of statements, against SQL of the tests' own.
@Suite("Statements of creators")
struct StatementTests {
    private static let asOf = "2026-04-06"

    @Test("sum what the books have of each kind, and foot from month to month", arguments: 1...3)
    func numbers(month: Int) throws {
        let database = try BookedPlatform.fresh()
        let files = try StatementFiles(of: database, "2026-0\(month)", asOf: StatementTests.asOf)
        #expect(files.creators.count == 4)
        for creator in files.creators {
            let section = try #require(try files.section(creator))
            let kinds = section["kinds"]?.elements.map { kind in
                ["lines", "gross_cents", "processing_cents", "platform_cents", "creator_cents"]
                    .map { "\(kind["sums"]?[$0]?.cents ?? -1)" }.joined(separator: "|") + "|"
                    + (kind["kind"]?.text ?? "")
            }
            let expected = try database.sql(
                """
                SELECT count(*), sum(gross_cents), sum(processing_cents), sum(platform_cents), sum(creator_cents),
                       settlement.kind_name(kind)
                FROM settlement.lines
                WHERE creator_id = '\(creator)' AND currency = 'USD' AND payable AND period = '2026-0\(month)-01'
                GROUP BY kind
                """)
            #expect(kinds?.sorted() == expected.split(separator: "\n").map(String.init).sorted())
            let account = try #require(section["account"])
            #expect(try account["opening_cents"]?.cents == owed(creator, before: month, in: database))
            #expect(try account["closing_cents"]?.cents == owed(creator, before: month + 1, in: database))
            #expect(try account["balance_cents"]?.cents == owed(creator, before: 4, by: "2026-04-07", in: database))
        }
    }

    /// What a creator was owed by the lines before a month and the payouts before a day.
    private func owed(
        _ creator: String, before month: Int, by day: String? = nil, in database: TestDatabase
    ) throws -> Int64? {
        let day = day ?? "2026-0\(month)-01"
        return try Int64(
            database.sql(
                """
                SELECT coalesce((SELECT sum(creator_cents) FROM settlement.lines WHERE creator_id = '\(creator)'
                                 AND currency = 'USD' AND payable AND period < '2026-0\(month)-01'), 0)
                     - coalesce((SELECT sum(amount_cents) FROM settlement.payouts JOIN settlement.payout_runs USING (run)
                                 WHERE creator_id = '\(creator)' AND as_of < '\(day)'), 0)
                     + coalesce((SELECT sum(amount_cents) FROM settlement.payouts JOIN settlement.payout_steps ON id = payout_id
                                 WHERE creator_id = '\(creator)' AND status = 'failed' AND taken_at < '\(day)'), 0)
                """))
    }

    @Test("foot on the page: every table adds up to its last row", arguments: 1...3)
    func footing(month: Int) throws {
        let files = try StatementFiles(of: SmallPlatform.closed(), "2026-0\(month)")
        var found = 0
        for creator in files.creators {
            let tables = PageTable.all(in: try files.page(creator))
            let earned = try files.section(creator)?["earned"]
            #expect(tables.first?.sums["Yours"] == earned?["creator_cents"]?.cents)
            #expect(tables.first?.sums["Price"] == earned?["gross_cents"]?.cents)
            for table in tables {
                for (label, sum) in table.sums {
                    #expect(table.rows.compactMap { $0[label] }.reduce(0, +) == sum, "\(creator) \(label)")
                    found += 1
                }
            }
        }
        #expect(found > 100)
    }

    @Test("have what was read, and what was left out of the creator's own contents by each rule")
    func pool() throws {
        let database = try SmallPlatform.closed()
        let files = try StatementFiles(of: database, "2026-02")
        var rules: Set<String> = []
        for creator in files.creators {
            let section = try files.section(creator)
            let read = section?["pool"]?["contents"]?.elements.map { row in
                ["seconds", "sessions", "concepts", "part_cents"].map { "\(row[$0]?.cents ?? -1)" }.joined(
                    separator: "|")
            }
            let expected = try database.sql(
                """
                SELECT seconds, sessions, concepts, part_cents FROM settlement.pool_shares
                WHERE creator_id = '\(creator)' AND period = '2026-02-01'
                """)
            #expect((read ?? []).sorted() == expected.split(separator: "\n").map(String.init).sorted())
            let leftOut = section?["left_out"]?.elements.map { row in
                "\(row["content_id"]?.text ?? "")|\(row["rule"]?.text ?? "")|\(row["rows"]?.cents ?? -1)|\(row["seconds"]?.cents ?? -1)"
            }
            let owned = try database.sql(
                """
                SELECT content_id, rule, rows, seconds FROM settlement.exclusions JOIN contents ON id = content_id
                WHERE user_id = '\(creator)' AND NOT is_platform_content AND period = '2026-02-01'
                """)
            #expect((leftOut ?? []).sorted() == owned.split(separator: "\n").map(String.init).sorted())
            rules.formUnion(section?["left_out"]?.elements.compactMap { $0["rule"]?.text } ?? [])
        }
        #expect(rules.isSuperset(of: ["visibility", "engagement_negative"]))
    }

    @Test("show what went straight to the creator apart: it is in no balance")
    func direct() throws {
        let files = try StatementFiles(of: BookedPlatform.fresh(), "2026-02", asOf: StatementTests.asOf)
        let sections = try files.creators.compactMap { try files.section($0, "us\"d") }
        #expect(!sections.isEmpty)
        for section in sections {
            #expect(section["direct"]?["creator_cents"]?.cents ?? 0 > 0)
            #expect(section["earned"]?["creator_cents"] == 0)
            #expect(section["account"]?["closing_cents"] == 0 && section["account"]?["balance_cents"] == 0)
        }
    }

    @Test("are written for a month without lines, where there is a balance")
    func emptyMonth() throws {
        let database = try BookedPlatform.fresh()
        let closed = try Remit.run(
            ["close", "2026-04"], database: database.url, now: "2026-05-02T00:00:00Z",
            environment: ["REMIT_POLICY": TestPolicy.standard])
        try #require(closed.status == 0, "\(closed.errors)")
        let files = try StatementFiles(of: database, "2026-04")
        #expect(try database.sql("SELECT count(*) FROM settlement.lines WHERE period = '2026-04-01'") == "0")
        let creator = try database.creator(3)
        #expect(files.creators.contains(creator))
        #expect(try files.json(creator)["receipt"] == .null)
        let account = try #require(try files.section(creator)?["account"])
        #expect(account["earned_cents"] == nil || account["earned_cents"] == 0)
        #expect(try files.page(creator).contains("The month has nothing of yours, so there is nothing to prove."))
    }

    @Test("carry the receipt, which remit verify proves")
    func receipts() throws {
        let files = try StatementFiles(of: SmallPlatform.closed(), "2026-02")
        #expect(files.creators.count > 5)
        for creator in files.creators {
            let text = try files.text(creator)
            let start = try #require(text.range(of: "\"receipt\":"))
            let fromJSON = String(text[start.upperBound...].dropLast(2))
            let page = try files.page(creator)
            let onPage = try #require(page.firstMatch(of: /<pre>(.*)<\/pre>/)).1.replacing("&quot;", with: "\"")
            #expect(onPage == fromJSON)
            let receipt = try files.folder.write(onPage + "\n", to: "receipt.json")
            let checked = try Remit.run(["verify", "--receipt", receipt], database: "host=/nowhere")
            #expect(checked.status == 0, "\(checked.output)\(checked.errors)")
        }
    }

    @Test("are those of the creators that are asked for")
    func chosen() throws {
        let database = try SmallPlatform.closed()
        let (one, folder) = (try database.creator(1), try Folder())
        let run = { (id: String) in
            try database.remit("report", "statements", "--period", "2026-02", "--creator", id, "--out", folder.path)
        }
        let written = try run(one)
        #expect(written.output == "1 statement of 2026-02 as of 2026-04-02 in \(folder.path)\n")
        #expect(folder.names(in: ".") == ["\(one).html", "\(one).json", "rules.html"])
        let whole = try StatementFiles(of: database, "2026-02")
        #expect(try folder.text("\(one).html") == whole.page(one))
        let nobody = "00000000-0000-0000-0000-000000000001"
        let missing = try run(nobody)
        #expect(missing.status == 1)
        #expect(
            missing.errors.contains(
                "creator \(nobody) has no lines, balance or payout in 2026-02, so there is no statement"))
        #expect(try run("x").status == 64)
    }
}
