import Foundation
import TestServer
import Testing

@Suite("remit explain payout")
struct ExplainPayoutTests {
    @Test(
        "every payout's text adds up to its amount and each part, and no line is drawn on twice",
        arguments: PlayedWorld.payingNames)
    func everyPayout(world name: String) throws {
        let world = try PlayedWorld(name, paying: true)
        let payouts = try world.database.sql(
            """
            SELECT kept.id, kept.creator_id || kept.currency, concat_ws('+', kept.from_sales_cents,
                   kept.from_donations_cents, kept.from_subscriptions_cents), row.status
            FROM settlement.payouts kept JOIN settlement.payout_runs USING (run) JOIN payouts row ON row.id = kept.id
            ORDER BY as_of, run, origin = 'engine', kept.requested_at, kept.id
            """
        ).split(separator: "\n").map { $0.split(separator: "|").map(String.init) }
        #expect(payouts.count > 3)
        let byOthers = try world.database.sql(
            """
            SELECT DISTINCT user_id || coalesce(currency, 'USD') FROM payouts
            WHERE status NOT IN ('pending', 'failed') AND id NOT IN (SELECT id FROM settlement.payouts)
            """)
        var drawn: [String: [[String]: Int]] = [:]
        for payout in payouts {
            let text = try world.run(["explain", "payout", payout[0]])
            for line in text.split(separator: "\n").map(String.init) {
                #expect(PrintedFormula.holds(line) != false, "\(name) \(payout[0]): \(line)")
            }
            let printed = try #require(PrintedPayout(text), "\(text)")
            #expect(printed.faults == [], "\(name)\n\(text)")
            #expect(printed.parts.map(String.init).joined(separator: "+") == payout[2])
            let order = printed.rows.map {
                [$0.bucket == "sales" ? "1" : $0.bucket == "donations" ? "2" : "3", $0.heldFrom]
            }
            #expect(order == order.sorted { $0.lexicographicallyPrecedes($1) })
            for row in printed.rows {
                let known = drawn[payout[1]]?[row.key] ?? 0
                #expect(byOthers.contains(payout[1]) ? known <= row.before : known == row.before, "\(name) \(row)")
                if payout[3] != "failed" { drawn[payout[1], default: [:]][row.key, default: 0] += row.drawn }
            }
            #expect(try books(of: printed, creator: String(payout[1].prefix(36)), in: world) == printed.rows.count)
        }
    }

    /// How many of the printed lines the books have, with their amount.
    private func books(of printed: PrintedPayout, creator: String, in world: PlayedWorld) throws -> Int {
        let rows = printed.rows.map { row in
            let source = row.source.split(separator: " ").last.map { $0.count == 36 ? "'\($0)'" : "NULL" } ?? "NULL"
            let content = row.content == "none" ? "NULL" : "'\(row.content)'"
            return "(DATE '\(row.period)-01', DATE '\(row.heldFrom)', \(source)::uuid, \(content)::uuid, \(row.line))"
        }
        guard !rows.isEmpty else { return 0 }
        return Int(
            try world.database.sql(
                """
                SELECT count(*) FROM (VALUES \(rows.joined(separator: ", "))) AS printed (period, held, source, content, cents)
                WHERE EXISTS (SELECT FROM settlement.lines WHERE lines.period = printed.period AND hold_from = held
                    AND source_id IS NOT DISTINCT FROM source AND content_id IS NOT DISTINCT FROM content
                    AND creator_cents = cents AND creator_id = '\(creator)' AND payable)
                """)) ?? -1
    }
}

/// Single payouts, in all their words.
@Suite("remit explain payout, its words")
struct PayoutWordsTests {
    private let database: TestDatabase
    private let creator = SmallPlatform.creator(0)

    /// Creator 0 asks for 12.34 USD, and is paid that and the rest; the rest is handed out and fails.
    init() throws {
        database = try SmallPlatform.paying()
        try database.sql(
            """
            INSERT INTO payouts (id, user_id, amount_cents, currency, status, requested_at)
            VALUES ('00000000-0000-4000-8000-0000000000aa', \(creator), 1234, 'USD', 'pending', '2026-04-01'),
                   ('00000000-0000-4000-8000-0000000000bb', \(creator), 100000000, 'USD', 'pending', '2026-04-01')
            """)
        try run("payouts", "run", "--as-of", SmallPlatform.payday)
    }

    private func run(_ arguments: String..., now: String = SmallPlatform.now) throws {
        let result = try Remit.run(
            arguments + ["--quiet"], database: database.url, now: now,
            environment: ["REMIT_POLICY": TestPolicy.standard])
        try #require(result.status == 0, "\(result)")
    }

    private var payout: String {
        get throws {
            try database.sql("SELECT id FROM settlement.payouts WHERE origin = 'engine' AND creator_id = \(creator)")
        }
    }

    @Test("a request, by whom it was planned and applied, and no account but its end")
    func request() throws {
        let id = "00000000-0000-4000-8000-0000000000aa"
        let text = try database.remit("explain", "payout", id).output
        let printed = try #require(PrintedPayout(text), "\(text)")
        #expect(printed.faults == [] && printed.cents == 1234)
        let user = try database.sql("SELECT applied_by FROM settlement.payout_runs")
        for line in [
            "payout \(id)\n", "  to creator: \(try database.sql("SELECT \(creator)"))\n", "  amount: 12.34 USD\n",
            "  by: paypal, account ending in .org (R11.3)\n",
            "  origin: the creator's request of 2026-04-01T00:00:00Z, accepted (R11.1)\n", "  as of: 2026-04-02\n",
            "  earned through: 2026-03\n", "  applied: 2026-04-02T00:00:00Z by \(user)\n", "  status: pending\n",
            "\nWhat came back\n  nothing so far: the amount is taken from the balance (R10)\n",
        ] {
            #expect(text.contains(line), "\(line) is not in \(text)")
        }
        #expect(!text.contains("secret0") && !text.contains("by what is recorded now"))
    }

