import PolicyFile
import Settlement
import Testing

@testable import Sample

@Suite("What is planted in a sample")
struct FaultsTests {
    /// Codes of the rules' last list (R12) that no close gives.
    private static let ofOtherJobs: Set<String> = ["rating_out_of_range", "no_payout_details", "payout_parts"]

    @Test("is every exception that the rules know")
    func allCodes() throws {
        let planted = Set(try SamplePlatform(.demo).faults.map(\.code))
        #expect(planted == Set(ExceptionCode.allCases.map(\.rawValue)).union(FaultsTests.ofOtherJobs))
    }

    @Test("is a warning where the rules say so")
    func warnings() throws {
        for fault in try SamplePlatform(.demo).faults {
            let expected = ExceptionCode(rawValue: fault.code)?.isWarning
            #expect(fault.isWarning == (expected ?? true), "\(fault.code)")
        }
    }

    @Test("is a row each, with an id that is in its table")
    func rowsExist() throws {
        let platform = try SamplePlatform(.tiny)
        var ids: [SampleTable: Set<String>] = [:]
        for part in parts(of: platform) {
            for table in platform.tables(in: part) {
                ids[table, default: []].formUnion(try column("id", of: table, part, in: platform))
            }
        }
        for fault in platform.faults {
            #expect(ids[fault.table]?.contains(fault.rowID) == true, "\(fault.code) in \(fault.table)")
        }
    }

    @Test("is nothing where nothing was asked for, in the list and in the rows")
    func none() throws {
        var options = SampleOptions.tiny
        options.badRows = false
        let platform = try SamplePlatform(options)
        #expect(platform.faults.isEmpty)
        let providers = try column("payment_provider", of: .purchases, .month(0), in: platform)
        #expect(Set(providers) == ["paddle", "lemon_squeezy"])
    }

    @Test("is put right after the month that follows, if there is one", arguments: [1, 2, 3, 4, 12])
    func repairs(months: Int) throws {
        var options = SampleOptions.tiny
        options.months = months
        options.fitReaders()
        let platform = try SamplePlatform(options)
        let changes = (0..<months).map { platform.changes(after: $0).map(\.sql) }
        for fault in platform.faults {
            let mending = changes.indices.filter { month in
                changes[month].contains { $0.hasSuffix("WHERE id = '\(fault.rowID)'") }
            }
            if let repaired = fault.repairedAfter {
                #expect(mending.contains(repaired) && repaired == (fault.month ?? -9) + 1, "\(fault)")
            }
        }
    }

    @Test("is in two months each, or in as many as there are")
    func twice() throws {
        let platform = try SamplePlatform(.demo)
        for place in 0..<30 { #expect((0..<12).count { platform.isPlanted(place, in: $0) } == 2) }
        #expect(!platform.isPlanted(0, in: -1))
    }

    @Test("is never struck by what happens to other rows by chance")
    func outOfReach() throws {
        for fault in try SamplePlatform(.demo).faults where fault.table != .users {
            #expect(fault.rowID.hasPrefix("ffffffff-ffff-"))
        }
    }
}

@Suite("The sample's policy")
struct SamplePolicyTests {
    @Test("can be read at every length of the sample", arguments: [1, 2, 3, 12, 48])
    func readable(months: Int) throws {
        var options = SampleOptions.tiny
        options.months = months
        options.fitReaders()
        let policy = try PolicyFile.parse(try SamplePlatform(options).policy, name: "sample").policy
        #expect(policy.genesis.description == "2025-01" && policy.timezone == "Asia/Phnom_Penh")
        let last = Period(year: 2025, month: 1 + max(1, months / 2))
        #expect(policy.entry(for: last).pool != policy.entry(for: policy.genesis).pool)
    }
}
