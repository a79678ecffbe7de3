import PostgresClient
import TestServer
import Testing

/// What the database itself refuses about payouts, whoever asks.
@Suite("Guards of payouts")
struct PayoutGuardTests {
    private static let columns = "(id, user_id, amount_cents, currency, status, requested_at)"

    private func insert(_ amount: String, _ status: String = "completed", at: String = "2026-04-02") -> String {
        """
        INSERT INTO payouts \(Self.columns) VALUES (gen_random_uuid(), \(SmallPlatform.creator(1)), \(amount), 'USD',
            '\(status)', '\(at)')
        """
    }

    private func balance(_ database: TestDatabase) throws -> Int64 {
        let sum = try database.sql(
            "SELECT sum(creator_cents) FROM settlement.lines WHERE payable AND creator_id = \(SmallPlatform.creator(1))"
        )
        return try #require(Int64(sum))
    }

    @Test("requests of any amount pass, and payouts of before genesis")
    func letThrough() throws {
        let database = try SmallPlatform.paying()
        try database.sql(insert("2000000000", "pending"))
        try database.sql(insert("2000000000", at: "2025-12-31"))
        try database.sql("UPDATE payouts SET amount_cents = 1 WHERE status = 'pending'")
        try database.sql("UPDATE payouts SET status = 'failed' WHERE status = 'pending'")
        try database.sql("DELETE FROM payouts")
    }

