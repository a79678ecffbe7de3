/// The contents published in a part.
struct ContentRows: RowSource {
    private let platform: SamplePlatform
    private let clock: MonthClock
    private let isInitial: Bool
    private let numbers: Range<Int>
    private let stream: RowStream

    init(_ platform: SamplePlatform, _ part: SamplePart) {
        self.platform = platform
        clock = platform.clock(part)
        isInitial = part == .initial
        let catalogue = platform.catalogue
        let month = part.monthNumber
        numbers =
            isInitial ? 0..<catalogue.initial : catalogue.published(by: month - 1)..<catalogue.published(by: month)
        // The catalogue draws owners and prices from the same rows of another stream.
        stream = platform.stream(.contents, .month(0))
    }

    var units: Int { numbers.count }

    func write(_ unit: Int, to buffer: inout CopyBuffer) {
        let content = numbers.lowerBound + unit
        let catalogue = platform.catalogue
        var random = stream.random(content)
        let owner = catalogue.ownerNumber(of: content)
        let age = isInitial ? -random.below(600 * 86_400) : random.below(3_600)
        buffer.id(catalogue.id(content))
        buffer.id(owner < 0 ? nil : platform.population.id(owner))
        buffer.text(Phrases.title(content, &random))
        buffer.word(random.chance(1, in: 3) ? "pdf" : "text")
        buffer.text(random.chance(1, in: 20) ? nil : Phrases.paragraph(3 + random.below(6), &random))
        buffer.moment(clock.start + age * Moment.second)
        buffer.word(catalogue.visibility(of: content))
        buffer.boolean(catalogue.owner(of: content) == .platform)
        buffer.integer(catalogue.price(of: content))
        buffer.word(catalogue.tariff(of: content).code)
        buffer.boolean(random.chance(2, in: 3))
        buffer.text(random.pick(Phrases.messages))
        buffer.text(random.pick(Phrases.categories))
        buffer.endRow()
    }
}
