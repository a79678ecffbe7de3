import Foundation
import TestServer
import Testing

/// Plans, their application, and what is refused (R11.7).
@Suite("Payout plans")
struct PayoutPlanTests {
    private static let day = SmallPlatform.payday

    private func plan(_ database: TestDatabase, _ day: String = PayoutPlanTests.day) throws -> JSONValue {
        try JSONValue.line(try database.remit("payouts", "plan", "--as-of", day, "--json", "--quiet").output)
    }

    private func hash(_ database: TestDatabase) throws -> String { try #require(try plan(database)["hash"]?.text) }

    @Test("are the same for the same data, pay nothing, and applied pay exactly what they say")
    func planAndApply() throws {
        let database = try SmallPlatform.paying()
        let first = try plan(database)
        #expect(try plan(database) == first)
        #expect(try database.sql("SELECT count(*) FROM payouts") == "0")
        let hash = try #require(first["hash"]?.text)
        let outcomes = try database.remit("payouts", "plan", "--as-of", Self.day, "--csv")
        let applied = try database.remit("payouts", "apply", String(hash.prefix(12)), "--json", "--quiet")
        #expect(applied.status == 0, "\(applied.errors)")
        let report = try JSONValue.line(applied.output)
        #expect(report.without("outcome") == first.without("outcome"))
        #expect(report["outcome"] == "applied")
        let planned = outcomes.output.split(separator: "\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        .filter { $0[2] == "pay" }.map { "\($0[3])|\($0[0])|\($0[4])|\($0[5])|\($0[6])|\($0[7])|\($0[8])|pending" }
        .sorted()
        let written = try database.sql(
            """
            SELECT id, user_id, amount_cents, from_sales_cents, from_donations_cents, from_subscriptions_cents, payout_method,
                   status FROM payouts ORDER BY id
            """)
        #expect(planned.count == 6)
        #expect(written == planned.joined(separator: "\n"))
        let again = try database.remit("payouts", "apply", hash)
        #expect(again.status == 0)
        #expect(again.output == "plan \(hash) as of \(Self.day) was applied before; nothing was done\n")
        #expect(try database.sql("SELECT count(*) FROM payouts") == "6")
    }

    @Test("say what states everybody ends in, and the ledger says the same afterwards")
    func states() throws {
        let database = try SmallPlatform.paying()
        let hash = try hash(database)
        _ = try database.remit("payouts", "apply", hash)
        let outcomes = try database.remit("export", "outcomes", "--as-of", Self.day).output
        let text = try database.sql("SELECT text FROM settlement.payout_plans WHERE hash = '\(hash)'")
        let planned = text.split(separator: "\n").filter { $0.hasPrefix("state,") }.map { $0.dropFirst(6) }
        #expect(outcomes.split(separator: "\n").dropFirst() == planned[...])
        #expect(planned.count == 8)
    }

    @Test("that moved are refused, and what moved is said")
    func moved() throws {
        let database = try SmallPlatform.paying()
        let hash = try hash(database)
        try database.sql(
            "UPDATE creator_payment_settings SET payout_paypal_email = 'thief@example.com' WHERE user_id = \(SmallPlatform.creator(1))"
        )
        let applied = try database.remit("payouts", "apply", hash)
        #expect(applied.status == 65)
        let lines = applied.complaint.split(separator: "\n")
        #expect(
            lines.first.map(String.init)
                == "remit: what plan \(hash.prefix(12)) says is no longer what would be paid; nothing was changed. "
                + "Write and read a new plan. What moved:")
        #expect(lines.count == 3)
        #expect(lines.last?.hasPrefix("  now: pay,") == true)
        #expect(lines.dropFirst().first?.hasPrefix("  no longer: pay,") == true)
        #expect(!applied.errors.contains("thief"))
        #expect(try database.sql("SELECT count(*) FROM payouts") == "0")
    }

    @Test("that nobody wrote are refused", arguments: ["", "abc", "0123456789abcdef"])
    func unknown(hash: String) throws {
        let applied = try SmallPlatform.paying().remit("payouts", "apply", hash)
        #expect(applied.status == 65)
        #expect(
            applied.complaint
                == "remit: there is no plan \"\(hash)\"; write one with `remit payouts plan`, and give its hash, or the first "
                + "8 or more digits of it")
    }

