import Money
import Settlement

/// Who and what the tests are about.
extension Identifier {
    static let buyer = Identifier(high: 1, low: 1)
    static let seller = Identifier(high: 1, low: 2)
    static let otherSeller = Identifier(high: 1, low: 3)
    static let article = Identifier(high: 2, low: 1)
    static let otherArticle = Identifier(high: 2, low: 2)
    static let bundle = Identifier(high: 3, low: 1)
    static let source = Identifier(high: 4, low: 1)
    static let subscription = Identifier(high: 5, low: 1)
    static let reader = Identifier(high: 6, low: 1)
}

extension Currency {
    static let euro = Currency("EUR")
    static let riel = Currency("KHR")
}

extension Instant {
    /// An instant as tests write it: `2026-01-31 23:59:59`, in UTC; a day alone is its midnight.
    init(_ text: String) {
        let time = text.count == 10 ? [0, 0, 0] : text.suffix(8).split(separator: ":").compactMap { Int64($0) }
        let seconds = Int64(Day(String(text.prefix(10)))!.number) * 86_400 + time[0] * 3_600 + time[1] * 60 + time[2]
        self.init(microseconds: seconds * 1_000_000)
    }

    /// The last instant before this one.
    var before: Instant { Instant(microseconds: microseconds - 1) }
}

extension PeriodBounds {
    /// The bounds of a month in UTC, with books that begin in 2026-01 and the windows of the standard policy.
    init(_ month: String, genesis: String = "2026-01", late: Int32 = 45, refund: Int32 = 180) {
        let (period, genesis) = (Period(month)!, Period(genesis)!)
        func start(_ day: Day) -> Instant { Instant(microseconds: Int64(day.number) * 86_400_000_000) }
        self.init(
            period: period, genesis: genesis,
            monthStarts: (genesis.index...period.next.index).map { start(Period(index: $0).firstDay) },
            lateStart: start(period.firstDay.adding(days: -late)),
            refundStart: start(period.firstDay.adding(days: -refund)))
    }
}

extension Line {
    /// The line's kind and amounts, such as `sale 999 = 100 + 50 + 849`: gross, processing, platform, creator.
    var sum: String { "\(kind.name) \(gross) = \(processing) + \(platform) + \(creatorPart)" }
}
