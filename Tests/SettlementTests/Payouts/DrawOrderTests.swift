import Money
import Settlement
import Testing

/// Which lines a payout is made of (R11.8).
@Suite("Lines that payouts draw on")
struct DrawOrderTests {
    private func line(
        _ cents: Int64, _ held: String, _ bucket: Bucket = .sales, period: String = "2026-01", source: UInt64? = 1,
        content: UInt64? = 1
    ) -> DrawableLine {
        DrawableLine(
            bucket: bucket, holdFrom: Day(held)!, period: Period(period)!,
            source: source.map { Identifier(high: 3, low: $0) }, content: content.map { Identifier(high: 2, low: $0) },
            cents: cents)
    }

    private func payout(_ parts: BucketAmounts, through: String = "2026-09") -> DrawingPayout {
        DrawingPayout(parts: parts, through: Period(through))
    }

    private func drawn(_ sales: [Int64], from lines: [DrawableLine]) -> [[String]] {
        DrawOrder.draws(
            of: sales.map { payout(BucketAmounts(sales: $0, donations: 0, subscriptions: 0)) }, from: lines
        ).map { $0.map { "\($0.cents) of \($0.line.cents)" } }
    }

    @Test("are the oldest first, each payout going on where the last one stopped")
    func oldestFirst() {
        let lines = [line(500, "2026-03-01"), line(300, "2026-02-01"), line(200, "2026-02-01", source: 2)]
        #expect(drawn([350, 600], from: lines) == [["300 of 300", "50 of 200"], ["150 of 200", "450 of 500"]])
    }

    @Test("of one day go by period, source and content, none first")
    func ties() {
        let lines = [
            line(1, "2026-02-01", period: "2026-02", source: nil), line(2, "2026-02-01", source: 2, content: 1),
            line(3, "2026-02-01", source: 1, content: 2), line(4, "2026-02-01", source: 1, content: nil),
            line(5, "2026-02-01", source: nil),
        ]
        #expect(drawn([15], from: lines) == [["5 of 5", "4 of 4", "3 of 3", "2 of 2", "1 of 1"]])
    }

    @Test("are those of the payout's buckets, and never negative ones")
    func buckets() {
        let lines = [
            line(100, "2026-02-01", .subscriptions), line(-40, "2026-02-01"), line(70, "2026-02-02"),
            line(60, "2026-02-01", .donations),
        ]
        let draws = DrawOrder.draws(
            of: [payout(BucketAmounts(sales: 30, donations: 20, subscriptions: 90))], from: lines)
        #expect(draws[0].map(\.cents) == [30, 20, 90])
        #expect(draws[0].map(\.line.bucket) == [.sales, .donations, .subscriptions])
    }

    @Test("end where there is nothing left")
    func nothingLeft() {
        #expect(drawn([50, 50], from: [line(60, "2026-02-01")]) == [["50 of 60"], ["10 of 60"]])
        #expect(drawn([50], from: []) == [[]])
    }

    @Test("are those of periods that had been closed, also where a later one adds an older line")
    func laterPeriods() {
        let sales = BucketAmounts(sales: 50, donations: 0, subscriptions: 0)
        let lines = [line(60, "2026-03-01", period: "2026-02"), line(40, "2026-02-01", period: "2026-03")]
        let draws = DrawOrder.draws(
            of: [payout(sales, through: "2026-02"), payout(sales, through: "2026-03")], from: lines)
        #expect(
            draws.map { $0.map { [$0.line.cents, $0.before, $0.cents] } } == [
                [[60, 0, 50]], [[40, 0, 40], [60, 50, 10]],
            ])
        #expect(DrawOrder.draws(of: [DrawingPayout(parts: sales, through: nil)], from: lines) == [[]])
    }
}
