/// Sizes that are used often.
extension SampleOptions {
    /// The demo: twelve months, 200 creators, 3,000 subscriptions, some 2,000 sales a month.
    public static let demo = SampleOptions()

    /// A few dozen rows in each table over four months, for tests.
    ///
    /// Refunds and edits are frequent, so that so few rows show some of each.
    public static let tiny: SampleOptions = {
        var options = SampleOptions()
        options.months = 4
        options.creators = 16
        options.subscribers = 60
        options.contentsPerCreator = 5
        options.bundles = 10
        options.salesPerMonth = 80
        options.bundleSalesPerTenThousand = 1_000
        options.donationsPerMonth = 30
        options.engagementRowsPerMonth = 90
        options.ratingsPerMonth = 12
        options.learningRows = 24
        options.refundsPerTenThousand = 800
        options.editsPerTenThousand = 500
        return options
    }()

    /// The benchmark's four months of the same size.
    ///
    /// A scale of 1,000 (per mille) is 2,000,000 sales, 5,000,000 rows of engagement and 100,000 donations a month,
    /// 500,000 subscriptions, 20,000 creators and 100,000 contents; 100 is a tenth of each.
    public static func benchmark(scale: Int = 1_000) -> SampleOptions {
        var options = SampleOptions()
        options.months = 4
        options.creators = 20 * scale
        options.subscribers = 500 * scale
        options.contentsPerCreator = 5
        options.bundles = 2 * scale
        options.salesPerMonth = 2_000 * scale
        options.donationsPerMonth = 100 * scale
        options.engagementRowsPerMonth = 5_000 * scale
        options.ratingsPerMonth = 50 * scale
        options.learningRows = max(scale, 8)
        options.grows = false
        options.hasSeasons = false
        return options
    }
}
