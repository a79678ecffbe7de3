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

    private static func grouped(_ number: String) -> String { Money.grouped(number, minus: "\u{2212}") }
}
