import Foundation
import Settlement

/// The days of a time zone, as Foundation knows them; the rules themselves are handed instants and days.
struct ZoneCalendar {
    private let zone: TimeZone

    /// The calendar of a time zone by its name.
    init(_ name: String) throws {
        guard let zone = TimeZone(identifier: name) else {
            throw World.Malformed(description: "Foundation does not know the time zone \"\(name)\"")
        }
        self.zone = zone
    }

    /// The day that an instant lies in (R2.1).
    func day(of instant: Instant) -> Day {
        let seconds = floorDivide(instant.microseconds, by: 1_000_000)
        return Day(number: Int32(floorDivide(seconds + offset(at: seconds), by: 86_400)))
    }

    /// The first instant of a day: the earliest at which the clocks of the zone show it.
    ///
    /// Clocks that are put forward at midnight begin it at 01:00; where they are put back after midnight, the first of
    /// the two midnights begins it.
    func start(of day: Day) -> Instant {
        let local = Int64(day.number) * 86_400
        let candidates = [local - offset(at: local - 100_000), local - offset(at: local + 100_000)].sorted()
        let first = candidates.first { self.day(of: Instant(microseconds: $0 * 1_000_000)) >= day } ?? candidates[1]
        return Instant(microseconds: first * 1_000_000)
    }

    /// Where the months and windows of a close begin.
    func bounds(of period: Period, under policy: Policy) -> PeriodBounds {
        let entry = policy.entry(for: period)
        let months = (policy.genesis.index...period.next.index).map { start(of: Period(index: $0).firstDay) }
        return PeriodBounds(
            period: period, genesis: policy.genesis, monthStarts: months,
            lateStart: start(of: period.firstDay.adding(days: -entry.lateArrivalDays)),
            refundStart: start(of: period.firstDay.adding(days: -entry.refundDays)))
    }

    private func offset(at seconds: Int64) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds))))
    }

    private func floorDivide(_ value: Int64, by divisor: Int64) -> Int64 {
        value >= 0 ? value / divisor : (value - divisor + 1) / divisor
    }
}
