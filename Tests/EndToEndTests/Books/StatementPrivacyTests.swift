import Foundation
import TestServer
import Testing

/// What statements must not show, must not do, and must not lose.
@Suite("Statements and other people")
struct StatementPrivacyTests {
    private static let hostile = "</title><script>alert(1)</script>\"'&\u{202E}\u{1}<img src=x onerror=alert(1)>"

    /// January, closed, with hostile texts.
    private static func platform() throws -> TestDatabase {
        let database = try SmallPlatform.fresh()
        let text = "E'" + hostile.replacing("'", with: "\\'") + "'"
        try database.sql(
            """
            UPDATE contents SET title = \(text) || id; UPDATE bundles SET title = \(text);
            UPDATE donations SET message = \(text) || id;
            INSERT INTO creator_payment_settings (id, user_id, aba_khqr_name)
            SELECT gen_random_uuid(), md5('creator ' || n)::uuid, \(text) FROM generate_series(0, 7) n
            """)
        let closed = try database.remit("close", "2026-01")
        try #require(closed.status == 0, "\(closed.errors)")
        return database
    }

    @Test("texts of others mean nothing to a browser, and are whole in JSON")
    func hostileTexts() throws {
        let files = try StatementFiles(of: StatementPrivacyTests.platform(), "2026-01")
        #expect(files.creators.count > 5)
        for creator in files.creators {
            let page = try files.page(creator)
            for tag in ["<script", "<img", "<iframe", "onerror=alert(1)>"] { #expect(!page.contains(tag)) }
            #expect(page.contains("&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"))
            #expect(!page.unicodeScalars.contains { $0.value < 32 && $0 != "\n" && $0 != "\t" })
            #expect(try files.json(creator)["name"]?.text == StatementPrivacyTests.hostile)
        }
    }

    @Test("no id of anybody else is on a page or in its JSON")
    func others() throws {
        let database = try SmallPlatform.closed()
        let files = try StatementFiles(of: database, "2026-02")
        let people = try database.sql(
            """
            SELECT buyer_id FROM purchases UNION SELECT seller_id FROM purchases UNION SELECT donor_id FROM donations
            UNION SELECT recipient_id FROM donations UNION SELECT user_id FROM subscriptions
            UNION SELECT user_id FROM engagement_tracking UNION SELECT user_id FROM contents UNION SELECT id FROM users
            """
        ).split(separator: "\n").map(String.init)
        #expect(people.count > 60)
        for creator in files.creators {
            let text = try files.page(creator) + files.text(creator)
            #expect(people.contains(creator) && text.contains(creator))
            let own = try Set(
                database.sql(
                    """
                    SELECT creator_id FROM settlement.lines WHERE creator_id = '\(creator)'
                    UNION SELECT content_id FROM settlement.lines WHERE creator_id = '\(creator)'
                    UNION SELECT source_id FROM settlement.lines WHERE creator_id = '\(creator)'
                    UNION SELECT content_id FROM settlement.pool_shares WHERE creator_id = '\(creator)'
                    UNION SELECT id FROM contents WHERE user_id = '\(creator)'
                    UNION SELECT id FROM payouts WHERE user_id = '\(creator)'
                    """
                ).split(separator: "\n").map(String.init))
            let found = Set(text.matches(of: /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/).map { String($0.output) })
            #expect(found.isSubset(of: own), "\(found.subtracting(own))")
        }
    }

    @Test("a statement is the same bytes when the platform has changed, and survives a deleted content")
    func lasting() throws {
        let database = try StatementPrivacyTests.platform()
        let before = try StatementFiles(of: database, "2026-01").all()
        try database.sql(
            """
            UPDATE contents SET title = 'other', user_id = NULL; DELETE FROM bundle_contents; DELETE FROM bundles;
            DELETE FROM contents WHERE id IN (SELECT content_id FROM settlement.lines);
            UPDATE donations SET message = NULL; DELETE FROM purchases WHERE completed_at < '2026-01-10'
            """)
        let closed = try database.remit("close", "2026-02", now: "2026-04-20T00:00:00Z")
        try #require(closed.status == 0, "\(closed.errors)")
        let after = try StatementFiles(of: database, "2026-01").all()
        #expect(before.count > 10 && before.keys.sorted() == after.keys.sorted())
        for (name, text) in before { #expect(after[name] == text, "\(name)") }
    }
}
