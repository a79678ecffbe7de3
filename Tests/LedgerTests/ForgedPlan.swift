import TestServer
import Testing

/// A plan of payouts that somebody writes by hand, and has applied by calling the database's functions.
struct ForgedPlan {
    /// The as-of date.
    var day = SmallPlatform.payday
    /// What it says of approval.
    var approval = "none"
    /// When the day is said to begin.
    var dayStart = SmallPlatform.payday
    /// The records below its head.
    var records: [String]

    /// The line of the real plan that pays a creator, as its fields.
    static func line(of creator: Int, in database: TestDatabase) throws -> [String] {
        let planned = try database.remit("payouts", "plan", "--as-of", SmallPlatform.payday)
        try #require(planned.status == 0, "\(planned.errors)")
        let hash = planned.output.split(separator: " ").dropFirst().first ?? ""
        let line = try database.sql(
            """
            SELECT line FROM settlement.payout_plans, string_to_table(text, chr(10)) line
            WHERE hash = '\(hash)' AND line ~ '^pay,' AND split_part(line, ',', 3) = \(SmallPlatform.creator(creator))::text
            """)
        return line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    /// The line of the real plan that pays a creator, with some fields replaced, by their place from 0.
    static func paying(
        _ creator: Int, in database: TestDatabase, _ changes: [Int: String] = [:]
    ) throws -> ForgedPlan {
        var fields = try line(of: creator, in: database)
        for (place, value) in changes { fields[place] = value }
        return ForgedPlan(records: [fields.joined(separator: ",")])
    }

    /// The SHA-256 of the policy that it says it goes by, whose whole text is `none`.
    static let policy = "140bedbf9c3f6d56a9846d2ba7088798683f4da0c248231336e6a05679e4fdfe"

    private var text: String {
        let head = ["remit payout plan,1", "as of,\(day)", "policy,\(ForgedPlan.policy)", "approval,\(approval)"]
        return (head + records).map { $0 + "\n" }.joined()
    }

    private var quoted: String { "'\(text.replacing("'", with: "''"))'" }

    /// The SQL that keeps it.
    var keep: String {
        """
        SELECT settlement.keep_policy('by hand', 'none');
        SELECT settlement.keep_plan(encode(sha256(convert_to(\(quoted), 'UTF8')), 'hex'), '\(day)', '\(ForgedPlan.policy)',
            \(approval == "required"), \(quoted), '2026-04-02');
        """
    }

    /// The SQL that applies it once it is kept.
    var apply: String {
        """
        SELECT settlement.apply_plan(encode(sha256(convert_to(\(quoted), 'UTF8')), 'hex'), '\(dayStart)', '2026-04-02',
            'by hand');
        """
    }

    /// What the server says when a role keeps and applies it; nil if it let it happen.
    func refusal(in database: TestDatabase, as role: String) -> String? {
        database.refusal(of: keep + apply, as: role)
    }
}
