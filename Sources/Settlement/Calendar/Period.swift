/// A calendar month of the policy's time zone: what a close settles (R2.1).
public struct Period: Hashable, Comparable, Sendable {
    /// Months since the year 0: `year × 12 + month − 1`.
    public let index: Int32

    /// The month of that index.
    public init(index: Int32) {
        self.index = index
    }

    /// A month of a year; months count from 1.
    public init(year: Int, month: Int) {
        self.init(index: Int32(year * 12 + month - 1))
    }

    /// The month that a day lies in.
    public init(containing day: Day) {
        let (year, month, _) = day.components
        self.init(year: year, month: month)
    }

    /// The year.
    public var year: Int { Int(index) / 12 }
    /// The month of the year, from 1.
    public var month: Int { Int(index) % 12 + 1 }
    /// The first day of the month.
    public var firstDay: Day { Day(year: year, month: month, day: 1) }
    /// The last day of the month.
    public var lastDay: Day { next.firstDay.adding(days: -1) }
    /// How many days the month has.
    public var days: Int64 { firstDay.days(to: next.firstDay) }
    /// The month after.
    public var next: Period { Period(index: index + 1) }
    /// The month before.
    public var previous: Period { Period(index: index - 1) }

    /// Orders by time.
    public static func < (left: Period, right: Period) -> Bool { left.index < right.index }
}

extension Period: LosslessStringConvertible {
    /// Reads `2026-01`; nil for anything else.
    public init?(_ text: String) {
        guard text.utf8.count == 7, let day = Day(text + "-01") else { return nil }
        self.init(containing: day)
    }

    /// The month as `2026-01`.
    public var description: String { "\(Day.padded(year, to: 4))-\(Day.padded(month, to: 2))" }
}
