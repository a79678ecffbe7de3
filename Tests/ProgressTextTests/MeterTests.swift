import ProgressText
import Testing

/// Work by its events and their times, and the text that comes of it.
@Suite("The meter")
struct MeterTests {
    private static func meter(
        _ stage: String = "purchases", expected: Int64? = nil, rows: Int64 = 0, counting: StageProgress.Counted = .rows
    ) -> Meter {
        var meter = Meter()
        meter.begin(stage, counting: counting, expected: expected, at: .zero)
        meter.advance(stage, by: rows, at: .seconds(1))
        return meter
    }

    @Test("says nothing of work that is done within two seconds")
    func patience() {
        var meter = MeterTests.meter(expected: 100, rows: 50)
        #expect(meter.bar(at: .milliseconds(1_999), width: 80) == "")
        #expect(meter.reports(at: .milliseconds(1_999)).isEmpty)
        #expect(meter.end("purchases", at: .milliseconds(1_999)) == nil)
    }

    @Test("says nothing before anything has begun")
    func nothing() {
        var meter = Meter()
        #expect(meter.bar(at: .seconds(9), width: 80) == "" && meter.reports(at: .seconds(9)).isEmpty)
        #expect(meter.end("keys", at: .seconds(9)) == nil)
    }

    @Test(
        "draws a line as wide as there is room",
        arguments: [
            (
                200,
                "purchases [########------------] 40 % 800,000 rows 200,000/s 6 s left · pool 10 % · changes 5 rows · keys"
            ),
            (105, "purchases [########------------] 40 % 800,000 rows 200,000/s 6 s left"),
            (70, "purchases [########------------] 40 % 800,000 rows 200,000/s 6 s left"),
            (69, "purchases [########------------] 40 % 6 s left"),
            (47, "purchases [########------------] 40 % 6 s left"),
            (46, "purchases 40 % 6 s left"), (24, "purchases 40 % 6 s left"), (23, "purchases"), (10, "purchases"),
            (9, "purchase"), (2, "p"), (1, ""), (0, ""),
        ])
    func widths(width: Int, line: String) {
        var meter = MeterTests.meter(expected: 2_000_000, rows: 800_000)
        meter.begin("pool", expected: 50, at: .seconds(3))
        meter.advance("pool", by: 5, at: .seconds(3))
        meter.advance("changes", by: 5, at: .seconds(3))
        meter.begin("keys", expected: nil, at: .seconds(3))
        #expect(meter.bar(at: .seconds(4), width: width) == line)
    }

    @Test(
        "tells what is known",
        arguments: [
            (Int64?.none, Int64(0), "purchases 4 s"), (nil, 8_000, "purchases 8,000 rows 2,000/s 4 s"),
            (10, 0, "purchases [--------------------] 0 % 4 s"),
            (0, 0, "purchases 4 s"),
            (10, 10, "purchases [###################-] 99 % 10 rows 2/s 0 s left"),
            // The estimate was too low.
            (10, 11, "purchases 11 rows 2/s 4 s"),
            (1_000_000_000_000, 1, "purchases [--------------------] 0 % 1 rows 0/s 1111111111 h 06 min left"),
            (.max, 1, "purchases [--------------------] 0 % 1 rows 0/s 4 s"),
        ])
    func knowledge(expected: Int64?, rows: Int64, line: String) {
        #expect(MeterTests.meter(expected: expected, rows: rows).bar(at: .seconds(4), width: 200) == line)
    }

    @Test("counts parts without a rate")
    func parts() {
        var meter = MeterTests.meter("months", expected: 12, rows: 3, counting: .parts)
        #expect(meter.bar(at: .seconds(30), width: 80) == "months [#####---------------] 25 % 3 of 12 1 min 30 s left")
        #expect(meter.reports(at: .seconds(30)).map(\.sentence) == ["months: 3 of 12 after 30 s, 1 min 30 s left"])
    }

    @Test("leads with the stage that began first, and says what came before where none is under way")
    func order() {
        var meter = MeterTests.meter("changes")
        meter.begin("pool", expected: nil, at: .seconds(1))
        #expect(meter.bar(at: .seconds(3), width: 80) == "changes 3 s · pool")
        _ = meter.end("changes", at: .seconds(3))
        #expect(meter.bar(at: .seconds(3), width: 80) == "pool 2 s")
        _ = meter.end("pool", at: .seconds(3))
        #expect(meter.bar(at: .seconds(3), width: 80) == "after pool")
        meter.begin("pool", expected: nil, at: .seconds(3))
        #expect(meter.bar(at: .seconds(4), width: 80) == "pool 1 s")
    }

    @Test("reports every five seconds from the second second on, every stage under way, and each that took long")
    func reports() {
        var meter = MeterTests.meter(expected: 2_000_000, rows: 800_000)
        meter.begin("keys", expected: nil, at: .seconds(1))
        let said = { (meter: inout Meter, time: Duration) in meter.reports(at: time).map(\.sentence) }
        #expect(
            said(&meter, .seconds(2)) == [
                "purchases: 800,000 of about 2,000,000 rows after 2 s, 400,000/s, 3 s left",
                "keys: under way after 1 s",
            ])
        #expect(said(&meter, .milliseconds(6_999)) == [])
        #expect(said(&meter, .seconds(7)).count == 2)
        meter.advance("purchases", by: 1_200_000, at: .seconds(8))
        #expect(
            meter.end("purchases", at: .seconds(10))?.sentence == "purchases: 2,000,000 rows in 10 s, 200,000/s")
        #expect(meter.end("keys", at: .seconds(61))?.sentence == "keys: done in 1 min 00 s")
    }

    @Test("begins a stage anew that is begun again")
    func again() {
        var meter = MeterTests.meter(rows: 5)
        meter.begin("purchases", expected: 100, at: .seconds(10))
        #expect(meter.bar(at: .seconds(12), width: 80) == "purchases [--------------------] 0 % 2 s")
    }

    @Test("lets no control character through to the terminal")
    func hostile() {
        #expect(MeterTests.meter("a\u{1B}[2J\r\nb").bar(at: .seconds(2), width: 80) == "a [2J  b 2 s")
    }
}
