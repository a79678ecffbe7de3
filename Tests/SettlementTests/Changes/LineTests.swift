import Money
import Settlement
import Testing

@Suite("Lines (R4.4, R8.6)")
struct LineTests {
    private static let line = Line(
        kind: .sale, bucket: .sales, source: .source, content: .article, creator: .seller, seller: .otherSeller,
        currency: .euro, gross: 1_000, processing: 100, platform: -50, creatorPart: 950, payable: false, late: true,
        holdFrom: Day("2026-02-01")!, soldAt: Instant("2026-01-10"))

    @Test("negated: every amount, another kind, not late, and all else as it was")
    func negated() throws {
        var expected = Self.line
        expected.kind = .reversal
        (expected.gross, expected.processing, expected.platform, expected.creatorPart) = (-1_000, -100, 50, -950)
        expected.late = false
        #expect(try Self.line.negated(as: .reversal) == expected)
    }

    @Test("twice negated are the same amounts")
    func twice() throws {
        let again = try Self.line.negated(as: .reversal).negated(as: .reinstatement)
        #expect(again.sum == "reinstatement 1000 = 100 + -50 + 950")
    }

    @Test("the one amount that has no negative is refused")
    func overflow() {
        var line = Self.line
        line.gross = .min
        #expect(throws: MoneyError.overflow("a difference of amounts")) { try line.negated(as: .reversal) }
    }

    @Test("a line is empty where all four amounts are 0")
    func empty() {
        var line = Self.line
        for path in [\Line.gross, \.processing, \.platform, \.creatorPart] {
            #expect(!line.isEmpty)
            line[keyPath: path] = 0
        }
        #expect(line.isEmpty)
    }

    @Test("kinds and buckets have the names and letters that others rely on")
    func names() {
        #expect(
            LineKind.allCases.map { "\($0.name) \(Character(UnicodeScalar($0.rawValue)))" } == [
                "sale s", "bundle b", "donation d", "pool p", "reversal r", "reinstatement i", "correction c",
                "adjustment a", "opening n",
            ])
        #expect(
            Bucket.allCases.map { "\($0.name) \(Character(UnicodeScalar($0.rawValue)))" } == [
                "sales s", "donations d", "subscriptions p",
            ])
        #expect(LineKind.allCases.filter(\.settles) == [.sale, .bundle, .donation])
    }
}
