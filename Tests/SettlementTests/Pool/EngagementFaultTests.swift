import Money
import Settlement
import Testing

/// February 2026 has 2,419,200 seconds.
@Suite("Bad engagement (R12)")
struct EngagementFaultTests {
    private static let seconds: Int64 = 28 * 86_400

    @Test(
        "the first fault of a row by itself",
        arguments: [
            (EngagementRow.read(1), nil),
            (.read(1, time: 0, sessions: 0, concepts: 0), nil),
            (.read(1, time: 5, sessions: 5, concepts: 5), nil),
            (.read(1, time: 5, sessions: 6, concepts: 0), ExceptionCode.engagementImpossible),
            (.read(1, time: 5, sessions: 0, concepts: 6), .engagementImpossible),
            (.read(1, time: 0, sessions: 1, concepts: 0), .engagementImpossible),
            (.read(1, start: "2026-02-02"), .engagementPeriod),
            (.read(1, end: "2026-02-27"), .engagementPeriod),
            (.read(1, end: "2026-03-01"), .engagementPeriod),
            (.read(1, end: nil), .engagementPeriod),
            (.read(1, time: 5, sessions: 6, end: "2026-02-27"), .engagementPeriod),
            (.read(1, time: -1), .engagementNegative),
            (.read(1, sessions: -1), .engagementNegative),
            (.read(1, concepts: -1), .engagementNegative),
            (.read(1, time: -1, sessions: 6, end: "2026-02-27"), .engagementNegative),
        ])
    func ownFault(row: EngagementRow, code: ExceptionCode?) throws {
        var gathering = Gathering()
        #expect(try gathering.take(row)[1] == code)
        #expect(gathering.counting().isEmpty == (code != nil))
        #expect(gathering.excluded().isEmpty == (code == nil))
    }

    @Test("a reader who reads every second of the month is possible, a second more is not")
    func wholeMonth() throws {
        var possible = Gathering()
        #expect(try possible.take(.read(1, time: Self.seconds - 60), .read(2)).isEmpty)
        #expect(possible.counting().count == 2)
        var impossible = Gathering()
        #expect(
            try impossible.take(.read(1, time: Self.seconds - 59), .read(2))
                == [1: .engagementImpossible, 2: .engagementImpossible])
        #expect(impossible.counting().isEmpty)
        #expect(impossible.excluded() == ["1 engagement_impossible 1 2419141", "2 engagement_impossible 1 60"])
    }

    @Test("the time of bad rows is not added up, that of rows whose content does not count is")
    func whatIsAddedUp() throws {
        var gathering = Gathering()
        #expect(
            try gathering.take(
                .read(1, time: Self.seconds), .read(2, end: "2026-02-27"), .read(3, time: 5, sessions: 9),
                .read(4, time: -9))
                == [2: .engagementPeriod, 3: .engagementImpossible, 4: .engagementNegative])
        #expect(gathering.counting() == [1: "2419200 1 1"])
        var platform = Gathering()
        #expect(
            try platform.take(.read(1, time: Self.seconds), .read(2, rule: .platformContent))
                == [1: .engagementImpossible, 2: .engagementImpossible])
        #expect(platform.excluded() == ["1 engagement_impossible 1 2419200", "2 engagement_impossible 1 60"])
    }

    @Test("readers are judged one by one")
    func readers() throws {
        var gathering = Gathering()
        #expect(try gathering.take(.read(1, time: Self.seconds)).isEmpty)
        #expect(try gathering.take(.read(1), reader: .buyer).isEmpty)
        #expect(gathering.counting() == [1: "2419260 2 2"])
    }

    @Test("rows without a reader are asked their own faults only, and count for nobody")
    func nobody() throws {
        var gathering = Gathering()
        #expect(
            try gathering.take(.read(1, time: Self.seconds), .read(2), .read(3, time: -1), reader: nil)
                == [3: .engagementNegative])
        #expect(gathering.counting().isEmpty && gathering.excluded().isEmpty)
    }

    @Test("clock changes count: a month that is an hour shorter holds an hour less")
    func clockChange() throws {
        let start = Instant("2026-03-01 05:00:00")
        let period = Period("2026-03")!
        let bounds = PeriodBounds(
            period: period, genesis: period, monthStarts: [start, Instant("2026-04-01 04:00:00")], lateStart: start,
            refundStart: start)
        let seconds: Int64 = 31 * 86_400 - 3_600
        for (time, count) in [(seconds, 0), (seconds + 1, 1)] {
            var builder = PoolBuilder(bounds: bounds, terms: PolicyEntry.standard.pool)
            let row = EngagementRow.read(1, time: time, start: "2026-03-01", end: "2026-03-31")
            #expect(try builder.take(reader: .reader, rows: [row], revenue: []).count == count)
        }
    }

    @Test("messages have the values")
    func messages() throws {
        func message(_ rows: EngagementRow...) throws -> String? {
            var builder = Gathering().builder
            return try builder.take(reader: .reader, rows: rows, revenue: []).first?.message
        }
        #expect(try message(.read(1, time: -1)) == "time -1, sessions 1, concepts 1: none is below 0; correct it")
        #expect(
            try message(.read(1, end: nil))
                == "the row runs from 2026-02-01 to null, not over all of 2026-02; correct its dates")
        #expect(try message(.read(1, time: 5, sessions: 6)) == "6 sessions and 1 concepts in 5 s; correct it")
        #expect(
            try message(.read(1, time: Self.seconds + 1))
                == "its reader has 2419201 s in 2026-02, which has 2419200 s; look for a fault or a bot")
    }

    @Test("a reader's time that leaves 64 bits refuses the close")
    func overflow() {
        var gathering = Gathering()
        #expect(throws: MoneyError.overflow("a sum of amounts")) {
            try gathering.take(.read(1, time: .max), .read(2, time: .max))
        }
    }
}
