import TestServer
import Testing

/// The sample year as a journal, taken by the real tools, and compared account by account with what the platform's own tables
/// make by the oracle of the rules.
@Suite("The sample year's journal")
struct SampleYearTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    /// Writes the journal of a way, and has its tool check it without any tolerance; gives back the file.
    private func journal(_ way: JournalTests.Way, _ year: SampleYear) throws -> String {
        let file = "\(folder.path)/journal.\(way.tool)"
        let written = try Remit.run(
            ["export", "journal", "--format", "\(way.tool)", "--detail", way.detail, "--out", file, "--quiet"],
            database: year.database.url, environment: ["REMIT_POLICY": year.policy])
        try #require(written.status == 0 && written.errors == "", "\(written.errors)")
        try way.tool.check(file)
        return file
    }

    @Test("has in every account what the sources make, in both tools and every detail", arguments: JournalTests.ways)
    func accounts(_ way: JournalTests.Way) throws {
        try way.tool.require()
        try AccountingTool.beancount.require()
        let year = try SampleYear.shared()
        let expected = try year.accounts(apart: way.detail != "day").sorted()
        #expect(try way.tool.balances(try journal(way, year)) == expected)
        #expect(expected.count > (way.detail == "day" ? 40 : 100))
    }

    @Test("is a year in which all happens that a journal tells: both tools would miss none of it")
    func everything() throws {
        try AccountingTool.beancount.require()
        let accounts = try SampleYear.shared().accounts(apart: false)
        for account in [
            "Assets:Bank USD -", "Assets:Providers:Refunds USD -", "Assets:Providers:Fees USD -",
            "Equity:Memorandum:DirectDonations THB ", "Equity:Opening USD ", "Expenses:Adjustments USD -",
            "Income:Commission:Sales USD -", "Income:OwnContents USD -", "Income:Subscriptions USD -",
            "Liabilities:DeferredSubscriptions USD -", "Liabilities:ForfeitedSubscriptions ",
            "Liabilities:PayoutsInFlight USD -", "Liabilities:Creators:All:Subscriptions USD -",
        ] {
            #expect(accounts.contains { $0.hasPrefix(account) }, "\(account)")
        }
    }
}
