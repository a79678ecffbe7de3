import TestServer
import Testing

/// What a plan is compared with: the last day before it that paid anything, who was never paid, whose account is another one.
@Suite("Plans beside the last run")
struct PlanComparisonTests {
    /// The rows of a plan as csv, by creator, without the header.
    private func rows(_ database: TestDatabase, _ day: String) throws -> [String: [String]] {
        let planned = try database.remit("payouts", "plan", "--as-of", day, "--csv", "--quiet")
        try #require(planned.status == 0, "\(planned.errors)")
        let rows = planned.output.split(separator: "\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return Dictionary(rows.filter { $0[1] == "USD" }.map { ($0[0], $0) }) { first, _ in first }
    }

    private func id(_ creator: Int, in database: TestDatabase) throws -> String {
        try database.sql("SELECT \(SmallPlatform.creator(creator))")
    }

    @Test("name what it paid to each, who is new, and whose account has changed")
    func comparison() throws {
        let database = try SmallPlatform.paying()
        let first = try rows(database, SmallPlatform.payday)
        #expect(first.values.allSatisfy { $0[13] == "0" && $0[15] == "false" })
        #expect(first.values.filter { $0[2] == "pay" }.allSatisfy { $0[14] == "true" })
        #expect(try database.remit("payouts", "run", "--as-of", SmallPlatform.payday).status == 0)
        let (one, six) = (try id(1, in: database), try id(6, in: database))
        try database.sql(
            """
            UPDATE creator_payment_settings SET payout_paypal_email = 'another@example.org' WHERE user_id = '\(one)';
            UPDATE creator_payment_settings SET preferred_payout_method = 'paypal' WHERE user_id = '\(six)'
            """)
        let second = try rows(database, "2026-05-02")
        let paid = try database.sql("SELECT user_id, amount_cents FROM payouts ORDER BY 1").split(separator: "\n")
        #expect(paid.count == 6)
        for row in paid.map({ $0.split(separator: "|") }) { #expect(second[String(row[0])]?[13] == String(row[1])) }
        let (new, moved) = (second.filter { $0.value[14] == "true" }, second.filter { $0.value[15] == "true" })
        #expect(Set(new.keys).contains(six) && !Set(new.keys).contains(one))
        #expect(Array(moved.keys) == [one])
    }

    @Test("say the sum, the difference and the ten largest of what is paid")
    func totals() throws {
        let database = try SmallPlatform.paying()
        let planned = try database.remit("payouts", "plan", "--as-of", SmallPlatform.payday, "--json", "--quiet").output
        #expect(planned.contains("],\"last_run_cents\":0,") && !planned.contains("\"last_run\":"))
        #expect(try database.remit("payouts", "run", "--as-of", SmallPlatform.payday).status == 0)
        let before = try #require(Int(try database.sql("SELECT sum(amount_cents) FROM payouts")))
        let next = try database.remit("payouts", "plan", "--as-of", "2026-05-02", "--json", "--quiet").output
        #expect(next.contains("\"last_run\":\"\(SmallPlatform.payday)\""))
        let rows = try rows(database, "2026-05-02").values.filter { $0[2] == "pay" }
        let cents = rows.compactMap { Int($0[4]) }
        let sum = cents.reduce(0, +)
        #expect(sum > 0 && sum != before)
        #expect(next.contains("\"cents\":\(sum),\"change_cents\":\(sum - before),"))
        #expect(next.contains("],\"last_run_cents\":\(before),"))
        let largest = rows.sorted { (Int($0[4]) ?? 0) > (Int($1[4]) ?? 0) }.prefix(10).map { "\"\($0[3])\"" }
        #expect(next.contains("\"largest\":[\(largest.joined(separator: ","))]"))
    }

    @Test("are the same after the day's run was repeated, which pays nothing and is no run")
    func repeated() throws {
        let database = try SmallPlatform.paying()
        #expect(try database.remit("payouts", "run", "--as-of", SmallPlatform.payday).status == 0)
        let plan = { try database.remit("payouts", "plan", "--as-of", "2026-05-02", "--json", "--quiet").output }
        let before = try plan()
        let again = try database.remit("payouts", "run", "--as-of", SmallPlatform.payday)
        #expect(again.status == 0 && again.output.hasSuffix(" was applied before; nothing was done\n"))
        #expect(try database.sql("SELECT count(*) FROM settlement.payout_runs") == "1")
        #expect(try plan() == before)
    }
}
