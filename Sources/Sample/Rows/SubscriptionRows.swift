/// One subscription, as it stands in the platform's table.
struct SubscriptionRow {
    var id: RowID
    var user: RowID
    var plan: StaticString
    var price: Int?
    var currency: StaticString?
    var provider: StaticString
    var reference: UInt64
    var status: StaticString
    var started: Int?
    var from: Int
    var to: Int
    var cancelled: Int?
    var created: Int

    func write(to buffer: inout CopyBuffer) {
        buffer.id(id)
        buffer.id(user)
        buffer.word(plan)
        buffer.integer(price)
        buffer.word(currency)
        buffer.word(provider)
        buffer.token("sub_", reference)
        buffer.word(status)
        buffer.moment(started)
        buffer.moment(from)
        buffer.moment(to)
        buffer.moment(cancelled)
        buffer.moment(created)
        buffer.endRow()
    }
}

/// The subscriptions that begin in a part, as they stand when its month ends, and the planted bad ones at the end.
///
/// Those of `.initial` began up to thirty months before and stand as they do at the end of the first month. They start
/// at a time of day at which the day is the same in UTC and in the sample's zone, as the renewals by SQL need it.
struct SubscriptionRows: RowSource {
    private let platform: SamplePlatform
    private let month: Int
    private let slots: Range<Int>
    private let stream: RowStream
    private let planted: [SubscriptionRow]

    init(_ platform: SamplePlatform, _ part: SamplePart) {
        self.platform = platform
        month = part.monthNumber
        let population = platform.population
        slots =
            month < 0
            ? 0..<population.initialSubscribers
            : population.subscribers(by: month - 1)..<population.subscribers(by: month)
        stream = platform.stream(.subscriptions)
        planted = platform.plantedSubscriptions(in: part).map(\.row)
    }

    var units: Int { slots.count + planted.count }

    func write(_ unit: Int, to buffer: inout CopyBuffer) {
        if unit < slots.count {
            row(slots.lowerBound + unit).write(to: &buffer)
        } else {
            planted[unit - slots.count].write(to: &buffer)
        }
    }

    private func row(_ slot: Int) -> SubscriptionRow {
        var random = stream.random(slot)
        let isYearly = random.chance(3, in: 20)
        let tariff = SubscriptionRows.tariff(random.below(20))
        let age = month < 0 ? 1 + random.below(30) : 0
        let begin = platform.options.firstMonth.advanced(by: max(month, 0) - age)
        let started = SubscriptionRows.start(in: begin, &random)
        let interval = isYearly ? 12 : 1
        let steps = age / interval
        var row = SubscriptionRow(
            id: stream.id(slot), user: platform.population.id(platform.population.subscriber(slot)),
            plan: isYearly ? "yearly" : "monthly", price: isYearly ? tariff.yearly : tariff.monthly,
            currency: tariff.code, provider: random.chance(6, in: 10) ? "paddle" : "lemon_squeezy",
            reference: random.next(), status: "active", started: started,
            from: Moment.adding(months: steps * interval, to: started),
            to: Moment.adding(months: (steps + 1) * interval, to: started), created: started)
        settleFate(&row, started, steps: steps, isYearly: isYearly, &random)
        return row
    }

    /// Some of the old ones have ended or were cancelled; some new ones begin with a trial.
    private func settleFate(
        _ row: inout SubscriptionRow, _ started: Int, steps: Int, isYearly: Bool, _ random: inout RowRandom
    ) {
        switch random.below(100) {
        case 0..<5 where steps >= 3 && !isYearly:
            row.status = random.chance(1, in: 4) ? "paused" : "expired"
            row.from = Moment.adding(months: steps - 2, to: started)
            row.to = Moment.adding(months: steps - 1, to: started)
        case 5..<8 where steps >= 1:
            row.status = "cancelled"
            row.cancelled = row.from + 3 * Moment.day
        case 8..<10 where month >= 0 && !isYearly && row.price == Tariff.dollars.monthly: row.price = 0
        default: break
        }
    }

    /// Nearly all pay in dollars, which a few rows leave unsaid.
    private static func tariff(_ draw: Int) -> Tariff {
        switch draw {
        case 0: .euros
        case 1: .riels
        case 2: .unnamedDollars
        default: .dollars
        }
    }

    /// When a subscription of a month begins: any day, but often the last, since the month ends are what breaks.
    static func start(in month: SampleMonth, _ random: inout RowRandom) -> Int {
        let days = month.dayCount
        let day = random.chance(1, in: 10) ? days - 1 : random.below(days)
        return (month.firstDay + day) * Moment.day + random.below(61_000) * Moment.second
    }
}
