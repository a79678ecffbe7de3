import Foundation
import TestServer
import Testing

/// An archive shows what the ledger had recorded by the end of its day, and nothing that came later.
@Suite("An archive made again") struct ArchiveSamenessTests {
    @Test("weeks later has the same members, to the byte, whatever was closed, paid, answered and changed in between")
    func sameTwice() throws {
        let platform = try ArchivedPlatform()
        var first = [
            try platform.archive("2026-03", to: "march", now: "2026-04-03T09:00:00Z"),
            try platform.archive("2026-01", to: "january", now: "2026-04-03T09:00:00Z"),
        ]
        try platform.april()
        first += [
            try platform.archive("2026-03", asOf: "2026-04-05", to: "5th", now: "2026-04-21T09:00:00Z"),
            try platform.archive("2026-03", asOf: "2026-04-10", to: "10th", now: "2026-04-21T09:00:00Z"),
        ]
        try platform.may()
        let again = [
            try platform.archive("2026-03", to: "march again", now: "2026-06-01T09:00:00Z"),
            try platform.archive("2026-01", to: "january again", now: "2026-06-01T09:00:00Z"),
            try platform.archive("2026-03", asOf: "2026-04-05", to: "5th again", now: "2026-06-01T09:00:00Z"),
            try platform.archive("2026-03", asOf: "2026-04-10", to: "10th again", now: "2026-06-01T09:00:00Z"),
        ]
        for (before, after) in zip(first, again) {
            let bytes = try [before, after].map { try Data(contentsOf: URL(filePath: $0)) }
            #expect(bytes[0] == bytes[1], "\(before)")
            let names = try Archives.run("list", before).output.split(separator: "\n").dropFirst()
                .map { String($0.split(separator: " ")[1]) }
            #expect(names.contains("reports/exceptions.html") && names.contains { $0.hasPrefix("statements/") })
            for name in names where bytes[0] != bytes[1] {
                #expect(try Archives.member(name, of: before) == Archives.member(name, of: after), "\(before): \(name)")
            }
        }
    }

    @Test("as of different days shows what became of payouts by then")
    func daysDiffer() throws {
        let platform = try ArchivedPlatform()
        try platform.april()
        try platform.may()
        let payout = try platform.database.sql(
            """
            SELECT kept.id FROM settlement.payouts kept JOIN settlement.payout_runs USING (run)
            WHERE creator_id = \(SmallPlatform.creator(0)) ORDER BY run LIMIT 1
            """)
        var seen: [String] = []
        for (day, name) in [("2026-04-02", "a"), ("2026-04-05", "b"), ("2026-04-06", "c"), ("2026-04-20", "d")] {
            let archive = try platform.archive("2026-03", asOf: day, to: name, now: "2026-06-01T09:00:00Z")
            let rows = try Archives.member("payouts.csv", of: archive).split(separator: "\n")
            let row = try #require(rows.first { $0.hasPrefix(payout) }).split(
                separator: ",", omittingEmptySubsequences: false)
            seen.append("\(row[8]) \(row[11])")
            // Two requests, which a run of May decides about; the engine's payouts of May are not there yet.
            #expect(rows.dropFirst().filter { $0.contains(",pending,") && $0.hasSuffix("request,") }.count == 2)
            #expect(!rows.contains { $0.contains("2026-05") })
        }
        #expect(seen == ["pending ", "processing ", "completed ", "failed returned"])
        // Who had an account is what the closes saw: 3 preferred no method, 4 had left the address out, 6 came later.
        let outcomes = try Archives.member(
            "exceptions-payouts.csv", of: "\(platform.folder.path)/d.tar.zst")
        let creators = try (0...7).filter { number in
            outcomes.contains(try platform.database.sql("SELECT \(SmallPlatform.creator(number))"))
        }
        #expect(creators.contains(3) && !creators.contains(0), "\(creators)")
    }

    @Test("shows the same datasets, journal, root and policy as the commands of the day")
    func asTheCommands() throws {
        let platform = try ArchivedPlatform()
        let archive = try platform.archive("2026-03", to: "march", now: "2026-04-03T09:00:00Z")
        func said(_ arguments: String...) throws -> String {
            try Remit.run(
                arguments, database: platform.database.url, now: SmallPlatform.now,
                environment: ["REMIT_POLICY": TestPolicy.standard]
            ).output
        }
        for dataset in ["lines", "recognitions", "billing-periods", "pools", "exceptions", "excluded-engagement"] {
            #expect(
                try Archives.member("\(dataset).csv", of: archive) == said("export", dataset, "--period", "2026-03"))
        }
        #expect(
            try Archives.member("balances.csv", of: archive) == said("export", "balances", "--as-of", "2026-04-02"))
        #expect(
            try Archives.member("outcomes.csv", of: archive) == said("export", "outcomes", "--as-of", "2026-04-02"))
        for format in ["hledger", "beancount"] {
            #expect(
                try Archives.member("journal.\(format)", of: archive)
                    == said("export", "journal", "--period", "2026-03", "--format", format))
        }
        #expect(try Archives.member("root.json", of: archive) == said("receipt", "root", "--period", "2026-03"))
        #expect(
            try Archives.member("policy.yaml", of: archive)
                == String(contentsOfFile: TestPolicy.standard, encoding: .utf8))
    }
}
