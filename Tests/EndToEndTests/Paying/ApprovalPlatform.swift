import Foundation
import TestServer
import Testing

/// A platform with one sale in 2024-01 and a policy that asks for approval or not, by month; the clock is the real one.
struct ApprovalPlatform {
    static let day = "2024-03-15"

    let database: TestDatabase

    /// A platform that is migrated, and has no closed month.
    init() throws {
        database = try TestDatabase()
        try database.sql(try SmallPlatform.schema())
        let migrated = try Remit.run(["migrate"], database: database.url)
        try #require(migrated.status == 0, "\(migrated.errors)")
        try database.sql(
            """
            INSERT INTO users (id, email) VALUES (md5('creator')::uuid, 'one@example.com');
            INSERT INTO contents (id, user_id, visibility) VALUES (md5('c')::uuid, md5('creator')::uuid, 'paid');
            INSERT INTO purchases (id, content_id, seller_id, amount_cents, payment_provider, status, completed_at)
            VALUES (md5('p')::uuid, md5('c')::uuid, md5('creator')::uuid, 3000, 'paddle', 'completed', '2024-01-15');
            INSERT INTO creator_payment_settings (id, user_id, preferred_payout_method, payout_paypal_email)
            VALUES (md5('s')::uuid, md5('creator')::uuid, 'paypal', 'one@example.org')
            """)
    }

    /// The path of a policy whose entries say `none` or `required`, effective from 2024-01, 2024-02 and so on.
    static func policy(_ approvals: String...) throws -> String {
        let text = try String(contentsOfFile: TestPolicy.standard, encoding: .utf8)
        let parts = text.components(separatedBy: "  - effective:")
        let (head, entry) = (parts[0].replacing("genesis: 2026-01", with: "genesis: 2024-01"), parts[1])
        let entries = approvals.enumerated().map { month, approval in
            "  - effective:"
                + entry.replacing("2026-01", with: "2024-0\(month + 1)")
                .replacing("approval: none", with: "approval: \(approval)")
        }
        let path = NSTemporaryDirectory() + "remit-approval-\(UUID().uuidString).yaml"
        try Data((head + entries.joined()).utf8).write(to: URL(filePath: path))
        return path
    }

    func remit(
        _ arguments: String..., policy: String, user: String? = nil, now: String? = nil
    ) throws -> Shell.Result {
        try Remit.run(
            arguments, database: user.map(database.url(as:)) ?? database.url, now: now,
            environment: ["REMIT_POLICY": policy])
    }

    /// Closes a month.
    func close(_ month: String, _ policy: String) throws {
        let closed = try remit("close", month, policy: policy)
        try #require(closed.status == 0, "\(closed.errors)")
    }

    /// The database user of the tests.
    func user() throws -> String { try database.sql("SELECT session_user") }
}
