import Money
import Settlement
import Testing

/// The state that everybody ends a run in, the engine's own payout, and the next date (R11.1, R11.6).
@Suite("Outcomes of a payout run")
struct OutcomeTests {
    private let january = PayoutStory((.sales, "2026-02-01", 2_700), (.donations, "2026-02-01", 710))

    @Test("are on hold until 30 days have passed, and paid on that day, all of it")
    func hold() throws {
        #expect(try january.outcome("2026-03-02")?.text == "on_hold 3410 - 2026-03-03")
        #expect(try january.run("2026-03-02").isEmpty)
        let payout = try january.run("2026-03-03").payout
        #expect(payout?.parts.text == "2700 + 710 + 0")
        #expect(payout?.account.description == "paypal ….org")
        #expect(try january.outcome("2026-03-03")?.text == "paid 3410 - -")
    }

    @Test(
        "are below the minimum by a cent, paid at it",
        arguments: [(999, "below_minimum 999 - -"), (1_000, "paid 1000 - -")])
    func minimum(cents: Int64, outcome: String) throws {
        let story = PayoutStory((.sales, "2026-02-01", cents))
        #expect(try story.outcome("2026-03-03")?.text == outcome)
    }

    @Test("are a deficit below 0, and nothing due at 0, also where only a direct donation was given")
    func nothing() throws {
        #expect(try PayoutStory((.sales, "2026-02-01", -1)).outcome("2026-03-03")?.text == "in_deficit -1 - -")
        #expect(try PayoutStory().outcome("2026-03-03")?.text == "nothing_due 0 - -")
        let returned = PayoutStory((.sales, "2026-02-01", 1_800), (.sales, "2026-02-01", -1_800))
        #expect(try returned.outcome("2026-03-03")?.text == "nothing_due 0 - -")
    }

    @Test("are none for somebody without a line")
    func noLines() throws {
        let story = january.with { $0.standing.hasLines = false }
        #expect(try story.outcome("2026-03-03") == nil)
    }

