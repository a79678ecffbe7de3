/// How large a sample platform is, and what it holds.
///
/// The same options give the same platform, to the byte.
public struct SampleOptions: Hashable, Sendable {
    /// Where all random numbers come from.
    public var seed: UInt64 = 1
    /// The first month, which is also the policy's genesis.
    public var firstMonth = SampleMonth(year: 2025, month: 1)
    /// How many months have rows.
    public var months = 12
    /// Users who own contents.
    public var creators = 200
    /// Subscriptions, those of all months together.
    public var subscribers = 3_000
    /// Contents for each creator, on average; a few creators own far more.
    public var contentsPerCreator = 4
    /// Bundles whose shares are good.
    public var bundles = 40
    /// Purchases in an average month.
    public var salesPerMonth = 2_000
    /// How many in 10,000 purchases are of a bundle.
    public var bundleSalesPerTenThousand = 200
    /// Donations in an average month.
    public var donationsPerMonth = 300
    /// Rows of engagement in an average month.
    public var engagementRowsPerMonth = 12_000
    /// Ratings in an average month.
    public var ratingsPerMonth = 250
    /// Rows of the small learning tables: interactions each month; the others have fewer or as many.
    public var learningRows = 600
    /// How many in 10,000 purchases are refunded after their month's close; half as many donations.
    public var refundsPerTenThousand = 100
    /// How many in 10,000 purchases are edited after their month's close.
    public var editsPerTenThousand = 50
    /// Whether later months are busier, and a good part of the subscribers come only then.
    public var grows = true
    /// Whether some months of the year are busier than others.
    public var hasSeasons = true
    /// Whether rows that the rules call exceptions are planted (`SamplePlatform.faults`).
    public var badRows = true

    /// The options of the demo: a year of a small platform, which loads in seconds.
    public init() {}

    /// Refuses options that no platform can have.
    ///
    /// Throws `SampleError` with the option, its value and what is allowed.
    public func validate() throws(SampleError) {
        try require("months", months, 1...48)
        try require("creators", creators, 12...10_000_000)
        try require("subscribers", subscribers, 20...100_000_000)
        try require("contents per creator", contentsPerCreator, 1...1_000)
        try require("bundles", bundles, 1...1_000_000)
        try require("sales a month", salesPerMonth, 20...1_000_000_000)
        try require("bundle sales in 10,000", bundleSalesPerTenThousand, 0...10_000)
        try require("donations a month", donationsPerMonth, 10...1_000_000_000)
        try require("refunds in 10,000", refundsPerTenThousand, 0...2_000)
        try require("edits in 10,000", editsPerTenThousand, 0...2_000)
        try require("learning rows", learningRows, 8...1_000_000)
        try require("contents", contents, 40...20_000_000)
        try require("engagement rows a month", engagementRowsPerMonth, 20...mostEngagementRows)
        try require("ratings a month", ratingsPerMonth, 1...mostRatings)
    }

    /// Lowers engagement and ratings to what so many readers and contents can have.
    ///
    /// For options of which only some were chosen. Options that nobody can have stay as they are.
    public mutating func fitReaders() {
        engagementRowsPerMonth = min(engagementRowsPerMonth, max(20, mostEngagementRows))
        ratingsPerMonth = min(ratingsPerMonth, max(1, mostRatings))
    }

    private var contents: Int { creators.multipliedReportingOverflow(by: contentsPerCreator).partialValue }

    /// The busiest user reads five times the average, half more in a busy month; nobody reads a content twice.
    private var mostEngagementRows: Int {
        subscribers.multipliedReportingOverflow(by: contents).partialValue / (grows || hasSeasons ? 14 : 7)
    }

    /// Nobody rates a content twice.
    private var mostRatings: Int {
        subscribers.multipliedReportingOverflow(by: contents / 4).partialValue / max(1, months)
    }

    private func require(_ name: String, _ value: Int, _ allowed: ClosedRange<Int>) throws(SampleError) {
        guard allowed.contains(value) else { throw SampleError(option: name, value: value, allowed: allowed) }
    }
}

/// An option of the sample that no platform can have.
public struct SampleError: Error, Hashable, CustomStringConvertible {
    /// What the option is called.
    public let option: String
    /// Its value.
    public let value: Int
    /// What is allowed.
    public let allowed: ClosedRange<Int>

    /// The option, its value and what is allowed, as one sentence.
    public var description: String {
        "a sample cannot have \"\(value)\" \(option): choose from \(allowed.lowerBound) to \(allowed.upperBound)"
    }
}
