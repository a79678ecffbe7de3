/// A calendar day of the policy's time zone, without a time or a zone of its own (R2.1).
public struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    public let number: Int32

    /// The day so many days after 1970-01-01.
    @inlinable
    public init(number: Int32) {
        self.number = number
    }

    /// A day of the proleptic Gregorian calendar; the day of month is clamped to the month's length.
    public init(year: Int, month: Int, day: Int) {
        let clamped = min(day, Day.length(ofMonth: month, year: year))
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + clamped - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(number: Int32(era * 146_097 + dayOfEra - 719_468))
    }

    /// Year, month (1–12) and day of the month.
    public var components: (year: Int, month: Int, day: Int) {
        let shifted = Int(number) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    /// The day so many months later (or earlier), the day of the month clamped to the month's length.
    public func adding(months: Int) -> Day {
        let (year, month, day) = components
        let index = year * 12 + month - 1 + months
        let newYear = index >= 0 ? index / 12 : (index - 11) / 12
        return Day(year: newYear, month: index - newYear * 12 + 1, day: day)
    }

    /// The day so many days later (or earlier).
    @inlinable
    public func adding(days: Int32) -> Day { Day(number: number + days) }

    /// The days from one day to another, negative if the other is earlier.
    @inlinable
    public func days(to other: Day) -> Int64 { Int64(other.number) - Int64(number) }

    /// Orders by time.
    @inlinable
    public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Day: LosslessStringConvertible {
    /// Reads `2026-01-31`; nil for anything else, and for days that do not exist.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2]), (1...12).contains(month), day >= 1
        else { return nil }
        self.init(year: year, month: month, day: day)
        guard description == text else { return nil }
    }

    /// The day as `2026-01-31`.
    public var description: String {
        var text: [UInt8] = []
        appendText(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the text of the day to a buffer, without making a string of it.
    public func appendText(to buffer: inout [UInt8]) {
        let (year, month, day) = components
        if (0...9_999).contains(year) {
            Day.append(year / 100, to: &buffer)
            Day.append(year % 100, to: &buffer)
        } else {
            buffer.append(contentsOf: Day.padded(year, to: 4).utf8)
        }
        buffer.append(UInt8(ascii: "-"))
        Day.append(month, to: &buffer)
        buffer.append(UInt8(ascii: "-"))
        Day.append(day, to: &buffer)
    }

    /// Appends a number below 100 as two digits.
    private static func append(_ number: Int, to buffer: inout [UInt8]) {
        buffer.append(UInt8(ascii: "0") + UInt8(number / 10))
        buffer.append(UInt8(ascii: "0") + UInt8(number % 10))
    }

    static func padded(_ value: Int, to width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
