import Foundation
import Sample
import Settlement
import TestServer
import Testing

@testable import Demo

@Suite("A sample platform's paying")
struct PayingTests {
    /// The rows of a dataset about payouts, by the built command.
    private func rows(_ dataset: String, asOf day: String?) throws -> [[String]] {
        let lived = try LivedPlatform.paid()
        let policy = "/tmp/remit-paid-policy-\(UUID().uuidString).yaml"
        try lived.platform.policy.write(toFile: policy, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: policy) }
        let exported = try Remit.run(
            ["export", dataset, "--quiet"] + (day.map { ["--as-of", $0] } ?? []), database: lived.database.url,
            environment: ["REMIT_POLICY": policy])
        #expect(exported.status == 0, "\(exported.errors)")
        return exported.output.split(separator: "\n").dropFirst().map { row in
            row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    @Test("adds up in every currency: what was earned is paid, on its way or owed, to the cent (R13)")
    func addsUp() throws {
        let summary = try LivedPlatform.paid().summary()
        let owed = try rows("balances", asOf: "2025-08-08")
        #expect(Set(owed.map { $0[1] }).isSubset(of: Set(summary.balances.map(\.currency)).union(["THB"])))
        for one in summary.balances {
            let comesIn = one.openingCents + one.earnedCents + one.reversedCents + one.adjustedCents
            #expect(comesIn == one.paidCents + one.inFlightCents + one.owedCents, "\(one)")
            let exported = owed.filter { $0[1] == one.currency }.flatMap { $0[2...4] }.compactMap { Int64($0) }
            #expect(one.owedCents == exported.reduce(0, +), "\(one.currency)")
        }
        let dollars = try #require(summary.balances.first { $0.currency == "USD" })
        #expect(dollars.openingCents == 120_00 + 45_50 + 80_25)
        #expect(dollars.paidCents > 0 && dollars.inFlightCents > 0 && dollars.owedCents > 0)
        #expect(dollars.reversedCents < 0 && dollars.adjustedCents < 0)
    }

    @Test("leaves everybody in one state, as the last run's own outcomes say (R11.6)")
    func states() throws {
        let payouts = try LivedPlatform.paid().summary().payouts
        #expect(payouts.runs == 7 && payouts.lastRun == "2025-08-05")
        let states = try rows("outcomes", asOf: "2025-08-05").map { $0[2] }
        #expect(payouts.states.reduce(0) { $0 + $1.count } == states.count && states.count > 30)
        for state in payouts.states {
            #expect(state.count == states.count { $0 == state.name }, "\(state)")
        }
        #expect(payouts.states.contains { $0.name == "paid" && $0.count > 5 })
    }

    @Test("has payouts that fail and one that comes back, each paid again by the next run under a new id")
    func failures() throws {
        let lived = try LivedPlatform.paid()
        let summary = try lived.summary()
        #expect(summary.payouts.failed >= 2 && summary.payouts.returned == 1)
        #expect(summary.payouts.paidAgain == summary.payouts.failed + summary.payouts.returned)
        let (failed, again) = try (
            #require(summary.examples.failedPayout), #require(summary.examples.payoutAgain)
        )
        let found = try lived.database.sql(
            """
            SELECT failed.status, later.status <> 'failed', later.amount_cents >= failed.amount_cents,
                   later.requested_at - failed.requested_at < interval '32 days'
            FROM payouts failed JOIN payouts later USING (user_id, currency)
            WHERE failed.id = '\(failed)' AND later.id = '\(again)'
            """)
        #expect(found == "failed|t|t|t")
    }

    @Test("has a creator below 0 by a fine, who is paid nothing until later earnings have worked it off")
    func deficit() throws {
        let lived = try LivedPlatform.paid()
        let payouts = try lived.summary().payouts
        #expect(payouts.deficits >= 1 && payouts.workedOff >= 1 && payouts.workedOff <= payouts.deficits)
        let fined = try #require(
            try lived.lines("SELECT creator_id FROM settlement.lines WHERE kind = 'a' AND creator_cents < 0").first)
        let states = try lived.lines(
            """
            SELECT split_part(line, ',', 4) FROM settlement.payout_runs JOIN settlement.payout_plans ON hash = plan_hash,
                regexp_split_to_table(text, E'\\n') line WHERE line LIKE 'state,\(fined),USD,%' ORDER BY run
            """)
        let first = try #require(states.firstIndex(of: "in_deficit"))
        #expect(first >= 3 && states[..<first].contains("paid"), "\(states)")
        #expect(states[first...].contains { $0 != "in_deficit" }, "\(states)")
    }

    @Test("refuses requests with a reason that the application can show, and accepts others")
    func requests() throws {
        let payouts = try LivedPlatform.paid().summary().payouts
        #expect(Set(payouts.refused.map(\.name)) == ["not_covered", "below_minimum", "no_payout_details"])
        #expect(payouts.requests > 0)
        let refused = try rows("payouts", asOf: nil).filter { $0[10] == "request" && $0[8] == "failed" }
        #expect(Int64(refused.count { $0[4] == "" }) == payouts.refused.reduce(0) { $0 + $1.count })
        #expect(refused.allSatisfy { !$0[11].isEmpty })
    }

    @Test("leaves its files for their owner alone: what went out, what came back, what was put in by hand")
    func files() throws {
        let folder = try #require(try LivedPlatform.paid().payouts)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names.filter { $0.hasPrefix("answers-") }.count == 7)
        #expect(names.contains("opening.csv") && names.contains("adjustments-2025-03.csv"))
        #expect(names.contains { $0.hasPrefix("csv-paypal-USD-") } && !names.contains { $0.hasSuffix(".partial") })
        for name in names {
            let mode = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.posixPermissions] as? Int
            #expect(mode == 0o600, "\(name)")
        }
    }

    @Test("is the same for the same seed: the same payouts and the same files, to the byte")
    func sameSeed() throws {
        let first = try LivedPlatform.paid()
        let second = try LivedPlatform(first.platform.options, paying: true)
        let payouts = "SELECT * FROM payouts ORDER BY id"
        #expect(try second.lines(payouts) == first.lines(payouts))
        let folders = try [#require(first.payouts), #require(second.payouts)]
        let names = try folders.map { try FileManager.default.contentsOfDirectory(atPath: $0).sorted() }
        #expect(names[0] == names[1])
        for name in names[0] {
            #expect(
                FileManager.default.contents(atPath: "\(folders[0])/\(name)")
                    == FileManager.default.contents(atPath: "\(folders[1])/\(name)"), "\(name)")
        }
    }

    @Test("closes the months to the same books whoever is paid: paying changes balances, not lines")
    func sameBooks() throws {
        let lines =
            "SELECT count(*), sum(creator_cents) FROM settlement.lines WHERE kind NOT IN ('a', 'n') AND currency = 'USD'"
        let paid = try LivedPlatform.paid()
        #expect(try LivedPlatform(paid.platform.options).lines(lines) == paid.lines(lines))
    }
}
