import Foundation
import TestServer

/// A platform that has been paid twice: requests accepted and refused, files handed out, answers of every kind.
///
/// On 2026-04-02 everybody with an account is paid by ``PaidPlatform``'s methods; creator 4's own request is accepted first, and
/// one of creator 7 refused. All are handed out; 0 is completed and comes back, 1 fails, 2 is unknown, 4 is completed. On
/// 2026-04-20 those whose money came back are paid again, and pending.
enum AnsweredPlatform {
    /// The request of creator 4 that was accepted.
    static let accepted = "00000000-0000-4000-8000-00000000acce"
    /// The request of creator 7 that was refused.
    static let refused = "00000000-0000-4000-8000-00000000dead"

    private static let template = Result {
        let database = try PaidPlatform.unpaid()
        try database.sql(
            """
            UPDATE creator_payment_settings SET payout_details = '{"name": "Four"}' WHERE user_id = \(SmallPlatform.creator(4));
            INSERT INTO payouts (id, user_id, amount_cents, payout_method, status, requested_at) VALUES
            ('\(accepted)', \(SmallPlatform.creator(4)), 1100, 'paypal', 'pending', '2026-03-30'),
            ('\(refused)', \(SmallPlatform.creator(7)), 2000000000, NULL, 'pending', '2026-03-31')
            """)
        try run(database, on: "02", "run", "--as-of", "2026-04-02")
        let folder = try Folder()
        try run(database, on: "02", "export", "--format", "csv", "--out", folder.path)
        let ids = try (0..<5).map { creator in
            try database.sql(
                "SELECT id FROM settlement.payouts WHERE creator_id = \(SmallPlatform.creator(creator)) AND origin = 'engine'"
            )
        }
        let answers = [
            "03": [
                "\(ids[0]),completed,T-0,", "\(ids[1]),failed,T-1,closed", "\(ids[2]),unknown,,",
                "\(ids[4]),completed,T-4,",
            ],
            "09": ["\(ids[0]),failed,T-0,"],
        ]
        for (day, lines) in answers.sorted(by: { $0.key < $1.key }) {
            let file = try folder.write(
                (["payout_id,status,reference,reason"] + lines).joined(separator: "\n") + "\n", to: "bank.csv")
            try run(database, on: day, "confirm", file)
        }
        try run(database, on: "20", "run", "--as-of", "2026-04-20")
        return database
    }

    /// Why there is no such platform.
    private struct RunFailed: Error {
        let errors: String
    }

    private static func run(_ database: TestDatabase, on day: String, _ arguments: String...) throws {
        let result = try Remit.run(
            ["payouts"] + arguments + ["--quiet"], database: database.url, now: "2026-04-\(day)T09:00:00Z",
            environment: ["REMIT_POLICY": TestPolicy.standard])
        guard result.status == 0 else { throw RunFailed(errors: "\(arguments): \(result.errors)") }
    }

    /// The id of the payout that the engine made to a creator on the first day, as SQL.
    static func payout(_ creator: Int) -> String {
        "(SELECT id FROM settlement.payouts WHERE run = 1 AND creator_id = \(SmallPlatform.creator(creator)) AND origin = 'engine')"
    }

    /// A database of its own.
    static func fresh() throws -> TestDatabase { try SmallPlatform.copy(of: template.get()) }
}