    @Test("what failed says so; by short id too, and as JSON")
    func failed() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "remit-explain-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try run("payouts", "export", "--format", "csv", "--out", folder)
        let answer = "\(folder)/answer.csv"
        try Data("payout_id,status,reference,reason\n\(payout),failed,T-1,\"closed\u{202E}, again\"\n".utf8)
            .write(to: URL(filePath: answer))
        try run("payouts", "confirm", answer, now: "2026-04-03T00:00:00Z")
        let text = try database.remit("explain", "payout", payout).output
        let printed = try #require(PrintedPayout(text), "\(text)")
        #expect(printed.faults == [])
        #expect(printed.rows.contains { $0.before > 0 })
        let short = try database.sql("SELECT short_id FROM settlement.payout_batch_rows WHERE payout_id = '\(payout)'")
        for part in [
            "  origin: made by remit, of what was available (R11.1)\n", ", as \(short), batch ", "  T-1 ",
            "closed, again, on 2026-04-03T00:00:00Z\n",
            "  each part went back to its bucket, and later payouts draw on these lines again (R11.5)\n",
        ] {
            #expect(text.contains(part), "\(part) is not in \(text)")
        }
        #expect(try database.remit("explain", "payout", short.lowercased()).output == text)
        let json = try database.remit("explain", "payout", short, "--json").output
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        #expect(object?["subject"] as? String == "payout \(try payout)")
        #expect((object?["sections"] as? [[String: Any]])?.first?["heading"] as? String == "The payout")
    }

    @Test("a bucket below zero takes from others, in their order")
    func deficit() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "remit-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        let two = try database.sql("SELECT \(SmallPlatform.creator(4))")
        try database.sql("INSERT INTO users (id, email) VALUES ('\(two)', 'x@example.com') ON CONFLICT DO NOTHING")
        try Data(
            """
            creator_id,currency,bucket,amount_cents,reason,reference
            \(two),USD,sales,9000,gift,G-1
            \(two),USD,donations,-9000,fine,F-1
            \(two),USD,subscriptions,700,gift,G-2

            """.utf8
        ).write(to: file)
        try run("adjust", file.path)
        try run("close", "2026-04", now: "2026-05-02T00:00:00Z")
        try run("payouts", "run", "--as-of", "2026-06-02", now: "2026-06-02T12:00:00Z")
        let payout = try database.sql(
            """
            SELECT kept.id FROM settlement.payouts kept JOIN settlement.payout_runs USING (run)
            WHERE creator_id = '\(two)' AND as_of = '2026-06-02'
            """)
        let text = try database.remit("explain", "payout", payout).output
        let printed = try #require(PrintedPayout(text), "\(text)")
        #expect(printed.faults == [], "\(text)")
        #expect(text.split(separator: "\n").allSatisfy { PrintedFormula.holds(String($0)) != false }, "\(text)")
        #expect(printed.parts[1] == 0 && printed.rows.contains { $0.source == "by hand" }, "\(text)")
        #expect(text.contains("  R11.2 donations, below zero counts as zero: max(0, −"), "\(text)")
        #expect(text.contains("  R11.2 subscriptions, taken for the deficit, of what it has and what is lacking: min("))
    }

    @Test("what is not paid by remit is a sentence and exit 1; what is no id is exit 64")
    func unknown() throws {
        let refused = "00000000-0000-4000-8000-0000000000bb"
        let (waiting, foreign) = ("00000000-0000-4000-8000-0000000000cc", "00000000-0000-4000-8000-0000000000dd")
        let nobody = "00000000-0000-4000-8000-0000000000ee"
        try database.sql(
            """
            INSERT INTO payouts (id, user_id, amount_cents, currency, status, requested_at)
            VALUES ('\(waiting)', \(creator), 1, 'USD', 'pending', '2026-04-02'),
                   ('\(foreign)', \(creator), 1, 'USD', 'completed', '2025-04-02')
            """)
        for (id, message) in [
            (
                refused,
                "request \"\(refused)\" was refused on 2026-04-02: not_covered (R11.1); see `remit export outcomes --as-of` "
                    + "for how its creator stood"
            ),
            (
                waiting,
                "request \"\(waiting)\" waits: no run has accepted or refused it yet; see `remit payouts plan` (R11.1)"
            ),
            (
                foreign,
                "payout \"\(foreign)\" was not made by remit, nor accepted: nothing is known of it but its row (R10)"
            ),
            (nobody, "no payout \"\(nobody)\" is known; check the id"),
        ] {
            let told = try database.remit("explain", "payout", id)
            #expect(told.status == 1 && told.errors == "remit: \(message)\n", "\(told)")
        }
        let bad = try database.remit("explain", "payout", "P2DX")
        #expect(bad.status == 64)
        #expect(
            bad.errors
                == "remit: \"P2DX\" is neither a UUID nor a short id of a file, such as P00000000000000000000000001; "
                + "give the id of a payout\n")
    }
}
