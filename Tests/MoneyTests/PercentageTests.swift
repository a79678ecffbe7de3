import Money
import Testing

@Suite("Percentages (R1.3)")
struct PercentageTests {
    @Test(
        "of an amount: to the nearest cent, an exact half away from zero",
        arguments: [
            ("15", 999, 150), ("20", 499, 100), ("20", 99, 20), ("5", 999, 50), ("5", 9, 0), ("5", 10, 1), ("5", 11, 1),
            ("5", 29, 1), ("5", 30, 2), ("0.5", 99, 0), ("0.5", 100, 1), ("0.49", 100, 0), ("0.01", 4_999, 0),
            ("0.01", 5_000, 1), ("2.9", 1_000, 29), ("33.33", 100, 33), ("33.33", 150, 50), ("100", 12_345, 12_345),
            ("0", 5, 0), ("50", 0, 0),
        ])
    func examples(percent: String, amount: Int64, result: Int64) throws {
        let percentage = try #require(Percentage(percent))
        #expect(try percentage.of(amount) == result)
        #expect(try percentage.of(-amount) == -result)
    }

    /// Twice the distance to exact never exceeds a cent, and where it is just a cent the result lies further from zero.
    @Test("every percentage of every small amount", arguments: (0...10).map { $0 * 1_000 as Int64 })
    func exhaustive(thousand: Int64) throws {
        for points in thousand..<min(thousand + 1_000, 10_001) {
            let percentage = Percentage(basisPoints: points)
            for amount in -21...21 as ClosedRange<Int64> {
                let result = try percentage.of(amount)
                let error = result * 10_000 - amount * points
                let isNearest = abs(error) < 5_000 || abs(error) == 5_000 && abs(result) * 10_000 > abs(amount) * points
                guard !isNearest else { continue }
                Issue.record("\(percentage) of \(amount) is \(result)")
            }
        }
    }

    @Test("the largest amounts are widened, not wrapped")
    func wide() throws {
        let whole = try #require(Percentage("100"))
        #expect(try whole.of(.max) == .max)
        #expect(try Percentage(basisPoints: 9_999).of(.max) == 9_222_449_699_651_090_329)
        #expect(throws: MoneyError.overflow("200 % of an amount")) { try Percentage(basisPoints: 20_000).of(.max) }
        #expect(throws: MoneyError.overflow("10001 % of an amount")) {
            try Percentage(basisPoints: 1_000_100).of(.max)
        }
    }

    @Test(
        "is read with at most two decimals, and written without needless zeros",
        arguments: [
            ("0", 0, "0 %"), ("5", 500, "5 %"), ("05", 500, "5 %"), ("2.9", 290, "2.9 %"), ("2.90", 290, "2.9 %"),
            ("12.25", 1_225, "12.25 %"), ("0.01", 1, "0.01 %"), ("100", 10_000, "100 %"), ("100.00", 10_000, "100 %"),
            ("10", 1_000, "10 %"),
        ])
    func texts(text: String, basisPoints: Int64, description: String) throws {
        let percentage = try #require(Percentage(text))
        #expect(percentage.basisPoints == basisPoints)
        #expect(percentage.description == description)
    }

    @Test(
        "what is no percentage is not read",
        arguments: [
            "", " ", "-1", "+5", "1.234", "1.", ".5", "1..2", "1.2.3", "1,5", "1e1", "101", "100.01", "five", "5 %",
            "٥",
            "99999999999999999999", "92233720368547758.08",
        ])
    func notPercentages(text: String) {
        #expect(Percentage(text) == nil)
    }

    @Test(
        "hundredths of any size",
        arguments: [
            ("0.33", 33), ("24", 2_400), ("1000.5", 100_050), ("92233720368547758.07", Int64.max), ("0.00", 0),
        ])
    func hundredths(text: String, hundredths: Int64) {
        #expect(FixedPoint.hundredths(text) == hundredths)
    }

    @Test("hundredths as text", arguments: [(250, "2.5"), (0, "0"), (-50, "-0.5"), (10_000, "100"), (7, "0.07")])
    func text(hundredths: Int64, text: String) {
        #expect(FixedPoint.text(hundredths: hundredths) == text)
    }
}