    @Test("say that there is no account once enough is available, and report it")
    func noAccount() throws {
        let story = january.with { $0.standing.settings = nil }
        #expect(try story.outcome("2026-03-02")?.text == "on_hold 3410 - 2026-03-03")
        #expect(try story.outcome("2026-03-03")?.text == "no_payout_details 3410 - -")
        let (early, due) = (story.rules("2026-03-02"), story.rules("2026-03-03"))
        #expect(try early.faults(of: story.standing).isEmpty)
        let faults = try due.faults(of: story.standing)
        #expect(
            faults.map { "\($0.code.rawValue) \($0.table) \($0.row.low) \($0.isWarning)" } == [
                "no_payout_details users 2 true"
            ])
        #expect(
            faults.map(\.message) == [
                "enough of USD is available to be paid, but there are no settings with a method and an account in full; "
                    + "the balance stays: ask the creator to fill them in"
            ])
    }

    @Test("have as next date that of the oldest waiting request")
    func waitingRequest() throws {
        let story = PayoutStory((.sales, "2026-02-01", 5_400), (.sales, "2026-03-01", 4_500)).with {
            $0.ask(6_000, on: "2026-02-20", number: 1)
            $0.ask(9_900, on: "2026-02-21", number: 2)
        }
        #expect(try story.outcome("2026-03-03")?.text == "on_hold 9900 - 2026-03-31")
    }

    @Test("have as next date one that an entry with a shorter hold brings")
    func shorterHold() throws {
        let story = january.with {
            var entry = PolicyEntry.standard
            entry.effective = Period("2026-03")!
            entry.payouts.holdDays = 7
            $0.policy.entries.append(entry)
        }
        #expect(try story.outcome("2026-02-10")?.text == "on_hold 3410 - 2026-03-01")
    }

    @Test(
        "have as next date one by the smallest payout of that day's month",
        arguments: [(4_000, "2026-03-06"), (3_410, "2026-04-01")])
    func laterMinimum(minimum: Int64, next: String) throws {
        // 60 days of hold until March has ended, 30 from April on: 3410 is available on 2026-04-01, if that is enough then.
        let story = january.with {
            var entry = PolicyEntry.standard
            entry.effective = Period("2026-04")!
            entry.payouts.minimum[.usd] = minimum
            $0.policy.entries[0].payouts.holdDays = 60
            $0.policy.entries.append(entry)
        }
        #expect(try story.outcome("2026-03-05")?.text == "on_hold 3410 - \(next)")
    }

    @Test("have the day after as next date where none is known, or where the day was paid on")
    func unknownDate() throws {
        let asking = january.with { $0.ask(9_999) }
        #expect(try asking.rules("2026-02-10").outcome(of: asking.standing)?.text == "on_hold 3410 - 2026-02-11")
        // A request that came after the day's payout is not looked at, so it does not wait: the smallest payout counts.
        let paid = asking.with { $0.standing.hasPayoutOfDay = true }
        #expect(try paid.outcome("2026-02-10")?.text == "on_hold 3410 - 2026-03-03")
    }

    @Test("work a deficit of one bucket off from the others, in the order of R11.2")
    func deficitInside() throws {
        let story = PayoutStory(
            (.sales, "2026-02-01", 2_000), (.donations, "2026-02-01", -700), (.subscriptions, "2026-02-01", 500))
        let payout = try story.run("2026-03-03").payout
        #expect(payout?.parts.text == "1800 + 0 + 0")
    }

    @Test("pay as much as 32 bits hold, and leave the rest for the next date")
    func largest() throws {
        let story = PayoutStory((.sales, "2026-02-01", 2_147_483_647), (.subscriptions, "2026-02-01", 5_000))
        let decision = try story.run("2026-03-03")
        #expect(decision.payout?.cents == 2_147_483_647)
        #expect(decision.payout?.parts.text == "2147483647 + 0 + 0")
        #expect(try story.rules("2026-03-03").balance(of: decision.after).whole.text == "0 + 0 + 5000")
    }

    @Test("pay nothing that held deficits, or payouts made elsewhere after the day, take from the balance")
    func neverAboveTheBalance() throws {
        let held = PayoutStory((.sales, "2026-02-01", 3_000), (.sales, "2026-03-01", -500))
        #expect(try held.run("2026-03-03").payout?.cents == 2_500)
        let elsewhere = january.with { $0.standing.takenLater = 2_000 }
        #expect(try elsewhere.run("2026-03-03").payout?.cents == 1_410)
        #expect(try elsewhere.run("2026-03-03").payout?.parts.text == "1410 + 0 + 0")
        let most = january.with { $0.standing.takenLater = 3_000 }
        #expect(try most.run("2026-03-03").isEmpty)
        let beside = PayoutStory((.sales, "2026-02-01", 3_000), (.sales, "2026-03-01", 500)).with {
            $0.standing.takenLater = 400
        }
        #expect(try beside.run("2026-03-03").payout?.cents == 2_600, "what is held does not stand in for what is gone")
        #expect(try most.outcome("2026-02-10")?.text == "on_hold 3410 - 2026-03-03")
    }

    @Test("count what earlier payouts took, and report parts that do not add up")
    func earlierPayouts() throws {
        let story = january.with {
            $0.standing.taken = BucketAmounts(sales: 700, donations: 710, subscriptions: 0)
            $0.standing.faultyParts = [.source]
        }
        #expect(try story.run("2026-03-03").payout?.parts.text == "2000 + 0 + 0")
        #expect(try story.rules("2026-03-03").faults(of: story.standing).map(\.code) == [.payoutParts])
    }

    @Test("refuse amounts that leave 64 bits")
    func overflow() {
        let story = PayoutStory((.sales, "2026-02-01", Int64.max), (.sales, "2026-02-01", 1))
        #expect(throws: MoneyError.overflow("a sum of amounts")) { try story.run("2026-03-03") }
    }
}
