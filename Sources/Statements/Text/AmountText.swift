internal import Money

/// Numbers as they are read on a page, by whole-number arithmetic alone.
enum AmountText {
    /// An amount with its currency's decimals, its digits in groups of three and a real minus sign; minor units where the
    /// currency is not in the standard's list.
    static func amount(_ cents: Int64, in currency: Currency) -> String {
        grouped(Money.decimal(cents, exponent: currency.exponent ?? 0))
    }

    /// An amount with its currency.
    static func money(_ cents: Int64, in currency: Currency) -> String {
        "\(amount(cents, in: currency))\u{A0}\(currency.code)"
    }

    /// A whole number.
    static func count(_ number: Int64) -> String { grouped(String(number)) }

    /// Seconds as minutes, with the seconds that are left where there are any: `60`, `61:05`, `0:30`.
    static func minutes(_ seconds: Int64) -> String {
        let (minutes, rest) = seconds.quotientAndRemainder(dividingBy: 60)
        return rest == 0 ? count(minutes) : "\(count(minutes)):\(rest < 10 ? "0" : "")\(rest)"
    }

    /// A month in words.
    static func month(_ year: Int, _ month: Int) -> String {
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        return "\(names[(month - 1) % 12]) \(year)"
    }

    private static func grouped(_ number: String) -> String {
        let digits = number.utf8
        let sign = digits.first == UInt8(ascii: "-") ? 1 : 0
        let end = digits.firstIndex(of: UInt8(ascii: ".")).map { digits.distance(from: digits.startIndex, to: $0) }
        let whole = (end ?? digits.count) - sign
        guard sign == 1 || whole > 3 else { return number }
        var result = sign == 1 ? "\u{2212}" : ""
        for (place, digit) in digits.dropFirst(sign).enumerated() {
            if place > 0, place < whole, (whole - place).isMultiple(of: 3) { result += "," }
            result.unicodeScalars.append(UnicodeScalar(digit))
        }
        return result
    }
}
