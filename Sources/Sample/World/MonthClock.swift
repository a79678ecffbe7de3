/// Times within a month: more at weekends and in the evening, as people in the sample's time zone live.
struct MonthClock {
    let month: SampleMonth
    /// The first instant.
    let start: Int
    /// The first instant after it.
    let end: Int
    private let days: [UInt8]
    private let hours: [UInt8]

    init(_ month: SampleMonth) {
        self.month = month
        start = month.start
        end = month.end
        var days: [UInt8] = []
        for day in 0..<month.dayCount {
            // 1970-01-01 was a Thursday.
            let weekday = (month.firstDay + day + 3) % 7
            days += Array(repeating: UInt8(day), count: MonthClock.weightOfWeekday[weekday])
        }
        self.days = days
        hours = MonthClock.weightOfHour.enumerated().flatMap { Array(repeating: UInt8($0), count: $1) }
    }

    /// A time of the month, to the microsecond.
    @inline(__always)
    func moment(_ random: inout RowRandom) -> Int {
        let bits = random.next()
        let day = Int(days[(Int(bits & 0xFFFF) * days.count) >> 16])
        let hour = Int(hours[(Int(bits >> 16 & 0xFFFF) * hours.count) >> 16])
        let within = (Int(bits >> 32) * 1_800_000_000) >> 31
        return start + day * Moment.day + hour * 3_600_000_000 + within
    }

    /// The time of a row: the first rows of a month lie on its edges, the others anywhere within.
    ///
    /// Row 0 has the very first instant, row 1 the last whole second, row 2 the last microsecond.
    @inline(__always)
    func moment(row: Int, _ random: inout RowRandom) -> Int {
        switch row {
        case 0: start
        case 1: end - Moment.second
        case 2: end - 1
        default: moment(&random)
        }
    }

    private static let weightOfWeekday = [5, 5, 5, 5, 6, 8, 9]
    private static let weightOfHour = [2, 1, 1, 1, 1, 2, 3, 4, 5, 5, 5, 6, 7, 6, 5, 5, 6, 7, 9, 12, 12, 10, 7, 4]
}
