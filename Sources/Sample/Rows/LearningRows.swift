/// How many rows the learning tables have; they are small at any size of the platform.
struct LearningSizes {
    /// Sections at first, three to a content.
    let sections: Int
    /// Contents that have a learning map, one each: none of them is ever deleted.
    let maps: Int
    /// Contents that are not for sale (three in eight) among those that are never deleted.
    let freeContents: Int
    /// Sessions, notes and new rights of access in a month.
    let sessions: Int
    let notes: Int
    let access: Int
    /// Interactions in a month, the same number to each session.
    let interactions: Int

    static let sectionsPerContent = 3
    static let conceptsPerMap = 4
    static let interactionsPerSession = 4

    init(_ platform: SamplePlatform) {
        let rows = platform.options.learningRows
        let lasting = platform.catalogue.initial / 2
        freeContents = lasting / 8 * 3
        sections = min(lasting, rows / 3 + 1) * LearningSizes.sectionsPerContent
        maps = min(lasting, rows / 4 + 1)
        sessions = rows / LearningSizes.interactionsPerSession
        interactions = sessions * LearningSizes.interactionsPerSession
        notes = rows / 4
        access = min(rows / 2, platform.population.casual * freeContents / platform.options.months)
    }
}

/// Sections that contents were cut into; the other contents have none yet.
struct SectionRows: RowSource {
    private let platform: SamplePlatform
    private let stream: RowStream
    let units: Int

    init(_ platform: SamplePlatform) {
        self.platform = platform
        stream = platform.stream(.sections)
        units = LearningSizes(platform).sections
    }

    func write(_ unit: Int, to buffer: inout CopyBuffer) {
        var random = stream.random(unit)
        let order = unit % LearningSizes.sectionsPerContent
        buffer.id(stream.id(unit))
        buffer.id(platform.catalogue.id(unit / LearningSizes.sectionsPerContent))
        buffer.text("\(order + 1). \(random.pick(Phrases.topics))")
        buffer.integer(order)
        buffer.text(Phrases.paragraph(2 + random.below(4), &random))
        buffer.endRow()
    }
}

/// Learning maps, one for each of the first contents.
struct MapRows: RowSource {
    private let platform: SamplePlatform
    private let stream: RowStream
    let units: Int

    init(_ platform: SamplePlatform) {
        self.platform = platform
        stream = platform.stream(.maps)
        units = LearningSizes(platform).maps
    }

    func write(_ unit: Int, to buffer: inout CopyBuffer) {
        var random = stream.random(unit)
        buffer.id(stream.id(unit))
        buffer.id(platform.catalogue.id(unit))
        buffer.text(Phrases.paragraph(2, &random))
        buffer.moment(platform.clock(.initial).moment(&random))
        buffer.endRow()
    }
}

/// Concepts, the same number in each learning map.
struct ConceptRows: RowSource {
    private let maps: RowStream
    private let stream: RowStream
    let units: Int

    init(_ platform: SamplePlatform) {
        maps = platform.stream(.maps)
        stream = platform.stream(.concepts)
        units = LearningSizes(platform).maps * LearningSizes.conceptsPerMap
    }

    func write(_ unit: Int, to buffer: inout CopyBuffer) {
        var random = stream.random(unit)
        buffer.id(stream.id(unit))
        buffer.id(maps.id(unit / LearningSizes.conceptsPerMap))
        buffer.text(random.pick(Phrases.topics))
        buffer.text(Phrases.paragraph(1, &random))
        buffer.integer(1 + random.below(5))
        buffer.integer(unit % LearningSizes.conceptsPerMap)
        buffer.endRow()
    }
}
