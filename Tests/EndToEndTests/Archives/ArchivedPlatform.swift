import Foundation
import TestServer
import Testing

/// A platform whose closes saw the creators' accounts, and what happens to it afterwards, day by day.
struct ArchivedPlatform {
    let database: TestDatabase
    let folder: Folder

    /// January closed, accounts given, then February and March closed, and everybody paid, on 2 April.
    init() throws {
        folder = try Folder()
        database = try SmallPlatform.withJanuary()
        try database.sql(
            """
            INSERT INTO creator_payment_settings (id, user_id, preferred_payout_method, payout_paypal_email)
            SELECT md5('settings ' || n)::uuid, md5('creator ' || n)::uuid, CASE WHEN n <> 3 THEN 'paypal' END,
                   CASE WHEN n <> 4 THEN 'secret' || n || '@example.org' END
            FROM generate_series(0, 5) n
            """)
        for month in ["2026-02", "2026-03"] { try run("close", month) }
        try run("payouts", "run", "--as-of", SmallPlatform.payday, now: "2026-04-02T10:00:00Z")
        // A request of the same day, which nobody decides about before May.
        try request(1, cents: 1100, method: "NULL", at: "2026-04-02 20:00")
        try request(2, cents: 100, method: "'paypal'", at: "2026-04-02 21:00")
    }

    private func request(_ creator: Int, cents: Int, method: String, at time: String) throws {
        try database.sql(
            """
            INSERT INTO payouts (id, user_id, amount_cents, currency, payout_method, status, requested_at)
            VALUES (md5('request \(creator)')::uuid, \(SmallPlatform.creator(creator)), \(cents), 'USD', \(method), 'pending',
                    '\(time)')
            """)
    }

    /// Runs the built command, which has to end well.
    @discardableResult
    func run(_ arguments: String..., now: String = SmallPlatform.now) throws -> Shell.Result {
        let result = try Remit.run(
            arguments, database: database.url, now: now, environment: ["REMIT_POLICY": TestPolicy.standard])
        try #require(result.status == 0, "\(arguments): \(result.errors)")
        return result
    }

    /// What April brings: files handed out, answers, one of them taken back, another run that decides about the requests.
    func april() throws {
        try run("payouts", "export", "--format", "csv", "--out", folder.path, now: "2026-04-05T09:00:00Z")
        let (paid, failed) = (try database.payout(to: 0), try database.payout(to: 1))
        let header = "payout_id,status,reference,reason\n"
        let answers = try folder.write(
            "\(header)\(paid),completed,T1,\n\(failed),failed,T2,closed\n", to: "answers.csv")
        try run("payouts", "confirm", answers, now: "2026-04-06T09:00:00Z")
        let returned = try folder.write("\(header)\(paid),failed,T1,\n", to: "returned.csv")
        try run("payouts", "confirm", returned, now: "2026-04-20T09:00:00Z")
    }

    /// What May brings: the next close, another run, and a platform on which everything is called differently.
    func may() throws {
        try run("close", "2026-04", now: "2026-05-02T09:00:00Z")
        try run("payouts", "run", "--as-of", "2026-05-03", now: "2026-05-03T09:00:00Z")
        try database.sql(
            """
            UPDATE contents SET title = 'renamed', price_cents = 7, user_id = md5('somebody else')::uuid;
            UPDATE creator_payment_settings SET preferred_payout_method = 'wise', payout_paypal_email = NULL;
            INSERT INTO creator_payment_settings (id, user_id, preferred_payout_method, payout_paypal_email)
            VALUES (gen_random_uuid(), \(SmallPlatform.creator(6)), 'paypal', 'late@example.org');
            UPDATE purchases SET status = 'refunded', amount_cents = 1;
            DELETE FROM engagement_tracking;
            DELETE FROM donations WHERE amount_cents % 2 = 0;
            """)
    }

    /// Makes an archive, and returns its path.
    func archive(_ period: String, asOf day: String? = nil, to name: String, now: String) throws -> String {
        let path = "\(folder.path)/\(name).tar.zst"
        let arguments = ["archive", "create", "--period", period, "--out", path, "--quiet"]
        let result = try Remit.run(
            arguments + (day.map { ["--as-of", $0] } ?? []), database: database.url, now: now, environment: [:])
        try #require(result.status == 0, "\(result.errors)")
        return path
    }
}

/// Archives without a database.
enum Archives {
    /// Runs `remit archive` where no database may be asked.
    static func run(_ arguments: String...) throws -> Shell.Result {
        try Remit.run(["archive"] + arguments, database: "host=/nowhere")
    }

    /// The text of a member.
    static func member(_ name: String, of archive: String) throws -> String {
        let result = try run("extract", archive, name)
        try #require(result.status == 0, "\(result.errors)")
        return result.output
    }
}
