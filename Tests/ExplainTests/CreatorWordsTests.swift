import Foundation
import TestServer
import Testing

@Suite("remit explain creator: what it says")
struct CreatorWordsTests {
    private static let stranger = "ffffffff-ffff-4fff-8fff-ffffffffffff"

    private func creator(_ number: Int, in database: TestDatabase) throws -> String {
        try database.sql("SELECT md5('creator \(number)')::uuid")
    }

    @Test("a month that is not closed, no draft, no id and no month are sentences with their exit codes")
    func refusals() throws {
        let database = try SmallPlatform.withJanuary()
        let id = CreatorWordsTests.stranger
        let open = try database.remit("explain", "creator", id, "--period", "2026-02")
        #expect(open.status == 65)
        #expect(open.errors == "remit: 2026-02 is not closed\n")
        let draft = try database.remit("explain", "creator", id, "--draft")
        #expect(draft.status == 1)
        #expect(draft.errors == "remit: there is no draft of the next period; make one with `remit close --draft`\n")
        let other = try database.remit("explain", "creator", id, "--draft", "--period", "2026-03")
        #expect(other.errors == "remit: there is no draft of 2026-03; make one with `remit close --draft`\n")
        let bad = try database.remit("explain", "creator", "se\u{1B}ven", "--period", "2026-01")
        #expect(bad.status == 64)
        #expect(bad.errors == "remit: \"se\u{FFFD}ven\" is not a UUID; give the id of a creator\n")
        let none = try database.remit("explain", "creator", id)
        #expect(none.status == 64)
        #expect(
            none.errors.hasPrefix(
                "Error: which month? name a closed one with --period, or see the next one with --draft\n"))
        #expect([open, draft, other, bad, none].allSatisfy { $0.output.isEmpty })
    }

    @Test("a creator without lines is said to have none, and how the platform knows it")
    func nothing() throws {
        let database = try SmallPlatform.withJanuary()
        let id = CreatorWordsTests.stranger
        let policy = try database.sql("SELECT path || ' (' || hash || ')' FROM settlement.policies")
        func said(_ contents: String, _ standing: String) -> String {
            """
            creator \(id), 2026-01
            amounts in steps are cents

            The creator
              period: 2026-01
              policy: \(policy)
              owns now: \(contents)
              no line of the books of 2026-01 names this creator; \(standing)

            """
        }
        let unknown = try database.remit("explain", "creator", id, "--period", "2026-01")
        #expect(unknown.status == 0)
        #expect(
            unknown.output
                == said(
                    "0 contents",
                    "nor does the platform: it is neither the owner of a content, nor a seller, nor a recipient; check the id"
                ))
        try database.sql(
            """
            INSERT INTO contents (id, user_id, title) VALUES (gen_random_uuid(), '\(id)', 'Unread');
            INSERT INTO purchases (id, seller_id, status) VALUES (gen_random_uuid(), '\(id)', 'pending');
            INSERT INTO donations (id, recipient_id, status) VALUES (gen_random_uuid(), '\(id)', 'pending');
            """)
        let known = try database.remit("explain", "creator", id, "--period", "2026-01")
        #expect(
            known.output
                == said(
                    "1 content",
                    "the platform knows it as the owner of a content and the seller of a purchase and the recipient of a donation"
                ))
    }

    @Test("a draft is explained like a closed month, under the policy that is given")
    func draft() throws {
        let database = try SmallPlatform.withJanuary()
        let drafted = try database.remit("close", "2026-02", "--draft")
        try #require(drafted.status == 0, "\(drafted.errors)")
        let lines = try database.remit("export", "lines", "--draft").output
        for number in 0...7 {
            let id = try creator(number, in: database)
            let result = try database.remit("explain", "creator", id, "--draft", "--all")
            let chain = CreatorChain(
                printed: PrintedCreator(result.output),
                exported: ExportedLines(lines, creator: id, period: "2026-02"), creator: id,
                period: "2026-02 (draft)")
            #expect(!chain.exported.rows.isEmpty)
            #expect(chain.faults.isEmpty, "\(chain.faults)")
        }
    }

    @Test(
        "engagement that changed since the close is said to have, and the books stand",
        arguments: ["pro_rata", "user_centric"])
    func changedEngagement(model: String) throws {
        let database = try SmallPlatform.fresh()
        let policy = try TestPolicy.replacing(["model: pro_rata": "model: \(model)"])
        let closed = try database.remit("close", "2026-01", policy: policy)
        try #require(closed.status == 0, "\(closed.errors)")
        let row = try database.sql(
            """
            SELECT row.id || ' ' || share.creator_id FROM engagement_tracking row
            JOIN settlement.pool_shares share ON share.content_id = row.content_id
            JOIN settlement.accruals accrual ON accrual.reader_id = row.user_id
            WHERE row.period_start = '2026-01-01' AND share.seconds >= row.total_time_seconds
              AND row.total_time_seconds > 0 ORDER BY 1 LIMIT 1
            """
        ).split(separator: " ").map(String.init)
        let before = try database.remit("explain", "creator", row[1], "--period", "2026-01", "--all").output
        #expect(!before.contains("the engagement there now gives"))
        try database.sql(
            "UPDATE engagement_tracking SET total_time_seconds = total_time_seconds + 60 WHERE id = '\(row[0])'")
        let after = try database.remit("explain", "creator", row[1], "--period", "2026-01", "--all").output
        #expect(after.contains("  R9.1 the engagement there now gives time "))
        #expect(
            after.contains(
                "the books hold what is above; engagement changed since the close is not looked at, and the books stand\n"
            ))
        let chain = CreatorChain(
            printed: PrintedCreator(after),
            exported: ExportedLines(try database.remit("export", "lines").output, creator: row[1], period: "2026-01"),
            creator: row[1], period: "2026-01")
        #expect(chain.printed.wrongFormulas.isEmpty)
        #expect(chain.printed.lines == chain.exported.lines)
        if model == "pro_rata" { #expect(chain.faults.isEmpty, "\(chain.faults)") }
    }

    @Test("readers have numbers in the order of their ids; --reader-ids names them")
    func readers() throws {
        let database = try SmallPlatform.withJanuary()
        let ids = try database.sql("SELECT md5('reader ' || n)::uuid FROM generate_series(0, 59) n")
            .split(separator: "\n").map(String.init)
        let id = try creator(1, in: database)
        let hidden = try database.remit("explain", "creator", id, "--period", "2026-01").output
        #expect(hidden.contains("  reader 1, what counts of the row: "))
        #expect(!ids.contains { hidden.contains("reader \($0)") || hidden.contains("\($0), what counts") })
        let shown = try database.remit("explain", "creator", id, "--period", "2026-01", "--reader-ids").output
        func readers(_ text: String) -> [String] {
            text.split(separator: "\n").filter { $0.contains(", what counts of the row: ") }
                .map { String($0.dropFirst("  reader ".count).prefix { $0 != "," }) }
        }
        let (numbers, names) = (readers(hidden), readers(shown))
        #expect(numbers.count == names.count && names.allSatisfy(ids.contains))
        let named = Dictionary(zip(numbers.compactMap(Int.init), names), uniquingKeysWith: { first, _ in first })
        #expect(named.sorted { $0.key < $1.key }.map(\.value) == Set(names).sorted())
    }

    @Test("with more than fifty sources each line stands alone; --all shows every step")
    func manySources() throws {
        let database = try SmallPlatform.fresh()
        let id = try creator(3, in: database)
        try database.sql(
            """
            INSERT INTO purchases (id, buyer_id, content_id, seller_id, amount_cents, currency, payment_provider, status,
                                   created_at, completed_at)
            SELECT md5('many ' || n)::uuid, md5('reader ' || n)::uuid, md5('content 3')::uuid, '\(id)', 500 + n, 'USD',
                   'paddle', 'completed', timestamp '2026-01-05' + n * interval '1 hour', timestamp '2026-01-06' + n * interval '1 hour'
            FROM generate_series(1, 60) n
            """)
        let closed = try database.remit("close", "2026-01")
        try #require(closed.status == 0, "\(closed.errors)")
        let exported = ExportedLines(try database.remit("export", "lines").output, creator: id, period: "2026-01")
        let short = PrintedCreator(try database.remit("explain", "creator", id, "--period", "2026-01").output)
        #expect(short.wrongFormulas.isEmpty)
        #expect(short.lines == exported.lines)
        #expect(!short.text.contains("R4.1"))
        #expect(
            short.text.contains(
                "  more than 50 sources: each line alone; `remit explain purchase ID` shows every step of one, --all those of all\n"
            ))
        let long = PrintedCreator(try database.remit("explain", "creator", id, "--period", "2026-01", "--all").output)
        #expect(long.lines == exported.lines)
        #expect(long.sections.count { !$0.source.isEmpty } == Set(exported.rows.map { $0[3] }).subtracting([""]).count)
    }

    @Test("what was left out, what is open and when it can be paid out are told in words")
    func remarks() throws {
        let database = try SmallPlatform.withJanuary()
        let all = try (0...7).map {
            try database.remit("explain", "creator", try creator($0, in: database), "--period", "2026-01").output
        }.joined()
        let left = try database.sql(
            """
            SELECT '  content ' || content_id || ': ' || rows || ' rows, ' || seconds || ' seconds; visibility: '
                   || 'the content was neither public nor paid at the close'
            FROM settlement.exclusions JOIN contents ON contents.id = content_id
            WHERE rule = 'visibility' AND user_id IS NOT NULL
            """
        ).split(separator: "\n")
        #expect(!left.isEmpty && left.allSatisfy { all.contains("\($0)\n") })
        let open = try database.sql(
            """
            SELECT '  purchase ' || row_id || ', ' || code || ': ' || message FROM settlement.exceptions
            JOIN purchases ON purchases.id = row_id WHERE open AND bundle_id IS NULL AND seller_id IS NOT NULL
              AND period = '2026-01-01'
            """
        ).split(separator: "\n")
        #expect(!open.isEmpty && open.allSatisfy { all.contains("\($0)\n") })
        #expect(all.contains(" USD available from: 2026-03-03 (R10)\n"))
    }

    @Test("JSON holds the same, and hostile text is cleaned in both")
    func json() throws {
        let database = try SmallPlatform.fresh()
        let id = try creator(2, in: database)
        try database.sql(
            """
            INSERT INTO donations (id, recipient_id, amount_cents, currency, payment_provider, status, created_at)
            VALUES (gen_random_uuid(), '\(id)', 700, E'\\x1b[31m\\n"X', 'paypal', 'completed', '2026-01-09')
            """)
        let closed = try database.remit("close", "2026-01")
        try #require(closed.status == 0, "\(closed.errors)")
        let text = try database.remit("explain", "creator", id, "--period", "2026-01").output
        #expect(text.contains("\n\u{FFFD}[31m\u{FFFD}\"X: earned in 2026-01\n"))
        #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
        let json = try database.remit("explain", "creator", id, "--period", "2026-01", "--json").output
        let document = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(document["subject"] as? String == "creator \(id), 2026-01")
        let sections = try #require(document["sections"] as? [[String: Any]])
        let printed = PrintedCreator(text)
        #expect(sections.map { $0["heading"] as? String } == printed.sections.map(\.heading))
        let formulas = sections.flatMap { $0["entries"] as? [[String: Any]] ?? [] }.compactMap { $0["formula"] }
        #expect(formulas.count == printed.formulas)
    }
}
