/// A point in time, as the platform's `timestamp` columns hold it: UTC, to the microsecond (R2.1).
public struct Instant: Hashable, Comparable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    public let microseconds: Int64

    /// The instant so many microseconds after 1970-01-01T00:00:00Z.
    @inlinable
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Orders by time.
    @inlinable
    public static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }
}

/// Where the months and windows of one close begin, as instants (R2.1, R8).
///
/// The time zone's clock changes are in it, so that the rules themselves need no time zone.
public struct PeriodBounds: Sendable {
    /// The period that is being closed.
    public let period: Period
    /// The first period of the books.
    public let genesis: Period
    /// The start of each month from genesis to the one after the period, in order.
    public let monthStarts: [Instant]
    /// The start of the first day of the late-arrival window (R8.1).
    public let lateStart: Instant
    /// The start of the first day of the refund window (R8.2).
    public let refundStart: Instant

    /// Bounds of a period.
    ///
    /// - Parameters:
    ///   - period: The period.
    ///   - genesis: The first period of the books.
    ///   - monthStarts: The start of each month from genesis up to and including the one after the period.
    ///   - lateStart: The start of the late-arrival window (R8.1).
    ///   - refundStart: The start of the refund window (R8.2).
    public init(
        period: Period, genesis: Period, monthStarts: [Instant], lateStart: Instant, refundStart: Instant
    ) {
        precondition(monthStarts.count == Int(period.index - genesis.index) + 2, "a start for every month is needed")
        self.period = period
        self.genesis = genesis
        self.monthStarts = monthStarts
        self.lateStart = lateStart
        self.refundStart = refundStart
    }

    /// The first instant of the period.
    public var start: Instant { monthStarts[monthStarts.count - 2] }
    /// The first instant after the period.
    public var end: Instant { monthStarts[monthStarts.count - 1] }
    /// The first instant of the books.
    public var genesisStart: Instant { monthStarts[0] }
    /// How many seconds the period has, clock changes counted.
    public var seconds: Int64 { (end.microseconds - start.microseconds) / 1_000_000 }
    /// The day from which the period's own lines are held (R8.6).
    public var holdFrom: Day { period.next.firstDay }

    /// The month that an instant lies in; nil before genesis and after the period.
    public func period(of instant: Instant) -> Period? {
        if instant >= start { return instant < end ? period : nil }
        guard instant >= genesisStart else { return nil }
        var low = 0
        var high = monthStarts.count - 2
        while high - low > 1 {
            let middle = (low + high) / 2
            if monthStarts[middle] <= instant { low = middle } else { high = middle }
        }
        return Period(index: genesis.index + Int32(low))
    }
}
