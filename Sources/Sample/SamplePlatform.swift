/// A platform that looks real, made from a seed: its tables as COPY text, and what happens after each month's close.
///
/// The life of a platform is: `PlatformSchema.sql`, the part `.initial`, and for each month m the part `.month(m)`, the
/// close of the month, then the part `.late(m)` and the statements of `changes(after: m)`, among them the renewals that
/// month m+1 will see. Within a part, tables are loaded in the order of `tables(in:)`. The columns that the engine's
/// migration adds (`PlatformSchema.additions`) must be there before any row.
public struct SamplePlatform: Sendable {
    /// What was asked for.
    public let options: SampleOptions
    let population: Population
    let catalogue: Catalogue
    let shelf: BundleShelf
    let badBundles: [BadBundle]

    /// A platform of these options.
    ///
    /// Takes time and memory by the number of contents, not of sales. Throws `SampleError` for impossible options.
    public init(_ options: SampleOptions) throws(SampleError) {
        try options.validate()
        self.options = options
        population = Population(options)
        catalogue = Catalogue(options)
        shelf = BundleShelf(options, catalogue)
        badBundles = BadBundle.all(options, catalogue, shelf)
    }

    /// The months in order, the first being the policy's genesis.
    public var months: [SampleMonth] {
        (0..<options.months).map(options.firstMonth.advanced(by:))
    }

    /// The platform's own policy, as a YAML file.
    ///
    /// Three settled currencies; halfway through, weights change and a viewer cap comes.
    public var policy: String {
        let change = options.firstMonth.advanced(by: max(1, options.months / 2))
        return SamplePolicy(genesis: options.firstMonth, change: change).yaml
    }

    /// The tables that have rows in a part, in an order in which they can be loaded.
    public func tables(in part: SamplePart) -> [SampleTable] {
        switch part {
        case .initial:
            [
                .users, .contents, .contentSections, .learningMaps, .concepts, .contentAccess, .bundles,
                .bundleContents,
                .purchases, .donations, .creatorPaymentSettings, .subscriptions, .payouts,
            ]
        case .month:
            [
                .users, .contents, .learningSessions, .interactions, .userNotes, .contentAccess, .purchases, .donations,
                .contentRatings, .subscriptions, .engagementTracking, .payouts,
            ]
        case .late: [.purchases, .donations]
        }
    }

    /// How many of something that has `average` a month there are in a month.
    ///
    /// Growth takes it from about half of the average to half more; seasons follow the calendar.
    func scaled(_ average: Int, in month: Int) -> Int {
        var count = average
        if options.grows { count = count * (550 + 900 * month / max(1, options.months - 1)) / 1_000 }
        if options.hasSeasons {
            count = count * SamplePlatform.seasons[options.firstMonth.advanced(by: month).month - 1] / 100
        }
        return count
    }

    /// Percent of an average month by calendar month: a quiet April and summer, a busy autumn.
    private static let seasons = [108, 98, 96, 90, 95, 93, 92, 100, 112, 108, 102, 106]

    /// The random numbers of a purpose in a part.
    func stream(_ purpose: StreamPurpose, _ part: SamplePart = .initial) -> RowStream {
        RowStream(seed: options.seed, purpose, part)
    }

    /// The times of a part: those of its month, or of the month before the first.
    func clock(_ part: SamplePart) -> MonthClock {
        MonthClock(options.firstMonth.advanced(by: part.monthNumber))
    }
}
