/// A percentage with at most two decimals, held as whole basis points (R1.3).
public struct Percentage: Hashable, Sendable {
    /// Hundredths of a percent: 15 % is 1500.
    public let basisPoints: Int64

    /// A percentage of so many basis points.
    public init(basisPoints: Int64) {
        self.basisPoints = basisPoints
    }

    /// Reads `15`, `2.9` or `12.25`; nil for a sign, an exponent, more than two decimals, or more than 100.
    public init?(_ text: String) {
        guard let points = FixedPoint.hundredths(text), points <= 10_000 else { return nil }
        self.init(basisPoints: points)
    }

    /// `amount × basis points / 10000`, to the nearest cent, an exact half away from zero (R1.3).
    ///
    /// - Throws: ``MoneyError/overflow(_:)`` if the result leaves 64 bits.
    @inlinable
    public func of(_ cents: Int64) throws(MoneyError) -> Int64 {
        let exact = try exactly(of: cents)
        let rounded = exact.whole + (exact.tenThousandths >= 5_000 ? 1 : 0)
        guard let result = Int64(exactly: rounded) else { throw .overflow("\(self) of an amount") }
        return cents < 0 ? -result : result
    }

    /// `|amount| × basis points / 10000` before it is rounded: whole cents, and ten-thousandths of a cent (R1.3).
    ///
    /// - Throws: ``MoneyError/overflow(_:)`` if the whole cents leave 64 bits.
    @inlinable
    public func exactly(of cents: Int64) throws(MoneyError) -> (whole: UInt64, tenThousandths: UInt64) {
        let product = cents.magnitude.multipliedFullWidth(by: UInt64(basisPoints))
        guard product.high < 10_000 else { throw .overflow("\(self) of an amount") }
        let (quotient, remainder) = UInt64(10_000).dividingFullWidth(product)
        return (quotient, remainder)
    }
}

extension Percentage: CustomStringConvertible {
    /// The percentage without needless zeros, such as `2.9 %`.
    public var description: String { "\(FixedPoint.text(hundredths: basisPoints)) %" }
}

/// Decimal numbers with at most two places, read and written without floating point (R1.2).
public enum FixedPoint {
    /// The hundredths that a text such as `12`, `2.9` or `0.25` stands for; nil if it is not of that form.
    public static func hundredths(_ text: String) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = digits(parts[0]) else { return nil }
        guard parts.count == 2 else { return scaled(whole, adding: 0) }
        guard parts[1].count <= 2, let fraction = digits(parts[1]) else { return nil }
        return scaled(whole, adding: parts[1].count == 1 ? fraction * 10 : fraction)
    }

    /// Hundredths as the shortest decimal text: 250 is `2.5`.
    public static func text(hundredths: Int64) -> String {
        let text = Money.decimal(hundredths, exponent: 2)
        if text.hasSuffix(".00") { return String(text.dropLast(3)) }
        return text.hasSuffix("0") ? String(text.dropLast()) : text
    }

    private static func digits(_ text: Substring) -> Int64? {
        !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            ? Int64(text) : nil
    }

    private static func scaled(_ whole: Int64, adding fraction: Int64) -> Int64? {
        let (product, overflow) = whole.multipliedReportingOverflow(by: 100)
        guard !overflow else { return nil }
        let (sum, carried) = product.addingReportingOverflow(fraction)
        return carried ? nil : sum
    }
}
