import Money
import Settlement
import Testing

/// The close of 2026-08: its late window begins on 2026-06-17, its refund window on 2026-02-02.
@Suite("The windows of a close at their very edges (R8)")
struct WindowTests {
    private static let lateStart = Instant("2026-06-17")
    private static let refundStart = Instant("2026-02-02")

    /// What August makes of a row that nobody has seen before.
    private func august(_ row: SourceRow, at date: Instant, open: Bool = false) throws -> [String] {
        var story = SourceStory()
        return try story.tell("2026-08", row.with { $0.date = date }, open: open)
    }

    @Test("the bounds are where the days of the windows begin")
    func bounds() {
        let bounds = PeriodBounds("2026-08", Policy.of(.standard))
        #expect(bounds.lateStart == Self.lateStart)
        #expect(bounds.refundStart == Self.refundStart)
        #expect(bounds.start == Instant("2026-08-01") && bounds.end == Instant("2026-09-01"))
        #expect(bounds.genesisStart == Instant("2026-01-01"))
        #expect(bounds.seconds == 31 * 86_400)
    }

    @Test(
        "a row that nobody has seen is settled from the late window's first instant on (R8.1)",
        arguments: [
            (lateStart.before, false, false), (lateStart, false, true), (Instant("2026-08-01").before, false, true),
            (Instant("2026-08-01"), false, true), (Instant("2026-09-01").before, false, true),
            (Instant("2026-09-01"), false, false),
            // What was open is settled whatever its age, but not before its time, and nothing from before genesis.
            (lateStart.before, true, true), (Instant("2026-01-01"), true, true),
            (Instant("2026-01-01").before, true, false), (Instant("2026-09-01"), true, false),
        ])
    func late(date: Instant, open: Bool, isSettled: Bool) throws {
        #expect(try august(.purchase(), at: date, open: open).count == (isSettled ? 1 : 0))
        #expect(try august(.purchase(nil), at: date, open: open) == (isSettled ? ["amount_missing"] : []))
        #expect(try august(.purchase(status: "?"), at: date, open: open) == (isSettled ? ["status_unknown"] : []))
    }

    @Test("a line is late where its source was completed before the period (R8.6)")
    func lateFlag() throws {
        for (date, isLate) in [
            (Self.lateStart, true), (Instant("2026-08-01").before, true), (Instant("2026-08-01"), false),
        ] {
            var story = SourceStory()
            let (lines, _) = try story.close("2026-08", SourceRow.purchase().with { $0.date = date })
            #expect(lines.map(\.late) == [isLate])
            #expect(lines.map(\.holdFrom) == [Day("2026-09-01")])
        }
    }

    @Test("without a date of completion that of creation says whether a row is looked at")
    func byCreation() throws {
        func told(_ created: String?, open: Bool = false) throws -> [String] {
            var story = SourceStory()
            let row = SourceRow.purchase(on: nil).with { $0.createdAt = created.map { Instant($0) } }
            return try story.tell("2026-08", row, open: open)
        }
        #expect(try told("2026-06-17") == ["completed_at_missing"])
        #expect(try told("2026-06-16 23:59:59").isEmpty)
        #expect(try told("2026-06-16 23:59:59", open: true) == ["completed_at_missing"])
        #expect(try told("2026-09-01").isEmpty)
        #expect(try told(nil).isEmpty)
        // It was told before: it stays open until it is good, though no date is left.
        #expect(try told(nil, open: true) == ["completed_at_missing"])
    }

    /// What August makes of a row that was settled before, under a date, and has changed since.
    private func changed(_ row: SourceRow, settledAt date: Instant, open: Bool = false) throws -> [String] {
        var story = SourceStory()
        let sale = SourceRow.purchase().with { $0.date = date }
        #expect(
            try story.close("\(Period(containing: Day(number: Int32(date.microseconds / 86_400_000_000))))", sale).lines
                .count == 1)
        return try story.tell("2026-08", row.with { $0.date = date }, open: open)
    }

    private static let reversal = "reversal -1000 = 0 + -150 + -850"

    @Test(
        "a refund is looked for from the refund window's first instant on (R8.2)",
        arguments: ["refunded", "disputed", "pending"])
    func refund(status: String) throws {
        let row = SourceRow.purchase(status: status)
        #expect(try changed(row, settledAt: Self.refundStart) == [Self.reversal])
        #expect(try changed(row, settledAt: Self.refundStart.before).isEmpty)
        #expect(try changed(row, settledAt: Self.refundStart.before, open: true) == [Self.reversal])
    }

    @Test("an unknown status of a settled row is told within the refund window, and reverses nothing (R8.2)")
    func unknownStatus() throws {
        let row = SourceRow.purchase(status: "gone")
        #expect(try changed(row, settledAt: Self.refundStart) == ["status_unknown"])
        #expect(try changed(row, settledAt: Self.refundStart.before).isEmpty)
        #expect(try changed(row, settledAt: Self.refundStart.before, open: true) == ["status_unknown"])
    }

    @Test("a change is looked for from the late window's first instant on (R8.4)")
    func correction() throws {
        let correction = ["correction -1000 = -100 + -50 + -850", "sale 2000 = 150 + 50 + 1800"]
        #expect(try changed(.purchase(2_000), settledAt: Self.lateStart) == correction)
        #expect(try changed(.purchase(2_000), settledAt: Self.lateStart.before).isEmpty)
        #expect(try changed(.purchase(2_000), settledAt: Self.lateStart.before, open: true) == correction)
        // Between the two windows a refund is still taken up, and a change is not.
        #expect(try changed(.purchase(2_000, status: "refunded"), settledAt: Self.lateStart.before) == [Self.reversal])
    }

    @Test("the windows go by the date as settled, wherever the row's date has moved since")
    func dateAsSettled() throws {
        for moved in ["2026-01-15", "2026-08-15", "2027-01-01"] {
            var story = SourceStory()
            _ = try story.close("2026-07", .purchase(on: "2026-07-01"))
            #expect(try story.tell("2026-08", .purchase(on: moved)).isEmpty)
            #expect(try story.tell("2026-08", .purchase(on: moved, status: "refunded")) == [Self.reversal])
        }
    }

    @Test("windows of no days reach no further than the period")
    func noWindow() throws {
        let entry = PolicyEntry.standard.with {
            $0.lateArrivalDays = 0
            $0.refundDays = 0
        }
        var story = SourceStory(policy: .of(entry))
        #expect(try story.tell("2026-08", .purchase(on: "2026-07-31 23:59:59")).isEmpty)
        #expect(try story.tell("2026-08", .purchase(on: "2026-08-01")).count == 1)
        #expect(try story.tell("2026-09", .purchase(on: "2026-08-01", status: "refunded")).isEmpty)
    }
}
