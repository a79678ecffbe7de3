/// An exact fraction in lowest terms, for working the pool's rules out as they are written.
struct Fraction: Equatable {
    let numerator: Int128
    let denominator: Int128

    init(_ numerator: Int128, over denominator: Int128 = 1) {
        let divisor = Fraction.divisor(numerator.magnitude, denominator.magnitude)
        self.numerator = numerator / Int128(divisor)
        self.denominator = denominator / Int128(divisor)
    }

    static func + (left: Fraction, right: Fraction) -> Fraction {
        Fraction(
            left.numerator * right.denominator + right.numerator * left.denominator,
            over: left.denominator * right.denominator)
    }

    static func * (left: Fraction, right: Fraction) -> Fraction {
        Fraction(left.numerator * right.numerator, over: left.denominator * right.denominator)
    }

    static func / (left: Fraction, right: Fraction) -> Fraction {
        Fraction(left.numerator * right.denominator, over: left.denominator * right.numerator)
    }

    /// The largest whole number that is not above it; it is not negative.
    var floor: Int128 { numerator / denominator }

    /// A multiple of all the denominators.
    static func commonDenominator(_ fractions: [Fraction]) -> Int128 {
        fractions.reduce(1) { $0 / Int128(divisor($0.magnitude, $1.denominator.magnitude)) * $1.denominator }
    }

    private static func divisor(_ one: UInt128, _ other: UInt128) -> UInt128 {
        other == 0 ? max(one, 1) : divisor(other, one % other)
    }
}