    @Test("of days after today are only plans; of days before the last run's are refused")
    func days() throws {
        let database = try SmallPlatform.paying()
        #expect(try database.remit("payouts", "plan", "--as-of", "2026-05-01").status == 0)
        let early = try database.remit("payouts", "run", "--as-of", "2026-04-03")
        #expect(early.status == 65)
        #expect(
            early.complaint
                == "remit: \"2026-04-03\" is after today, 2026-04-02; only `payouts plan` looks ahead: choose today or an earlier day"
        )
        #expect(try database.remit("payouts", "run", "--as-of", Self.day).status == 0)
        for command in ["plan", "run"] {
            let late = try database.remit("payouts", command, "--as-of", "2026-04-01")
            #expect(late.status == 65)
            #expect(
                late.complaint
                    == "remit: \"2026-04-01\" is before 2026-04-02, the day of the last run that was applied; choose that day or a later one"
            )
        }
        #expect(try database.remit("payouts", "run", "--as-of", "yesterday").status == 64)
    }

    @Test("show nothing of an account but its last four characters, nowhere")
    func accounts() throws {
        let database = try SmallPlatform.paying()
        var said = ""
        for arguments in [["--json"], ["--csv"], []] {
            let plan = try Remit.run(
                ["payouts", "plan", "--as-of", Self.day] + arguments, database: database.url, now: SmallPlatform.now,
                environment: ["REMIT_POLICY": TestPolicy.standard])
            said += plan.output + plan.errors
        }
        let run = try database.remit("payouts", "run", "--as-of", Self.day)
        said += run.output + run.errors
        for arguments in [["payouts", "list"], ["payouts", "list", "--json"], ["export", "payouts"]] {
            said += try Remit.run(
                arguments, database: database.url, now: SmallPlatform.now,
                environment: ["REMIT_POLICY": TestPolicy.standard]
            ).output
        }
        said += try database.sql("SELECT text FROM settlement.payout_plans")
        #expect(!said.contains("secret") && !said.contains("DE02") && !said.contains("Hidden"))
        #expect(said.contains("bank_transfer …2051"))
        let kept = try database.sql(
            "SELECT payout_details->>'iban', payout_details->>'name' FROM payouts WHERE payout_method = 'bank_transfer'"
        )
        #expect(kept == "DE02120300000000202051|Hidden Name")
    }

    @Test("are applied the same where statuses and methods are enums, and times have a zone")
    func enums() throws {
        let (plain, other) = (try SmallPlatform.paying(), try SmallPlatform.paying())
        try other.sql(
            """
            CREATE TYPE state AS ENUM ('pending', 'processing', 'completed', 'failed');
            CREATE TYPE method AS ENUM ('bank_transfer', 'paypal', 'wise', 'aba');
            SELECT settlement.unguard_payouts();
            ALTER TABLE payouts ALTER status DROP DEFAULT;
            ALTER TABLE payouts ALTER status TYPE state USING status::state, ALTER payout_method TYPE method USING NULL,
                ALTER requested_at TYPE timestamptz, ALTER processed_at TYPE timestamptz;
            SELECT settlement.guard_payouts();
            """)
        for database in [plain, other] {
            let run = try database.remit("payouts", "run", "--as-of", Self.day)
            #expect(run.status == 0, "\(run.errors)")
        }
        #expect(try other.remit("export", "payouts").output == plain.remit("export", "payouts").output)
    }

    @Test("of a column that cannot be read name it")
    func columns() throws {
        let database = try SmallPlatform.paying()
        try database.sql("ALTER TABLE creator_payment_settings ALTER COLUMN payout_details TYPE text")
        let plan = try database.remit("payouts", "plan", "--as-of", Self.day)
        #expect(plan.status == 78)
        #expect(plan.complaint.contains("public.creator_payment_settings.payout_details is text, not jsonb"))
    }

    @Test("list pays heed to status and age")
    func list() throws {
        let database = try SmallPlatform.paying()
        #expect(try database.remit("payouts", "list").output == "no payouts\n")
        _ = try database.remit("payouts", "run", "--as-of", Self.day)
        let later = try database.remit("payouts", "list", "--status", "pending", now: "2026-04-05T12:00:00Z")
        let lines = later.output.split(separator: "\n")
        #expect(lines.count == 7)
        #expect(lines.dropFirst().allSatisfy { $0.hasSuffix("pending  3 days") })
        #expect(try database.remit("payouts", "list", "--status", "failed").output == "no payouts\n")
    }
}
