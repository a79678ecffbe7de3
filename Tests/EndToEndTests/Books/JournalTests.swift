import Foundation
import TestServer
import Testing

/// `remit export journal`, taken by the real tools, and compared account by account with what the platform's tables say.
@Suite("Journal")
struct JournalTests {
    /// A format with a detail.
    struct Way: CustomTestStringConvertible {
        let tool: AccountingTool
        let detail: String
        var testDescription: String { "\(tool) by \(detail)" }
    }

    static let ways = AccountingTool.allCases.flatMap { tool in
        ["fact", "creator", "day"].map { Way(tool: tool, detail: $0) }
    }

    private let folder: Folder

    init() throws { folder = try Folder() }

    /// Writes a journal, and has its tool check it; gives back the file.
    private func journal(_ database: TestDatabase, _ way: Way, _ more: String...) throws -> String {
        let file = try written(database, way, more)
        try way.tool.check(file)
        return file
    }

    /// Writes a journal; gives back the file.
    private func written(_ database: TestDatabase, _ way: Way, _ more: [String] = []) throws -> String {
        let file = "\(folder.path)/journal.\(more.joined()).\(way.tool)"
        let written = try Remit.run(
            ["export", "journal", "--format", "\(way.tool)", "--detail", way.detail, "--out", file, "--quiet"] + more,
            database: database.url, environment: ["REMIT_POLICY": TestPolicy.standard])
        try #require(written.status == 0 && written.errors == "", "\(written.errors)")
        return file
    }

    @Test("every account has what the platform's tables say, in both tools and every detail", arguments: ways)
    func accounts(_ way: Way) throws {
        try way.tool.require()
        let database = try BookedPlatform.fresh()
        let file = try journal(database, way)
        let expected = try database.sql(way.detail == "day" ? AccountsBySQL.together : AccountsBySQL.apart)
        #expect(try way.tool.balances(file) == expected.split(separator: "\n").map(String.init).sorted())
    }

    @Test("a month begins with what is brought forward, and ends as all the books stand then", arguments: ways)
    func month(_ way: Way) throws {
        try way.tool.require()
        let database = try BookedPlatform.fresh()
        let all = try journal(database, way)
        for (month, next) in [("2026-01", "2026-02-01"), ("2026-02", "2026-03-01"), ("2026-03", "2026-04-01")] {
            let file = try journal(database, way, "--period", month)
            let balances = try way.tool.balances(file)
            #expect(!balances.isEmpty)
            #expect(try balances == way.tool.balances(all, before: next), "\(month)")
        }
    }

    @Test("books with rows of every kind are taken, and refused once they are a cent wrong", arguments: ways)
    func taken(_ way: Way) throws {
        try way.tool.require()
        let small = try PaidPlatform.fresh()
        let file = try journal(small, way)
        #expect(try way.tool.balances(file).contains { $0.hasPrefix("Liabilities:PayoutsInFlight USD -") })
        // A journal that is a cent wrong is not taken, in a posting or in a balance: the check can fail.
        let text = try folder.text("journal..\(way.tool)")
        let posting = try #require(text.firstMatch(of: /Assets:Providers:Fees  (-?[0-9]+\.[0-9]{2}) USD/))
        let asserted =
            way.tool == .hledger
            ? /DeferredSubscriptions  0\.00 USD = -[0-9]+\.[0-9]{2}/
            : /balance Liabilities:DeferredSubscriptions  -[0-9]+\.[0-9]{2}/
        let balance = try #require(text.firstMatch(of: asserted)).output
        let digit = try #require(balance.last?.wholeNumberValue)
        for (right, wrong) in [
            (posting.output.0, "Assets:Providers:Fees  0.01 USD"),
            (balance, "\(balance.dropLast())\(digit == 0 ? 1 : digit - 1)"),
        ] {
            try folder.write(text.replacing(right, with: wrong), to: "bad.journal")
            #expect(throws: AccountingTool.Refusal.self) { try way.tool.check("\(folder.path)/bad.journal") }
        }
    }

    @Test("each month's end says what every account has that was used by then, in every currency", arguments: ways)
    func asserted(_ way: Way) throws {
        let database = try BookedPlatform.fresh()
        let text = try String(contentsOfFile: written(database, way), encoding: .utf8)
        let days =
            way.tool == .hledger
            ? ["2026-01-31", "2026-02-28", "2026-03-31"] : ["2026-02-01", "2026-03-01", "2026-04-01"]
        var (day, isAsserting) = ("", false)
        var used: Set<String> = []
        var asserted: [String: Set<String>] = [:]
        for line in text.split(separator: "\n") {
            if let found = line.firstMatch(of: /^([0-9-]{10}) balance (\S+)  .* ~ 0 (\S+)$/) {
                asserted["\(found.output.1)", default: []].insert("\(found.output.2) \(found.output.3)")
            } else if let found = line.firstMatch(of: /^([0-9-]{10}) \*(.*)$/) {
                (day, isAsserting) = ("\(found.output.1)", found.output.2 == " balances")
            } else if let found = line.firstMatch(of: /^ +(\S+:\S+)  \S+ (\S+)/) {
                let account = "\(found.output.1) \(found.output.2)"
                if isAsserting { asserted[day, default: []].insert(account) }
                if !isAsserting, day < days[2] { used.insert(account) }
            }
        }
        #expect(asserted.keys.sorted() == days)
        #expect(used.count > 20 && used.subtracting(asserted[days[2]] ?? []).sorted() == [])
        for account in ["Assets:Bank USD", "Liabilities:PayoutsInFlight USD", "Income:Subscriptions USD"] {
            #expect(asserted[days[2]]?.contains(account) == true, "\(account)")
        }
    }

    @Test("no closed month: an empty journal, and a month that is not closed is refused")
    func nothing() throws {
        let database = try SmallPlatform.fresh()
        let empty = try database.remit("export", "journal", "--quiet")
        #expect(empty.status == 0)
        #expect(empty.output == "; the books of remit: debits are positive\ndecimal-mark .\n\n")
        let refused = try database.remit("export", "journal", "--period", "2026-01", "--quiet")
        #expect(refused.status == 65)
        #expect(refused.output == "")
    }

    @Test("formats and details that do not belong together are refused")
    func usage() throws {
        let database = try SmallPlatform.fresh()
        for (arguments, message) in [
            (
                ["lines", "--format", "hledger"],
                "lines is written as csv or jsonl; hledger and beancount are of journal"
            ),
            (
                ["journal", "--format", "csv"],
                "journal is written for hledger or beancount; csv and jsonl are of datasets"
            ),
            (["lines", "--detail", "day"], "--detail is of journal alone, not of lines"),
            (["journal", "--draft"], "journal is of closed months: choose --period, not --as-of or --draft"),
        ] {
            let refused = try Remit.run(["export"] + arguments, database: database.url)
            #expect(refused.status == 64)
            #expect(refused.errors.hasPrefix("Error: \(message)\n"), "\(refused.errors)")
        }
    }
}