    @Test("a hand-written payout passes up to the balance, and not a cent above it, in any status")
    func balance() throws {
        let database = try SmallPlatform.paying()
        let balance = try balance(database)
        for status in ["completed", "processing", "paid somehow"] {
            let refusal = database.refusal(of: insert("\(balance + 1)", status))
            #expect(
                refusal?.contains("would be paid \(balance + 1) USD, which is more than the balance of \(balance)")
                    == true)
        }
        try database.sql(insert("\(balance - 1)"))
        #expect(database.refusal(of: insert("2"))?.contains("more than the balance") == true)
        try database.sql(insert("1"))
        #expect(database.refusal(of: insert("1"))?.contains("more than the balance") == true)
        let raise = "UPDATE payouts SET amount_cents = amount_cents + 1 WHERE status = 'completed'"
        #expect(database.refusal(of: raise)?.contains("more than the balance") == true)
        #expect(database.refusal(of: insert("-5"))?.contains("below 0") == true)
        for (lowered, words) in [
            ("amount_cents = -1000000", "it takes from a balance"),
            ("from_sales_cents = -5, from_donations_cents = 5", "below 0"),
        ] {
            let lower = "UPDATE payouts SET \(lowered) WHERE status = 'completed'"
            #expect(database.refusal(of: lower)?.contains(words) == true)
        }
        let timeless = insert("5").replacing("'2026-04-02'", with: "NULL")
        #expect(database.refusal(of: timeless)?.contains("no time of its request") == true)
    }

    @Test(
        "two at once cannot take the same balance, at either isolation",
        arguments: ["READ COMMITTED", "REPEATABLE READ"])
    func twoAtOnce(isolation: String) throws {
        let database = try SmallPlatform.paying()
        let balance = try balance(database)
        let first = try Connection(ConnectionParameters(database.url))
        let second = try Connection(ConnectionParameters(database.url))
        for connection in [first, second] {
            try connection.executeScript("BEGIN ISOLATION LEVEL \(isolation)")
            _ = try connection.query("SELECT count(*)::int8 FROM payouts") { _ in }
        }
        try first.executeScript(insert("\(balance)"))
        let waiting = try Psql.start(insert("\(balance)"), on: database.url)
        try first.executeScript("COMMIT")
        #expect(waiting.wait().errors.contains("more than the balance"))
        let refused = #expect(throws: PostgresError.self) { try second.executeScript(self.insert("\(balance)")) }
        #expect(refused?.sqlState == (isolation == "READ COMMITTED" ? .checkViolation : .serializationFailure))
        #expect(try database.sql(TestDatabase.overdrawn) == "")
    }

    @Test("what was accepted cannot be changed or deleted, and takes no other steps than those of R11.5")
    func accepted() throws {
        let database = try SmallPlatform.paying()
        #expect(try database.remit("payouts", "run", "--as-of", SmallPlatform.payday).status == 0)
        let changes = [
            "amount_cents = 1", "from_sales_cents = 0", "payout_method = 'aba'", "payout_details = '{}'",
            "user_id = NULL",
            "requested_at = now()", "currency = 'EUR'", "id = gen_random_uuid()",
        ]
        for change in changes {
            let refusal = database.refusal(of: "UPDATE payouts SET \(change)")
            #expect(
                refusal?.contains("is refused: it was accepted as it is") == true, "\(change): \(refusal ?? "passed")")
            #expect(refusal?.contains("example.org") == false)
        }
        #expect(database.refusal(of: "DELETE FROM payouts")?.contains("refused to be deleted") == true)
        #expect(database.refusal(of: "TRUNCATE payouts")?.contains("payouts were accepted") == true)
        for status in ["processing", "completed", "failed", "cancelled"] {
            let refusal = database.refusal(of: "UPDATE payouts SET status = '\(status)'")
            #expect(refusal?.contains("is refused to go from pending to \(status)") == true, "\(refusal ?? "passed")")
        }
        try database.sql("UPDATE payouts SET processed_at = now()")
    }

    @Test("a request that a run has refused keeps its row, so that its id is not used for another")
    func refused() throws {
        let database = try SmallPlatform.paying()
        try database.sql(insert("2000000000", "pending"))
        let run = try database.remit("payouts", "run", "--as-of", "2026-04-02")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try database.sql("SELECT count(*) FROM settlement.payout_refusals") == "1")
        let delete = "DELETE FROM payouts WHERE status = 'failed'"
        #expect(database.refusal(of: delete)?.contains("a run has answered it") == true)
    }

    @Test("a file takes each payout once, and answers lead where R11.5 lets them")
    func steps() throws {
        let database = try SmallPlatform.paying()
        #expect(try database.remit("payouts", "run", "--as-of", SmallPlatform.payday).status == 0)
        let export = """
            SELECT settlement.export_batch(gen_random_uuid(), 'csv', 'paypal', 'USD', 'file.csv', repeat('a', 64),
                jsonb_agg(jsonb_build_object('id', id, 'short_id', substr(id::text, 1, 30))), '2026-04-02')
            FROM settlement.payouts WHERE payout_method = 'paypal'
            """
        try database.sql(export)
        #expect(database.refusal(of: export)?.contains("duplicate key") == true)
        let id = try database.sql("SELECT min(id::text) FROM payouts WHERE status = 'processing'")
        func answer(_ status: String) throws -> String {
            try database.sql("SELECT settlement.confirm_payout('\(id)', '\(status)', '', 'B-1', '2026-04-03')")
        }
        #expect(try answer("unknown") == "f")
        #expect(try answer("completed") == "t")
        #expect(try answer("completed") == "f")
        #expect(try answer("failed") == "t")
        #expect(try answer("failed") == "f")
        #expect(
            database.refusal(of: "SELECT settlement.confirm_payout('\(id)', 'completed', '', '', now()::timestamp)")
                != nil)
        #expect(
            try database.sql("SELECT reason FROM settlement.payout_answers WHERE payout_id = '\(id)'") == "returned")
        #expect(
            try database.sql(
                "SELECT string_agg(status, ' ' ORDER BY step) FROM settlement.payout_steps WHERE payout_id = '\(id)'")
                == "pending processing unknown completed failed")
        #expect(
            database.refusal(of: "UPDATE settlement.payout_steps SET reason = ''")?.contains("is only added to") == true
        )
    }

    @Test("are left away and put back on demand, by the owner alone")
    func optingOut() throws {
        let database = try TestDatabase()
        try database.sql(try SmallPlatform.schema())
        let count =
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'public.payouts'::regclass AND tgname LIKE 'remit_%'"
        #expect(try database.remit("migrate", "--no-payout-guards").status == 0)
        #expect(try database.sql(count) == "0")
        #expect(try database.remit("migrate", "--payout-guards").status == 0)
        #expect(try database.sql(count) == "4")
        let settler = try TestRole.settler(in: database)
        for name in ["unguard", "guard"] {
            #expect(
                database.refusal(of: "SELECT settlement.\(name)_payouts()", as: settler)?.contains("must be owner")
                    == true)
        }
        #expect(try database.remit("migrate", "--no-payout-guards").status == 0)
        #expect(try database.sql(count) == "0")
    }

    @Test(
        "a role that settles pays, and reads no more of the ledger's key than it needs; the platform's role reads answers alone"
    )
    func roles() throws {
        let database = try SmallPlatform.paying()
        let (settler, application) = (try TestRole.settler(in: database), try TestRole.make(in: database))
        #expect(try database.remit("migrate", "--application", application).status == 0)
        try database.sql(insert("2000000000", "pending", at: "2026-03-01"))
        let run = try database.remit("payouts", "run", "--as-of", SmallPlatform.payday, user: settler)
        #expect(run.status == 0, "\(run.errors)")
        let answers = "SELECT answer, reason FROM settlement.payout_answers WHERE answer = 'refused'"
        #expect(try Psql.run(answers, on: database.url(as: application)) == "refused|not_covered")
        for table in ["payouts", "payout_key", "payout_plans"] {
            let refusal = database.refusal(of: "SELECT * FROM settlement.\(table)", as: application)
            #expect(refusal?.contains("permission denied") == true)
        }
        let write = "UPDATE payouts SET status = 'failed'"
        #expect(database.refusal(of: write, as: settler)?.contains("permission denied") == true)
    }
}
