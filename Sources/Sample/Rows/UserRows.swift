/// The users who join in a part: at first creators, early and casual readers, later the new subscribers.
struct UserRows: RowSource {
    private let platform: SamplePlatform
    private let clock: MonthClock
    private let isInitial: Bool
    /// The first user's number, and where the numbers of later months' readers are left out.
    private let numbers: Range<Int>
    private let skipped: Range<Int>
    private let stream: RowStream

    init(_ platform: SamplePlatform, _ part: SamplePart) {
        self.platform = platform
        clock = platform.clock(part)
        isInitial = part == .initial
        stream = platform.stream(.users)
        let population = platform.population
        let readers = population.creators
        let month = part.monthNumber
        if isInitial {
            numbers = 0..<population.count
            skipped = readers + population.initialSubscribers..<readers + population.subscribers
        } else {
            numbers = readers + population.subscribers(by: month - 1)..<readers + population.subscribers(by: month)
            skipped = numbers.upperBound..<numbers.upperBound
        }
    }

    var units: Int { numbers.count - skipped.count }

    func write(_ unit: Int, to buffer: inout CopyBuffer) {
        let number = numbers.lowerBound + unit
        let user = number < skipped.lowerBound ? number : number + skipped.count
        var random = stream.random(user)
        let age = isInitial ? -random.below(700 * 86_400) : random.below(6 * 3_600)
        let joined = clock.start + age * Moment.second
        buffer.id(platform.population.id(user))
        buffer.text("\(random.pick(UserRows.mailboxes)).\(user)@example.com")
        buffer.token("$argon2id$v=19$m=65536,t=3,p=4$", random.next())
        buffer.text("{\"language\": \"\(random.pick(UserRows.languages))\", \"digest\": \(random.chance(1, in: 2))}")
        buffer.moment(joined)
        buffer.moment(random.chance(1, in: 3) ? nil : joined + random.below(86_400) * Moment.second)
        buffer.endRow()
    }

    private static let mailboxes = [
        "sokha", "dara", "bopha", "amelie", "jose", "o'brien", "li.wei", "fatima", "olena", "kim",
    ]
    private static let languages = ["km", "en", "fr", "es", "zh", "ar"]
}
