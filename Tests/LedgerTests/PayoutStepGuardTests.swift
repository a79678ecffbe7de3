import TestServer
import Testing

/// That a payout which was handed out goes nowhere without a recorded answer (R11.5), so that its money is never paid again.
@Suite("Steps of payouts need a record")
struct PayoutStepGuardTests {
    /// Hands out what goes to PayPal.
    private static let export = """
        SELECT settlement.export_batch(gen_random_uuid(), 'csv', 'paypal', 'USD', 'file.csv', repeat('a', 64),
            jsonb_agg(jsonb_build_object('id', id, 'short_id', substr(id::text, 1, 30))), '2026-04-02')
        FROM settlement.payouts WHERE payout_method = 'paypal'
        """

    /// A platform with payouts that are pending, or handed out, and a role that may write `payouts` as the platform does.
    private func platform(handedOut: Bool = true) throws -> (TestDatabase, application: String) {
        let database = try SmallPlatform.paying()
        let application = try TestRole.make(in: database)
        try database.sql("GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON payouts TO \(application)")
        let run = try database.remit("payouts", "run", "--as-of", SmallPlatform.payday)
        try #require(run.status == 0, "\(run.errors)")
        if handedOut {
            try database.sql(Self.export)
        }
        return (database, application)
    }

    private func answer(_ status: String, in database: TestDatabase) throws {
        try database.sql(
            """
            SELECT settlement.confirm_payout(id, '\(status)', '', '', '2026-04-03') FROM payouts
            WHERE status IN ('processing', 'completed')
            """)
    }

    @Test("by hand, by the platform or the owner, in any of the server's roles", arguments: [true, false])
    func byHand(isOwner: Bool) throws {
        let (database, application) = try platform()
        let user = isOwner ? nil : application
        let modes = isOwner ? ["", "SET session_replication_role = replica; "] : [""]
        for (from, steps) in [
            ("processing", ["completed", "failed", "pending", "lost"]),
            ("completed", ["failed", "processing", "pending"]),
            ("failed", ["completed", "processing", "pending"]),
        ] {
            for step in steps {
                for mode in modes {
                    let update = "\(mode)UPDATE payouts SET status = '\(step)' WHERE status = '\(from)'"
                    let refusal = database.refusal(of: update, as: user)
                    #expect(
                        refusal?.contains("is refused to go from \(from) to \(step)") == true, "\(refusal ?? "passed")")
                }
            }
            if from != "failed" { try answer(from == "processing" ? "completed" : "failed", in: database) }
        }
        for change in ["processed_at = NULL", "status = NULL", "amount_cents = 1"] {
            #expect(database.refusal(of: "UPDATE payouts SET \(change)", as: user) != nil, "\(change)")
        }
        for wiping in ["DELETE FROM payouts", "TRUNCATE payouts"] {
            #expect(database.refusal(of: wiping, as: user) != nil, "\(wiping)")
        }
    }

    @Test("and the money of one that was set failed by hand is not paid again")
    func notAgain() throws {
        let (database, application) = try platform()
        _ = database.refusal(of: "UPDATE payouts SET status = 'failed', processed_at = '2026-04-03'", as: application)
        let before = try database.sql("SELECT sum(amount_cents) FROM payouts WHERE status = 'processing'")
        let again = try database.remit("payouts", "run", "--as-of", "2026-04-10", now: "2026-04-10T12:00:00Z")
        #expect(again.status == 0, "\(again.errors)")
        let paid = """
            SELECT count(*) FROM payouts later JOIN payouts first USING (user_id, currency)
            WHERE first.status = 'processing' AND later.id <> first.id
            """
        #expect(try database.sql(paid) == "0")
        #expect(try database.sql("SELECT sum(amount_cents) FROM payouts WHERE status = 'processing'") == before)
    }

    @Test("to be handed out as well, and are not noted as unknown before that")
    func beforeExport() throws {
        let (database, application) = try platform(handedOut: false)
        let refusal = database.refusal(of: "UPDATE payouts SET status = 'processing'", as: application)
        #expect(refusal?.contains("is refused to go from pending to processing") == true, "\(refusal ?? "passed")")
        let unknown = "SELECT settlement.confirm_payout(id, 'unknown', '', '', '2026-04-03') FROM payouts"
        #expect(database.refusal(of: unknown)?.contains("is pending, and cannot become unknown") == true)
    }

    @Test(
        "so that a row which was changed while the guards were away is put right by what is recorded, but never from failed"
    )
    func repaired() throws {
        let (database, application) = try platform()
        for (status, isRepaired) in [("completed", true), ("pending", true), ("failed", false)] {
            try database.sql(
                """
                ALTER TABLE payouts DISABLE TRIGGER ALL; UPDATE payouts SET status = '\(status)' WHERE status = 'processing';
                SELECT settlement.guard_payouts()
                """)
            let wrong = database.refusal(of: "UPDATE payouts SET status = 'lost'", as: application)
            #expect(wrong?.contains("is refused to go from") == true, "\(wrong ?? "passed")")
            let right = "UPDATE payouts SET status = 'processing' WHERE payout_method = 'paypal'"
            #expect((database.refusal(of: right, as: application) == nil) == isRepaired, "\(status)")
        }
    }

    @Test("but not an accepted request that is withdrawn before it was handed out")
    func withdrawn() throws {
        let database = try SmallPlatform.paying()
        try database.sql(
            """
            INSERT INTO payouts (id, user_id, amount_cents, currency, status, requested_at)
            VALUES (gen_random_uuid(), \(SmallPlatform.creator(1)), 1500, 'USD', 'pending', '2026-04-01')
            """)
        #expect(try database.remit("payouts", "run", "--as-of", SmallPlatform.payday).status == 0)
        let handedOut = try SmallPlatform.copy(of: database)
        try handedOut.sql(Self.export)
        let withdraw = """
            UPDATE payouts SET status = 'failed', processed_at = '2026-04-03'
            WHERE id = (SELECT id FROM settlement.payouts WHERE origin = 'request')
            """
        #expect(database.refusal(of: withdraw) == nil)
        let copy = try SmallPlatform.copy(of: handedOut)
        try copy.sql(
            "ALTER TABLE payouts DISABLE TRIGGER ALL; UPDATE payouts SET status = 'pending'; SELECT settlement.guard_payouts()"
        )
        let late = copy.refusal(of: withdraw)
        #expect(late?.contains("is refused to go from pending to failed") == true, "\(late ?? "passed")")
        let back = database.refusal(of: withdraw.replacing("'failed'", with: "'pending'"))
        #expect(back?.contains("is refused to go from failed to pending") == true, "\(back ?? "passed")")
    }
}
