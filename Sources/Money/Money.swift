/// An amount of one currency, in minor units (R1.1).
///
/// Amounts of different currencies are never added or compared: both are errors, as is leaving 64 bits.
public struct Money: Hashable, Sendable {
    /// The amount in minor units ("cents"), which may be negative.
    public let cents: Int64
    /// The currency of the amount.
    public let currency: Currency

    /// An amount of so many minor units of a currency.
    public init(cents: Int64, currency: Currency) {
        self.cents = cents
        self.currency = currency
    }

    /// The sum of two amounts of one currency.
    ///
    /// - Throws: ``MoneyError/currencyMismatch(_:_:)`` for two currencies, ``MoneyError/overflow(_:)`` past 64 bits.
    public func adding(_ other: Money) throws(MoneyError) -> Money {
        guard currency == other.currency else { throw .currencyMismatch(currency, other.currency) }
        return Money(cents: try cents.adding(other.cents), currency: currency)
    }

    /// Whether this amount is less than another of the same currency.
    ///
    /// - Throws: ``MoneyError/currencyMismatch(_:_:)`` for two currencies.
    public func isLess(than other: Money) throws(MoneyError) -> Bool {
        guard currency == other.currency else { throw .currencyMismatch(currency, other.currency) }
        return cents < other.cents
    }
}

extension Money: LosslessStringConvertible {
    /// Reads `10.00 USD`, with exactly the decimals that the currency has; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let currency = Currency(String(parts[1]))
        guard let exponent = currency.exponent else { return nil }
        let number = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard number.count == (exponent == 0 ? 1 : 2), exponent == 0 || number[1].count == exponent else { return nil }
        let digits = number.joined()
        guard let cents = Int64(digits) else { return nil }
        self.init(cents: cents, currency: currency)
        guard description == text else { return nil }
    }

    /// The amount with its decimal point and code, such as `-0.52 USD`; an unknown currency's as whole minor units.
    public var description: String {
        "\(Money.decimal(cents, exponent: currency.exponent ?? 0)) \(currency.code)"
    }

    /// Minor units as a decimal number with so many places, by whole-number arithmetic alone.
    public static func decimal(_ cents: Int64, exponent: Int) -> String {
        let digits = String(cents.magnitude)
        let padded = String(repeating: "0", count: max(0, exponent + 1 - digits.count)) + digits
        let sign = cents < 0 ? "-" : ""
        guard exponent > 0 else { return sign + padded }
        return "\(sign)\(padded.dropLast(exponent)).\(padded.suffix(exponent))"
    }

    /// A decimal number with commas between the thousands of its whole part: `-1,234.50`.
    ///
    /// - Parameters:
    ///   - number: The number, as ``decimal(_:exponent:)`` or `String` writes it.
    ///   - minus: What stands for its sign below zero.
    public static func grouped(_ number: String, minus: String = "-") -> String {
        let isNegative = number.hasPrefix("-")
        let digits = number.utf8.dropFirst(isNegative ? 1 : 0)
        let whole = digits.prefix { $0 != UInt8(ascii: ".") }.count
        var result = isNegative ? minus : ""
        for (place, digit) in digits.enumerated() {
            if place > 0, place < whole, (whole - place).isMultiple(of: 3) { result += "," }
            result.unicodeScalars.append(UnicodeScalar(digit))
        }
        return result
    }
}

/// What arithmetic on money refuses to do (R1.1): it never wraps, and never mixes currencies.
public enum MoneyError: Error, Hashable, Sendable {
    /// The result of the named operation does not fit its width.
    case overflow(String)
    /// Two different currencies met.
    case currencyMismatch(Currency, Currency)
    /// A total was to be split over parties whose weights are all 0 (R1.4: the caller's error).
    case noWeight
}

extension MoneyError: CustomStringConvertible {
    /// One sentence that says what was refused.
    public var description: String {
        switch self {
        case .overflow(let operation): "\(operation) does not fit its width; amounts are signed 64-bit minor units"
        case .currencyMismatch(let left, let right): "\"\(left)\" and \"\(right)\" are different currencies"
        case .noWeight: "a total cannot be split over parties whose weights are all 0"
        }
    }
}

extension Int64 {
    /// The sum, or an overflow error: amounts never wrap (R1.1).
    @inlinable
    public func adding(_ other: Int64) throws(MoneyError) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        guard !overflow else { throw .overflow("a sum of amounts") }
        return sum
    }

    /// The difference, or an overflow error.
    @inlinable
    public func subtracting(_ other: Int64) throws(MoneyError) -> Int64 {
        let (difference, overflow) = subtractingReportingOverflow(other)
        guard !overflow else { throw .overflow("a difference of amounts") }
        return difference
    }

    /// The negated amount, or an overflow error for the one amount that has none.
    @inlinable
    public func negated() throws(MoneyError) -> Int64 {
        try Int64(0).subtracting(self)
    }
}
