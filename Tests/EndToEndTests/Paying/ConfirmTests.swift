import Foundation
import TestServer
import Testing

/// What providers and banks say, taken by the built command.
@Suite("Confirmations")
struct ConfirmTests {
    private let folder: Folder
    private let database: TestDatabase

    init() throws {
        folder = try Folder()
        database = try PaidPlatform.fresh()
        let exported = try database.remit("payouts", "export", "--format", "csv", "--out", folder.path, "--quiet")
        #expect(exported.status == 0, "\(exported)")
    }

    private func confirm(_ rows: String..., header: String = "payout_id,status,reference,reason", on day: String = "03")
        throws -> Shell.Result
    {
        let file = try folder.write(([header] + rows).joined(separator: "\n") + "\n", to: "bank.csv")
        return try Remit.run(
            ["payouts", "confirm", file, "--quiet"], database: database.url, now: "2026-04-\(day)T09:00:00Z")
    }

    private func statuses(_ creators: Int...) throws -> [String] {
        try creators.map {
            try database.sql(
                "SELECT status || coalesce(' ' || processed_at, '') FROM payouts WHERE id = '\(database.payout(to: $0))'"
            )
        }
    }

    @Test("completed, failed and unknown; by UUID and by short id; lines may be missing")
    func eachStatus() throws {
        let short = try database.sql(
            "SELECT short_id FROM settlement.payout_batch_rows WHERE payout_id = '\(database.payout(to: 1))'")
        let taken = try confirm(
            "\(database.payout(to: 0)),completed,T-1,", "\(short.lowercased()),failed,T-2,account closed",
            "\(database.payout(to: 2)),unknown,,")
        #expect(taken.status == 0 && taken.errors == "", "\(taken)")
        #expect(taken.output == "\(folder.path)/bank.csv: 1 completed, 1 failed, 1 unknown\n")
        #expect(
            try statuses(0, 1, 2, 4) == [
                "completed 2026-04-03 09:00:00", "failed 2026-04-03 09:00:00", "processing", "processing",
            ])
        let listed = try database.remit("payouts", "list", "--status", "failed", "--json", now: "2026-04-05T09:00:00Z")
        #expect(listed.output.contains("\"reason\":\"account closed\""))
        // What failed is paid again under a new id, and nothing else.
        let run = try database.remit("payouts", "run", "--as-of", "2026-04-04", "--quiet", now: "2026-04-04T09:00:00Z")
        #expect(run.status == 0, "\(run)")
        #expect(try database.sql("SELECT count(*) FROM settlement.payouts") == "7")
        #expect(try statuses(1) == ["pending"])
        #expect(try database.sql(TestDatabase.overdrawn) == "")
    }

    @Test("what was completed and comes back is returned; a file may be given again, also an old one")
    func returned() throws {
        let payout = try database.payout(to: 0)
        #expect(try confirm("\(payout),completed,T-1,").status == 0)
        let first = try database.payoutRecords()
        #expect(try confirm("\(payout),completed,T-1,", on: "04").output.hasSuffix(": 1 known before\n"))
        #expect(try database.payoutRecords() == first)
        #expect(try confirm("\(payout),failed,T-1,", on: "20").output.hasSuffix(": 1 returned\n"))
        #expect(try statuses(0) == ["failed 2026-04-20 09:00:00"])
        let reason = "SELECT reason FROM settlement.payout_answers WHERE payout_id = '\(payout)'"
        #expect(try database.sql(reason) == "returned")
        let last = try database.payoutRecords()
        for old in ["completed", "failed"] {
            #expect(try confirm("\(payout),\(old),T-1,", on: "21").output.hasSuffix(": 1 known before\n"))
        }
        #expect(try database.payoutRecords() == last)
        #expect(try database.sql(TestDatabase.overdrawn) == "")
    }

    @Test("the database takes many at a time, or none of them, and each payout once")
    func manyAtOnce() throws {
        let (one, two) = (try database.payout(to: 0), try database.payout(to: 1))
        func answer(_ payout: String, _ status: String) -> String {
            "{\"payout\": \"\(payout)\", \"status\": \"\(status)\", \"reference\": \"T-1\"}"
        }
        func take(_ answers: String...) throws -> String {
            try database.sql("SELECT settlement.confirm_payouts('[\(answers.joined(separator: ","))]', '2026-04-03')")
        }
        let before = try database.payoutRecords()
        for bad in [
            answer("00000000-0000-4000-8000-000000000001", "completed"), answer(two, "pending"), answer(one, "failed"),
        ] {
            #expect(throws: Psql.Failure.self) { try take(answer(one, "completed"), bad) }
            #expect(try database.payoutRecords() == before)
        }
        #expect(try take(answer(one, "completed"), answer(two, "unknown")) == "1")
        #expect(try take(answer(one, "completed"), answer(two, "completed")) == "1")
        #expect(try take(answer(one, "failed"), answer(two, "unknown")) == "1")
        #expect(
            try database.sql(
                """
                SELECT payout_id = '\(one)', status, reason FROM settlement.payout_steps
                WHERE payout_id IN ('\(one)', '\(two)') AND reference = 'T-1' ORDER BY step
                """) == "t|completed|\nf|unknown|\nf|completed|\nt|failed|returned")
    }

    @Test("what a bank writes is kept and shown without its account, and without what cannot be seen")
    func hostileTexts() throws {
        let (bank, paypal) = (try database.payout(to: 5), try database.payout(to: 0))
        let rows = [
            "\(bank),failed,DE02 1203 0000 0000 2020 51,\"=account\u{1B}[31m DE02120300000000202051\r\nclosed\u{202E}\"",
            "\(paypal),failed,T-1,SECRET0@example.org is unknown",
        ]
        #expect(try confirm(rows[0], rows[1]).output.hasSuffix(": 2 failed\n"))
        // The same file again says what was said.
        #expect(try confirm(rows[0], rows[1]).output.hasSuffix(": 2 known before\n"))
        let steps = "SELECT reference, reason FROM settlement.payout_steps WHERE status = 'failed' ORDER BY reference"
        #expect(try database.sql(steps) == "T-1|….org is unknown\n…2051|account [31m …2051 closed")
        var said = try database.sql("SELECT * FROM settlement.payout_answers")
        for arguments in [
            ["payouts", "list"], ["payouts", "list", "--json"], ["explain", "payout", bank],
            ["explain", "payout", paypal],
            ["explain", "payout", bank, "--json"], ["export", "payouts"],
            ["export", "outcomes", "--as-of", "2026-04-04"],
            ["export", "journal", "--format", "hledger", "--detail", "fact"],
            ["export", "journal", "--format", "beancount", "--detail", "fact"],
        ] {
            let result = try Remit.run(
                arguments, database: database.url, now: "2026-04-05T09:00:00Z",
                environment: ["REMIT_POLICY": TestPolicy.standard])
            #expect(result.status == 0, "\(arguments): \(result.errors)")
            said += result.output + result.errors
        }
        #expect(said.contains("account [31m …2051 closed") && said.contains("….org is unknown"))
        for part in ["1203", "20205", "ecret0", "ECRET0", "\u{1B}", "\u{202E}"] {
            #expect(!said.contains(part), "\(part.debugDescription) was shown")
        }
    }

    @Test("a file whose columns are mixed up shows no account in what is said of it")
    func mixedUp() throws {
        let payout = try database.payout(to: 5)
        let refused = try confirm(
            "DE02120300000000202051,completed,,,,", "\(payout),DE02 1203 0000 0000 2020 51,,,,",
            "\(payout),completed,,,DE02120300000000202051,USD", "\(payout),completed,,,5,DE02120300000000202051",
            header: "payout_id,status,reference,reason,amount_cents,currency")
        let file = "\(folder.path)/bank.csv"
        #expect(refused.status == 65)
        #expect(
            refused.complaint == """
                remit: \(file):2: "…2051" is no payout_id; give the UUID or the short id of the file
                \(file):3: "…2051" is no status; give completed, failed or unknown
                \(file):4: "…2051" is no amount_cents; give whole minor units, such as 1250
                \(file):5: "…2051" is no currency; give its code, such as USD
                nothing of "\(file)" was taken; correct the file and give it again
                """)
    }

    @Test("a file with anything wrong is refused whole, every such line named")
    func refused() throws {
        #expect(try confirm("\(database.payout(to: 4)),failed,T-9,").status == 0)
        let before = try database.payoutRecords()
        let (good, failed) = (try database.payout(to: 0), try database.payout(to: 4))
        let amount = try database.sql("SELECT amount_cents FROM payouts WHERE id = '\(database.payout(to: 1))'")
        let cents = try #require(Int(amount))
        let stranger = "00000000-0000-4000-8000-000000000001"
        let taken = try confirm(
            "\(good),completed,T-1,,,", "\(stranger),completed,,,,", "\(failed),completed,T-9,,,",
            "\(database.payout(to: 1)),completed,,,\(cents + 1),USD",
            header: "payout_id,status,reference,reason,amount_cents,currency")
        let file = "\(folder.path)/bank.csv"
        func decimal(_ cents: Int) -> String { "\(cents / 100).\(String(cents % 100 + 100).dropFirst()) USD" }
        #expect(taken.status == 65)
        #expect(
            try taken.complaint == """
                remit: \(file):3: payout \(stranger) is none that remit made or accepted; check the id
                \(file):4: payout \(failed) failed before, and its money went back to the balance; it stays so: if the \
                creator has the money after all, take it off the balance with `remit adjust`
                \(file):5: payout \(database.payout(to: 1)) is of "\(decimal(cents))", not of "\(decimal(cents + 1))"; \
                check the amount and the id
                nothing of "\(file)" was taken; correct the file and give it again
                """)
        #expect(try database.payoutRecords() == before)
        #expect(try confirm("\(good),paid,,").status == 65)
        #expect(try database.payoutRecords() == before)
    }

    @Test("what was not handed out cannot be confirmed")
    func pending() throws {
        let fresh = try PaidPlatform.fresh()
        let payout = try fresh.payout(to: 0)
        let file = try folder.write("payout_id,status,reference,reason\n\(payout),completed,,\n", to: "bank.csv")
        let taken = try fresh.remit("payouts", "confirm", file, "--quiet")
        #expect(taken.status == 65)
        #expect(
            taken.complaint.hasPrefix(
                "remit: \(file):2: payout \(payout) is \"pending\": it was not handed out; export it first with "
                    + "`remit payouts export`\n"))
        #expect(try fresh.sql("SELECT count(*) FROM payouts WHERE status = 'completed'") == "0")
    }

    @Test("a file that is not there, and one that says nothing")
    func noFile() throws {
        let missing = try database.remit("payouts", "confirm", "/nowhere/bank.csv", "--quiet")
        #expect(missing.status == 1)
        #expect(missing.complaint == "remit: cannot read \"/nowhere/bank.csv\"; check its path and permissions")
        let nothing = try confirm()
        #expect(nothing.status == 0 && nothing.output.hasSuffix("bank.csv: no lines, nothing to do\n"))
    }
}
