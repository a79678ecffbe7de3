/// A calendar month of the sample, such as `2025-01`.
public struct SampleMonth: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Months since January of year 0.
    let index: Int

    /// A month by its year and its number, 1 to 12.
    public init(year: Int, month: Int) {
        precondition((1...12).contains(month), "a month is 1 to 12, not \(month)")
        index = year * 12 + month - 1
    }

    private init(index: Int) {
        self.index = index
    }

    /// The calendar year.
    public var year: Int { index / 12 }

    /// The month of the year, 1 to 12.
    public var month: Int { index % 12 + 1 }

    /// The month so many months later, or earlier if negative.
    public func advanced(by months: Int) -> SampleMonth {
        SampleMonth(index: index + months)
    }

    /// The month as `2025-01`, the way that periods are named.
    public var description: String {
        "\(year)-\(month < 10 ? "0" : "")\(month)"
    }

    /// Orders by time.
    public static func < (left: SampleMonth, right: SampleMonth) -> Bool {
        left.index < right.index
    }

    /// Its first day, in days since 1970-01-01.
    var firstDay: Int {
        CivilDate(year: year, month: month, day: 1).days
    }

    /// How many days it has.
    var dayCount: Int {
        advanced(by: 1).firstDay - firstDay
    }

    /// Its first instant in the sample's time zone, as a UTC time.
    var start: Int {
        (firstDay * 86_400 - SampleZone.secondsEastOfUTC) * 1_000_000
    }

    /// The first instant after it, as a UTC time.
    var end: Int {
        advanced(by: 1).start
    }
}

/// The sample platform's time zone: seven hours east of UTC all year.
enum SampleZone {
    /// Its name in the policy.
    static let name = "Asia/Phnom_Penh"
    /// How far local clocks are ahead of UTC.
    static let secondsEastOfUTC = 7 * 3600
}
