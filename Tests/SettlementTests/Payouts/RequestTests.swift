import Money
import Settlement
import Testing

/// The creators' own requests (R11.1).
@Suite("Payout requests")
struct RequestTests {
    /// 54.00 available on 2026-03-03, 45.00 held until 2026-03-31.
    private let story = PayoutStory((.sales, "2026-02-01", 5_400), (.sales, "2026-03-01", 4_500))

    @Test("are looked at oldest first: refused, accepted or left waiting, and a waiting one keeps the rest back")
    func inOrder() throws {
        let asking = story.with {
            $0.ask(1_000, on: "2026-02-25", number: 6)
            $0.ask(4_000, on: "2026-02-24", number: 5)
            $0.ask(1_500, on: "2026-02-23", method: "wise", number: 4)
            $0.ask(999, on: "2026-02-22", number: 3)
            $0.ask(2_000, on: "2026-02-21", number: 2)
            $0.ask(20_000, on: "2026-02-20", number: 1)
        }
        let decision = try asking.run("2026-03-03")
        #expect(
            decision.refused.map { "\($0.request.id.low) \($0.reason.rawValue)" } == [
                "1 not_covered", "3 below_minimum", "4 no_payout_details",
            ])
        #expect(
            decision.accepted.map { "\($0.request.id.low): \($0.parts.text)" } == [
                "2: 2000 + 0 + 0", "6: 1000 + 0 + 0",
            ])
        #expect(decision.payout == nil)
        #expect(decision.after.requests.map(\.id.low) == [5])
        #expect(try asking.outcome("2026-03-03")?.text == "requested_paid 3000 not_covered -")
    }

    @Test("of the same moment go by id")
    func sameMoment() throws {
        let asking = story.with {
            $0.ask(5_000, number: 9)
            $0.ask(5_400, number: 8)
        }
        let decision = try asking.run("2026-03-03")
        #expect(decision.accepted.map(\.request.id.low) == [8])
        #expect(decision.refused.map(\.reason) == [.notCovered])
    }

    @Test("for all of the balance are covered, for a cent more are not", arguments: [(9_900, true), (9_901, false)])
    func covered(cents: Int64, isCovered: Bool) throws {
        let decision = try story.with { $0.ask(cents) }.run("2026-03-03")
        #expect(decision.refused.map(\.reason) == (isCovered ? [] : [.notCovered]))
        #expect(decision.after.requests.count == (isCovered ? 1 : 0))
    }

    @Test("for what is available are accepted, for a cent more wait", arguments: [(5_400, true), (5_401, false)])
    func waits(cents: Int64, isAccepted: Bool) throws {
        let decision = try story.with { $0.ask(cents) }.run("2026-03-03")
        #expect(decision.accepted.count == (isAccepted ? 1 : 0))
    }

    @Test("of nothing or less are below any minimum, even one of 0", arguments: [0, -5])
    func nothing(cents: Int64) throws {
        let free = story.with {
            $0.policy.entries[0].payouts.minimum[.usd] = 0
            $0.ask(cents)
        }
        #expect(try free.run("2026-03-03").refused.map(\.reason) == [.belowMinimum])
    }

    @Test("go by their own method, or else the preferred one; one that is not known or blank pays nobody")
    func method() throws {
        let settings = PayeeSettings(
            preferredMethod: "bank", abaAccount: "000111222", iban: "DE02120300000000202051", name: "One")
        func account(_ own: String?) throws -> String? {
            let decision = try story.with {
                $0.standing.settings = settings
                $0.ask(1_000, method: own)
            }.run("2026-03-03")
            return decision.accepted.first?.account.description
        }
        #expect(try account(nil) == "bank_transfer …2051")
        #expect(try account("aba") == "aba …1222")
        for other in ["bank", "", "cheque", "paypal"] { #expect(try account(other) == nil) }
    }

    @Test("in a currency that is not settled stay, and are told")
    func unsettled() throws {
        var asking = story.with { $0.ask(1_000) }
        asking.standing.currency = .riel
        let decision = try asking.run("2026-03-03")
        #expect(decision.isEmpty)
        let faults = try asking.rules("2026-03-03").faults(of: decision.after)
        #expect(faults.map(\.code) == [.currencyNotSettled])
        #expect(faults.map(\.isWarning) == [false])
        #expect(
            faults.map(\.message) == [
                "the request is in \"KHR\", which the policy gives no smallest payout; it stays pending: give the currency "
                    + "terms, or ask for another one"
            ])
    }

    @Test("are not looked at once the engine's payout of the day exists, even if it failed")
    func paidToday() throws {
        let asking = story.with {
            $0.standing.hasPayoutOfDay = true
            $0.ask(1_000)
        }
        #expect(try asking.run("2026-03-03").isEmpty)
        #expect(try asking.outcome("2026-03-03")?.text == "on_hold 9900 - 2026-03-04")
    }
}
