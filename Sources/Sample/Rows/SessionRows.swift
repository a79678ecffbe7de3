/// The learning sessions of a month.
struct SessionRows: RowSource {
    private let platform: SamplePlatform
    private let stream: RowStream
    private let concepts: RowStream
    private let conceptCount: Int
    private let clock: MonthClock
    private let month: Int
    let units: Int

    init(_ platform: SamplePlatform, _ part: SamplePart) {
        self.platform = platform
        stream = platform.stream(.sessions, part)
        concepts = platform.stream(.concepts)
        clock = platform.clock(part)
        month = part.monthNumber
        let sizes = LearningSizes(platform)
        conceptCount = sizes.maps * LearningSizes.conceptsPerMap
        units = sizes.sessions
    }

    func write(_ unit: Int, to buffer: inout CopyBuffer) {
        var random = stream.random(unit)
        let slot = random.below(platform.population.slots(by: month))
        let confidence = random.below(101)
        buffer.id(stream.id(unit))
        buffer.id(platform.population.id(platform.population.user(slot: slot, by: month)))
        buffer.id(concepts.id(random.below(conceptCount)))
        buffer.word(random.chance(3, in: 4) ? "completed" : "active")
        buffer.text(confidence == 100 ? nil : "0.\(confidence < 10 ? "0" : "")\(confidence)")
        buffer.moment(clock.moment(&random))
        buffer.endRow()
    }
}

/// What was said in the learning sessions of a month.
struct InteractionRows: RowSource {
    private let stream: RowStream
    private let sessions: RowStream
    private let clock: MonthClock
    let units: Int

    init(_ platform: SamplePlatform, _ part: SamplePart) {
        stream = platform.stream(.interactions, part)
        sessions = platform.stream(.sessions, part)
        clock = platform.clock(part)
        units = LearningSizes(platform).interactions
    }

    func write(_ unit: Int, to buffer: inout CopyBuffer) {
        var random = stream.random(unit)
        let isExam = random.chance(1, in: 3)
        buffer.id(stream.id(unit))
        buffer.id(sessions.id(unit / LearningSizes.interactionsPerSession))
        buffer.word(isExam ? "examiner" : "tutor")
        buffer.text(random.pick(Phrases.sentences))
        buffer.text(Phrases.paragraph(2, &random))
        buffer.text(isExam ? "{\"score\": \(random.below(11)), \"of\": 10}" : nil)
        buffer.moment(clock.moment(&random))
        buffer.endRow()
    }
}

/// The notes that users wrote in a month.
struct NoteRows: RowSource {
    private let platform: SamplePlatform
    private let stream: RowStream
    private let concepts: RowStream
    private let conceptCount: Int
    private let month: Int
    let units: Int

    init(_ platform: SamplePlatform, _ part: SamplePart) {
        self.platform = platform
        stream = platform.stream(.notes, part)
        concepts = platform.stream(.concepts)
        month = part.monthNumber
        let sizes = LearningSizes(platform)
        conceptCount = sizes.maps * LearningSizes.conceptsPerMap
        units = sizes.notes
    }

    func write(_ unit: Int, to buffer: inout CopyBuffer) {
        var random = stream.random(unit)
        let slot = random.below(platform.population.slots(by: month))
        buffer.id(stream.id(unit))
        buffer.id(platform.population.id(platform.population.user(slot: slot, by: month)))
        buffer.id(concepts.id(random.below(conceptCount)))
        buffer.text(random.pick(Phrases.sentences) + "\n" + random.pick(Phrases.sentences))
        buffer.text(random.chance(1, in: 2) ? nil : random.pick(Phrases.sentences))
        buffer.endRow()
    }
}
