import Foundation
import TestServer
import Testing

@Suite("remit explain creator: the odd cent among many")
struct OddCentTests {
    /// The small platform with forty more creators, some of whom are read exactly alike; January is closed.
    private static func manyCreators(alike: Int) throws -> TestDatabase {
        let database = try SmallPlatform.fresh()
        try database.sql(
            """
            INSERT INTO contents (id, user_id, title, visibility, is_platform_content)
            SELECT md5('many ' || n)::uuid, md5('maker ' || n)::uuid, 'Content', 'paid', false FROM generate_series(1, 40) n;
            INSERT INTO engagement_tracking (id, user_id, content_id, total_time_seconds, sessions_completed,
                                             concepts_accessed, period_start, period_end)
            SELECT md5('many reading ' || n)::uuid, md5('reader ' || n % 10 + 1)::uuid, md5('many ' || n)::uuid,
                   CASE WHEN n <= \(alike) THEN 1000 ELSE 1000 + n * 17 END, 2, 1, '2026-01-01', '2026-01-31'
            FROM generate_series(1, 40) n
            """)
        let closed = try database.remit("close", "2026-01")
        try #require(closed.status == 0, "\(closed.errors)")
        return database
    }

    @Test(
        "the short form decides from its own text, as the books do: without a draw, and with one among forty",
        arguments: [(20, 0), (40, 40)])
    func threshold(alike: Int, drawing: Int) throws {
        let database = try OddCentTests.manyCreators(alike: alike)
        let creators = try database.sql("SELECT DISTINCT creator_id FROM settlement.pool_shares ORDER BY 1")
            .split(separator: "\n").map(String.init)
        #expect(creators.count > 40)
        var (won, lost, drawn) = (0, 0, 0)
        for creator in creators {
            let text = try database.remit("explain", "creator", creator, "--period", "2026-01").output
            let printed = PrintedCreator(text)
            #expect(printed.wrongFormulas.isEmpty)
            let pool = try #require(printed.sections.first { $0.isPool })
            #expect(pool.lines.contains("  creators in the pool: \(creators.count); --all shows them all"))
            let decision = try #require(Decision(pool, creator: creator))
            #expect(decision.wins != decision.loses, "\(text)")
            #expect(decision.isOdd == decision.wins, "\(text)")
            let part = try database.sql(
                "SELECT sum(part_cents) FROM settlement.pool_shares WHERE creator_id = '\(creator)'")
            #expect(decision.result.description == part)
            if decision.wins { won += 1 } else { lost += 1 }
            if text.contains("R1.4 equal remainders, smallest first, lot of \(creator): ") { drawn += 1 }
        }
        #expect(won > 0 && lost > 0 && drawn == drawing, "\(won) won, \(lost) lost, \(drawn) drawn")
    }

    @Test("--all shows every creator of the pool, and decides the same")
    func everybody() throws {
        let database = try OddCentTests.manyCreators(alike: 40)
        let lines = try database.remit("export", "lines").output
        for maker in [1, 7, 30] {
            let creator = try database.sql("SELECT md5('maker \(maker)')::uuid")
            let text = try database.remit("explain", "creator", creator, "--period", "2026-01", "--all").output
            let chain = CreatorChain(
                printed: PrintedCreator(text), exported: ExportedLines(lines, creator: creator, period: "2026-01"),
                creator: creator, period: "2026-01")
            #expect(chain.faults.isEmpty, "\(chain.faults)")
            #expect(text.contains("R9.4 pool share, whole cents, 21 to 40: "))
        }
    }

    /// What the short form tells of a creator and of those next to the threshold.
    private struct Decision {
        let wins: Bool
        let loses: Bool
        let isOdd: Bool
        let result: BigInteger

        init?(_ section: PrintedCreator.Section, creator: String) {
            let key = Array("2026-01/USD".utf8)
            let (lastRole, firstRole) = ("the last to get an odd cent", "the first to get none")
            var parties: [String: (key: String, value: PrintedShare)] = [:]
            var final: PrintedStep?
            for step in section.steps {
                guard let id = step.id(after: "pool share of") else { continue }
                guard let share = PrintedShare(step.left, step.right) else {
                    final = step
                    continue
                }
                let role = [lastRole, firstRole].first { step.what.hasSuffix(", \($0)") } ?? "own"
                parties[role] = (id, share)
            }
            guard let own = parties["own"], own.key == creator, let final, let result = BigInteger(final.right) else {
                return nil
            }
            let isLast = section.lines.contains("  R1.4 it is itself \(lastRole)")
            let isFirst = section.lines.contains("  R1.4 it is itself \(firstRole)")
            wins = isLast || parties[lastRole].map { PrintedSplit.precedes(own, $0, key) } ?? false
            loses = isFirst || parties[firstRole].map { PrintedSplit.precedes($0, own, key) } ?? false
            isOdd = final.what.hasSuffix(" with an odd cent") || final.what.hasSuffix(" with an odd cent, drawn")
            self.result = result
            let whole = own.value.whole + BigInteger(isOdd ? 1 : 0)
            guard whole == result else { return nil }
        }
    }
}
