import Sample
import Testing

/// Everything that is planted is found by the closes, and nothing else is.
@Suite("Planted faults")
struct FaultsFoundTests {
    /// Warnings that only the close gives that settles, fills or first sees the gap (R12).
    private static let once: Set<String> = ["fee_mismatch", "self_dealing", "renewals_assumed", "subscription_gap"]

    /// What the closes have to report of a fault, month by month (R12).
    private static func expected(_ fault: PlantedFault, in platform: SamplePlatform) -> [String] {
        guard let first = fault.month, !["rating_out_of_range", "payout_parts"].contains(fault.code),
            fault.table != .payouts, fault.code != "too_late"
        else { return [] }
        let isBrief = once.contains(fault.code) || fault.table == .engagementTracking
        let last = isBrief ? first : fault.repairedAfter ?? platform.options.months - 1
        return (first...last).map { "\(platform.months[$0]) \(fault.code) \(fault.table.rawValue) \(fault.rowID)" }
    }

    private static func compare(_ lived: LivedPlatform) throws {
        let expected = Set(lived.platform.faults.flatMap { FaultsFoundTests.expected($0, in: lived.platform) })
        let reported = try lived.reported()
        #expect(expected.subtracting(reported).sorted() == [], "planted, not reported")
        #expect(reported.subtracting(expected).sorted() == [], "reported, not planted")
    }

    @Test("are reported by the closes in every month in which the rules want it, and nothing else is")
    func bothWays() throws {
        let lived = try LivedPlatform.tiny()
        try FaultsFoundTests.compare(lived)
        #expect(try lived.reported().count > 60)
    }

    @Test("are found in platforms of other seeds and lengths", arguments: [(2, 1), (3, 2), (4, 3), (5, 5), (6, 12)])
    func otherPlatforms(seed: UInt64, months: Int) throws {
        var options = SampleOptions.tiny
        (options.seed, options.months) = (seed, months)
        options.fitReaders()
        try FaultsFoundTests.compare(try LivedPlatform(options))
    }

    @Test("are none where none were asked for")
    func clean() throws {
        var options = SampleOptions.tiny
        options.badRows = false
        #expect(try LivedPlatform(options).reported() == [])
    }

    @Test("have the severity that the sample gives them")
    func severity() throws {
        let lived = try LivedPlatform.tiny()
        let warnings = Set(
            try lived.lines("SELECT DISTINCT code FROM settlement.exceptions WHERE severity = 'warning'"))
        let planted = Set(lived.platform.faults.filter(\.isWarning).map(\.code))
        #expect(warnings == planted.intersection(try lived.lines("SELECT DISTINCT code FROM settlement.exceptions")))
    }
}
