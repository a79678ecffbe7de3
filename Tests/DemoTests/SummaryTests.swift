import Foundation
import PostgresClient
import Sample
import TestServer
import Testing

@testable import Demo

@Suite("A demo's figures")
struct SummaryTests {
    private static func tiny() throws -> DemoSummary {
        let lived = try LivedPlatform.tiny()
        return try lived.summary()
    }

    @Test("add up, currency by currency, to the cent")
    func addUp() throws {
        let summary = try SummaryTests.tiny()
        #expect(summary.currencies.map(\.currency).contains("USD"))
        for one in summary.currencies {
            let comesIn = one.salesCents + one.donationsCents + one.revenueCents
            let goesOut =
                one.processingCents + one.platformCents + one.creatorsCents + one.directCents + one.carriedCents
            #expect(comesIn == goesOut, "\(one.currency)")
        }
    }

    @Test("are those of the exported datasets, added up by hand")
    func agreeWithDatasets() throws {
        let lived = try LivedPlatform.tiny()
        let dollars = try #require(try SummaryTests.tiny().currencies.first { $0.currency == "USD" })
        let lines = try dataset("lines", of: lived).filter { $0[6] == "USD" }
        let sales = lines.filter { $0[2] == "sales" }
        #expect(dollars.lines == Int64(lines.count))
        #expect(dollars.salesCents == sum(sales, 7))
        #expect(dollars.commissionCents == sum(sales, 7) - sum(sales, 10))
        #expect(dollars.donationsCents == sum(lines.filter { $0[2] == "donations" }, 7))
        #expect(dollars.processingCents == sum(lines, 8))
        #expect(dollars.creatorsCents == sum(lines.filter { $0[11] == "true" }, 10))
        #expect(dollars.directCents == sum(lines.filter { $0[11] == "false" }, 10))
        let pools = try dataset("pools", of: lived).filter { $0[1] == "USD" }
        #expect(dollars.revenueCents == sum(pools, 3) && dollars.poolCents == sum(pools, 3) - sum(pools, 5))
        #expect(dollars.poolCents - dollars.carriedCents == sum(lines.filter { $0[1] == "pool" }, 10))
    }

    @Test("count the rows that closes reported, and those that the last one left open")
    func exceptions() throws {
        let lived = try LivedPlatform.tiny()
        let exported = try dataset("exceptions", of: lived)
        let last = "\(try #require(lived.platform.months.last))"
        for figures in try SummaryTests.tiny().exceptions {
            let rows = exported.filter { $0[1] == figures.code }
            #expect(figures.rows == Int64(Set(rows.map { $0[2] + $0[3] }).count), "\(figures.code)")
            #expect(figures.isWarning == (rows[0][4] == "warning"))
            // Of warnings, only a pending donation stays open (R12).
            let open = figures.isWarning && figures.code != "donation_pending" ? [] : rows.filter { $0[0] == last }
            #expect(figures.open == Int64(open.count), "\(figures.code)")
        }
    }

    @Test("name the best earner of the last month, a bundle purchase and a reversed one")
    func examples() throws {
        let lived = try LivedPlatform.tiny()
        let examples = try SummaryTests.tiny().examples
        #expect(examples.period == "2025-04")
        var earned: [String: Int64] = [:]
        let lines = try dataset("lines", of: lived)
        for line in lines where line[0] == "2025-04" && line[6] == "USD" && line[11] == "true" && line[5] != "" {
            earned[line[5], default: 0] += Int64(line[10]) ?? 0
        }
        let creator = try #require(examples.creator)
        #expect(earned[creator] == earned.values.max())
        #expect(lines.contains { $0[1] == "bundle" && $0[3] == examples.bundlePurchase })
        #expect(lines.contains { $0[1] == "reversal" && $0[2] == "sales" && $0[3] == examples.reversedPurchase })
    }

    private func sum(_ rows: [[String]], _ column: Int) -> Int64 {
        rows.reduce(0) { $0 + (Int64($1[column]) ?? 0) }
    }

    private func dataset(_ name: String, of lived: LivedPlatform) throws -> [[String]] {
        let exported = try Remit.run(["export", name], database: lived.database.url)
        #expect(exported.status == 0, "\(exported.errors)")
        return exported.output.split(separator: "\n").dropFirst().map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
