/// What one user did with one content in one month, as it stands in the platform's table.
struct EngagementRow {
    var id: RowID
    var user: RowID
    var content: RowID
    var seconds: Int?
    var sessions: Int?
    var concepts: Int?
    /// The first and the last day of the period.
    var start: Int
    var end: Int
    var created: Int
    var updated: Int

    @inline(__always)
    func write(to buffer: inout CopyBuffer) {
        buffer.id(id)
        buffer.id(user)
        buffer.id(content)
        buffer.integer(seconds)
        buffer.integer(sessions)
        buffer.integer(concepts)
        buffer.date(start)
        buffer.date(end)
        buffer.moment(created)
        buffer.moment(updated)
        buffer.endRow()
    }
}

/// The engagement of a month, user by user, and the planted bad rows at the end.
///
/// How many rows a user has follows from the user's number alone, in a pattern whose sums are known, so that the rows
/// add up to what was asked for and any user can be reached at once.
struct EngagementRows: RowSource {
    private let platform: SamplePlatform
    private let month: Int
    private let clock: MonthClock
    private let stream: RowStream
    private let rows: Int
    private let users: Int
    private let published: Int
    private let planted: [EngagementRow]

    init(_ platform: SamplePlatform, _ part: SamplePart) {
        self.platform = platform
        month = part.monthNumber
        clock = platform.clock(part)
        stream = platform.stream(.engagement, part)
        rows = platform.scaled(platform.options.engagementRowsPerMonth, in: month)
        // A few people read without a subscription.
        users = platform.population.subscribers(by: month) * 21 / 20
        published = platform.catalogue.published(by: month)
        planted = platform.plantedEngagement(in: part).map(\.row)
    }

    var units: Int { users + planted.count }

    func write(_ unit: Int, to buffer: inout CopyBuffer) {
        if unit < users { writeUser(unit, to: &buffer) } else { planted[unit - users].write(to: &buffer) }
    }

    /// The rows of the users before this one.
    private func rows(before user: Int) -> Int {
        rows * EngagementRows.weight(before: user) / EngagementRows.weight(before: users)
    }

    /// Sixteen users weigh 160 together; one in sixteen does a third of all the reading.
    private static func weight(before user: Int) -> Int {
        let within = user % 16
        var weight = user / 16 * 160
        for index in 0..<within { weight += pattern[index] }
        return weight
    }

    private static let pattern = [3, 1, 14, 2, 5, 1, 30, 4, 8, 2, 50, 3, 10, 1, 20, 6]

    private func writeUser(_ slot: Int, to buffer: inout CopyBuffer) {
        let first = rows(before: slot)
        let count = rows(before: slot + 1) - first
        guard count > 0 else { return }
        var random = stream.random(slot)
        let user = platform.population.user(slot: slot, by: month)
        let userID = platform.population.id(user)
        let isHeavy = random.chance(1, in: 300)
        for index in 0..<count {
            let content = content(index, of: count, user, &random)
            let effort = effort(of: count, isHeavy: isHeavy, &random)
            let updated = clock.moment(&random)
            EngagementRow(
                id: stream.id(first + index), user: userID, content: platform.catalogue.id(content),
                seconds: effort.seconds, sessions: effort.sessions, concepts: effort.concepts,
                start: clock.month.firstDay, end: clock.month.firstDay + clock.month.dayCount - 1,
                created: clock.start + (updated - clock.start) / 2, updated: updated
            ).write(to: &buffer)
        }
    }

    /// The content of a user's row: each row draws from numbers of its own remainder, so that no two are the same.
    ///
    /// Creators among the readers read what is their own, too.
    @inline(__always)
    private func content(_ index: Int, of count: Int, _ user: Int, _ random: inout RowRandom) -> Int {
        if user < platform.options.creators, user % count == index, user < published { return user }
        let drawn = random.skewed(below: published)
        let content = drawn - drawn % count + index
        return content < published ? content : content - count
    }

    /// Plausible numbers: never more sessions or concepts than seconds, never more seconds than the month has.
    @inline(__always)
    private func effort(
        of count: Int, isHeavy: Bool, _ random: inout RowRandom
    ) -> (seconds: Int, sessions: Int, concepts: Int?) {
        let kind = random.below(100)
        if kind == 0 { return (0, 0, 0) }
        let sessions = 1 + random.skewed(below: 40)
        let most = 2_300_000 / count
        let seconds = isHeavy ? most - random.below(most / 8) : min(most, sessions * (60 + random.below(1_500)))
        let concepts = random.below(sessions * 4 + 1)
        return (seconds, sessions, kind == 1 ? nil : min(seconds, concepts))
    }
}
