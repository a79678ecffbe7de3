/// One rating, as it stands in the platform's table.
struct RatingRow {
    var id: RowID
    var content: RowID
    var user: RowID
    var rating: Int?
    var review: String?
    var created: Int
    var updated: Int?

    func write(to buffer: inout CopyBuffer) {
        buffer.id(id)
        buffer.id(content)
        buffer.id(user)
        buffer.integer(rating)
        buffer.text(review)
        buffer.moment(created)
        buffer.moment(updated)
        buffer.endRow()
    }
}

/// The ratings of a month, mostly kind ones, and the planted bad ones at the end.
struct RatingRows: RowSource {
    private let platform: SamplePlatform
    private let month: Int
    private let stream: RowStream
    private let clock: MonthClock
    private let before: Int
    private let count: Int
    private let pairs: ReaderPairs
    private let planted: [RatingRow]

    init(_ platform: SamplePlatform, _ part: SamplePart) {
        self.platform = platform
        month = part.monthNumber
        stream = platform.stream(.ratings, part)
        clock = platform.clock(part)
        let counts = (0..<platform.options.months).map {
            platform.scaled(platform.options.ratingsPerMonth, in: $0)
        }
        before = counts[..<month].reduce(0, +)
        count = counts[month]
        pairs = ReaderPairs(readers: platform.population.slots(by: -1), total: max(1, counts.reduce(0, +)))
        planted = platform.plantedRatings(in: part).map(\.row)
    }

    var units: Int { count + planted.count }

    func write(_ unit: Int, to buffer: inout CopyBuffer) {
        if unit < count { row(unit).write(to: &buffer) } else { planted[unit - count].write(to: &buffer) }
    }

    private func row(_ number: Int) -> RatingRow {
        var random = stream.random(number)
        let created = clock.moment(row: number, &random)
        let pair = pairs.pair(before + number, contents: platform.catalogue.initial, &random)
        let user = platform.population.user(slot: pair.reader, by: -1)
        return RatingRow(
            id: stream.id(number), content: platform.catalogue.id(pair.content), user: platform.population.id(user),
            rating: random.pick(RatingRows.stars), review: random.pick(Phrases.messages), created: created,
            updated: random.chance(1, in: 10) ? created + Moment.day : nil)
    }

    private static let stars = [5, 5, 5, 5, 5, 4, 4, 4, 3, 3, 2, 1]
}
