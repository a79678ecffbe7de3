/// Who may open what: at first the owners, each month some readers, by subscription, sharing or the platform's gift.
///
/// Those readers get what is not for sale. Buyers are added after each close, by SQL, from the purchases themselves.
struct AccessRows: RowSource {
    private let platform: SamplePlatform
    private let stream: RowStream
    private let clock: MonthClock
    private let month: Int
    private let perMonth: Int
    private let freeContents: Int
    private let pairs: ReaderPairs
    /// The contents whose owners get their right, in the part `.initial`.
    private let owned: [Int]

    init(_ platform: SamplePlatform, _ part: SamplePart) {
        self.platform = platform
        stream = platform.stream(.access, part)
        clock = platform.clock(part)
        month = part.monthNumber
        let sizes = LearningSizes(platform)
        perMonth = sizes.access
        freeContents = sizes.freeContents
        pairs = ReaderPairs(readers: platform.population.casual, total: max(1, perMonth * platform.options.months))
        let catalogue = platform.catalogue
        owned = part == .initial ? (0..<catalogue.initial).filter { catalogue.ownerNumber(of: $0) >= 0 } : []
    }

    var units: Int { month < 0 ? owned.count : perMonth }

    func write(_ unit: Int, to buffer: inout CopyBuffer) {
        var random = stream.random(unit)
        let granted = clock.moment(&random)
        buffer.id(stream.id(unit))
        if month < 0 {
            let owner = platform.population.id(platform.catalogue.ownerNumber(of: owned[unit]))
            buffer.id(platform.catalogue.id(owned[unit]))
            buffer.id(owner)
            buffer.word("owner")
            buffer.id(owner)
        } else {
            let pair = pairs.pair(month * perMonth + unit, contents: freeContents, &random)
            buffer.id(platform.catalogue.id(pair.content / 3 * 8 + [3, 6, 7][pair.content % 3]))
            buffer.id(
                platform.population.id(platform.population.creators + platform.population.subscribers + pair.reader))
            buffer.word(["subscriber", "shared", "platform"][unit % 3])
            buffer.null()
        }
        buffer.moment(granted)
        buffer.moment(month >= 0 && unit % 3 == 0 ? granted + 30 * Moment.day : nil)
        buffer.endRow()
    }
}
