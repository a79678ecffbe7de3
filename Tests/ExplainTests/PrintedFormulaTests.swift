import Testing

@Suite("what checks the printed text")
struct PrintedFormulaTests {
    @Test(
        "wrong computations are noticed",
        arguments: [
            ("2 + 2 = 4", "2 + 2 = 5"), ("−5 − 4 + 0 = −9", "−5 − 4 + 0 = 9"),
            ("2 × 3 × 5 + 7 × 11 = 107", "2 × 3 × 5 + 7 × 11 = 177"), ("max(0, 3 − 5) = 0", "max(0, 3 − 5) = −2"),
            ("9 × 5000 / 10000 = 4.5 → 5", "9 × 5000 / 10000 = 4.5 → 4"),
            ("9 × 3333 / 10000 = 2.9997 → 3", "9 × 3333 / 10000 = 2.999 → 3"),
            ("100 × 1 / 3 = 33 r 1", "100 × 1 / 3 = 32 r 4"), ("100 × 2 / 3 = 66 r 2", "100 × 2 / 3 = 66 r 1"),
            (
                "340282366920938463463374607431768211456 × 340282366920938463463374607431768211456 = "
                    + "115792089237316195423570985008687907853269984665640564039457584007913129639936",
                "340282366920938463463374607431768211456 × 340282366920938463463374607431768211456 = "
                    + "115792089237316195423570985008687907853269984665640564039457584007913129639937"
            ),
        ])
    func computations(right: String, wrong: String) {
        #expect(PrintedFormula.holds("  R1.4 something: \(right)") == true)
        #expect(PrintedFormula.holds("  R1.4 something: \(wrong)") == false)
        #expect(PrintedFormula.holds("  something: \(right)") == nil)
    }

    @Test(
        "an odd cent that goes to another than the largest remainder is noticed",
        arguments: [(odd: "a", fault: false), (odd: "b", fault: true), (odd: "none", fault: true)])
    func oddCents(odd: String, fault: Bool) throws {
        let (a, b) = ("aaaaaaaa-0000-4000-8000-000000000000", "bbbbbbbb-0000-4000-8000-000000000000")
        func result(_ id: String, _ whole: Int, _ hasCent: Bool) -> String {
            "  R1.4 part of \(id)\(hasCent ? " with an odd cent" : ""): \(whole) + \(hasCent ? 1 : 0) = \(whole + (hasCent ? 1 : 0))"
        }
        let lines = [
            "  R1.4 part of \(a): 10 × 2 / 3 = 6 r 2", "  R1.4 part of \(b): 10 × 1 / 3 = 3 r 1",
            result(a, 6, odd == "a"), result(b, 3, odd == "b"),
        ]
        let split = try #require(PrintedSplit("part", in: lines.compactMap { PrintedStep($0) }, key: []))
        #expect((split.fault != nil) == fault, "\(split.fault ?? "")")
    }
}
