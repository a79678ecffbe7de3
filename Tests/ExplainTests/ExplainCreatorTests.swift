import Foundation
import TestServer
import Testing

@Suite("remit explain creator")
struct ExplainCreatorTests {
    @Test(
        "every creator's steps hold, and end in the lines of the books: the worked worlds",
        arguments: PlayedWorld.names)
    func everyCreator(world name: String) throws {
        try follow(try PlayedWorld(name).database, name)
    }

    /// A way to settle the small platform.
    enum Variant: String, CaseIterable {
        case viewerCap = "viewer_cap"
        case userCentric = "user_centric"
        case carry
        case twoCurrencies = "two currencies"

        /// What is changed of the policy.
        var policy: KeyValuePairs<String, String> {
            switch self {
            case .viewerCap: ["viewer_cap_hours_per_day: null": "viewer_cap_hours_per_day: 0.1"]
            case .userCentric:
                ["model: pro_rata": "model: user_centric", "cap_hours_per_day: null": "cap_hours_per_day: 0.15"]
            case .carry: ["sessions: 30": "sessions: 0"]
            case .twoCurrencies:
                [
                    "        USD: [": "        EUR: [{from: 0, percent: 12.5}]\n        USD: [",
                    "{USD: 50}": "{USD: 50, EUR: 40}", "{USD: 1000}": "{USD: 1000, EUR: 900}",
                ]
            }
        }

        /// What is changed of the platform before the first close.
        var sql: String {
            switch self {
            case .viewerCap: ""
            case .userCentric: "\(Variant.nothing) WHERE user_id = md5('reader 2')::uuid;"
            case .carry: "\(Variant.nothing) WHERE period_start = '2026-01-01';"
            case .twoCurrencies:
                """
                UPDATE subscriptions SET currency = 'EUR' WHERE price_cents = 7999;
                UPDATE purchases SET currency = 'EUR' WHERE amount_cents % 3 = 0;
                UPDATE donations SET currency = 'EUR' WHERE amount_cents % 2 = 0;
                INSERT INTO contents (id, user_id, visibility, is_platform_content)
                VALUES (md5('idle')::uuid, md5('idle')::uuid, 'paid', false);
                INSERT INTO engagement_tracking (id, user_id, content_id, period_start, period_end)
                VALUES (md5('idle')::uuid, md5('reader 1')::uuid, md5('idle')::uuid, '2026-01-01', '2026-01-31');
                """
            }
        }

        private static let nothing =
            "UPDATE engagement_tracking SET total_time_seconds = 0, sessions_completed = 0, concepts_accessed = 0"

        /// What is somewhere in the text.
        var said: [String] {
            switch self {
            case .viewerCap: ["R9.1 viewer cap, time of reader"]
            case .userCentric: ["R9.3 weight of the row of reader", "R9.3 the reader's rows have no weight"]
            case .carry:
                [
                    "R9.5 nothing that was read has a weight: all of the pool, ",
                    "carried in (R9.5): from the pool of 2026-01",
                    "R9.2 without weight or engagement, and so left out: time, sessions, concepts",
                    "R9.2 without weight or engagement, and so left out: sessions\n",
                ]
            case .twoCurrencies:
                [
                    "EUR: subscription pool (R9)", "USD: subscription pool (R9)", "R1.4 a weight of 0 gets nothing",
                    "R5.3 creator part of", "R8.2 reversal of the sale",
                ]
            }
        }
    }

    @Test("the same on the small platform, three months long", arguments: Variant.allCases)
    func everyCreator(_ variant: Variant) throws {
        let database = try SmallPlatform.fresh()
        try database.sql(variant.sql)
        let policy = try TestPolicy.replacing(variant.policy)
        for month in 1...3 {
            let closed = try database.remit("close", "2026-0\(month)", policy: policy)
            try #require(closed.status == 0, "\(closed.errors)")
            if month == 1 { try database.sql(try SmallPlatform.file("small-platform-changes.sql")) }
        }
        let text = try follow(database, variant.rawValue)
        for words in variant.said { #expect(text.contains(words), "\(variant): \(words)") }
    }

    /// Follows every creator through every closed period, and gives back all that was printed.
    @discardableResult
    private func follow(_ database: TestDatabase, _ name: String) throws -> String {
        let ids = try database.sql(
            """
            SELECT creator_id FROM settlement.lines WHERE creator_id IS NOT NULL UNION
            SELECT user_id FROM contents WHERE user_id IS NOT NULL UNION
            SELECT seller_id FROM purchases WHERE seller_id IS NOT NULL ORDER BY 1
            """
        ).split(separator: "\n").map(String.init)
        let periods = try database.sql("SELECT to_char(period, 'YYYY-MM') FROM settlement.periods ORDER BY 1")
            .split(separator: "\n").map(String.init)
        let lines = try database.remit("export", "lines").output
        var (all, formulas, reached) = ("", 0, 0)
        for id in ids {
            for period in periods {
                let result = try database.remit("explain", "creator", id, "--period", period, "--all")
                try #require(result.status == 0, "\(name) \(id) \(period): \(result.errors)")
                let chain = CreatorChain(
                    printed: PrintedCreator(result.output),
                    exported: ExportedLines(lines, creator: id, period: period), creator: id, period: period)
                #expect(chain.faults.isEmpty, "\(name) \(id) \(period): \(chain.faults)")
                formulas += chain.printed.formulas
                reached += chain.exported.rows.count
                all += result.output
            }
        }
        let wanted = try database.sql("SELECT count(*) FROM settlement.lines WHERE creator_id IS NOT NULL")
        #expect("\(reached)" == wanted)
        #expect(formulas > 100)
        return all
    }
}
