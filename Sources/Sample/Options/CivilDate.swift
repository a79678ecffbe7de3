/// A day of the proleptic Gregorian calendar.
///
/// Times in this module are microseconds since 1970-01-01 00:00 UTC, in an `Int`; days are counted from the same day.
struct CivilDate: Equatable {
    var year: Int
    var month: Int
    var day: Int

    /// The date of a year, month and day that exist.
    init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The date so many days after 1970-01-01; none before the year 0.
    init(days: Int) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01.
    var days: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let yearOfEra = shiftedYear % 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return shiftedYear / 400 * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The same day so many months later, or the last day of a month that is too short for it.
    func adding(months: Int) -> CivilDate {
        let target = SampleMonth(year: year, month: month).advanced(by: months)
        return CivilDate(year: target.year, month: target.month, day: min(day, target.dayCount))
    }
}

/// Arithmetic on times in microseconds.
enum Moment {
    static let second = 1_000_000
    static let day = 86_400_000_000

    /// The time so many months later, at the same time of day (UTC).
    static func adding(months: Int, to moment: Int) -> Int {
        let date = CivilDate(days: moment / day).adding(months: months)
        return date.days * day + moment % day
    }
}
