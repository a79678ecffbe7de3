import Foundation
import Ledger
import PostgresClient
import Sample
import Testing
import TestServer

@testable import Demo

@Suite("A sample platform's life")
struct PlatformLifeTests {
    @Test("fills every table of the platform", arguments: SampleTable.allCases)
    func tables(table: SampleTable) throws {
        let lived = try LivedPlatform.tiny()
        #expect(try Int(lived.database.sql("SELECT count(*) FROM \(table.rawValue)")) ?? 0 > 0)
    }

    @Test("closes every month, the last one with lines of every kind")
    func kinds() throws {
        let lived = try LivedPlatform.tiny()
        #expect(
            try lived.lines("SELECT to_char(period, 'YYYY-MM') FROM settlement.periods ORDER BY 1")
                == lived.platform.months.map(\.description))
        let exported = try Remit.run(["export", "lines", "--period", "2025-04"], database: lived.database.url)
        let kinds = exported.output.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[1] }
        #expect(
            Set(kinds) == ["sale", "bundle", "donation", "pool", "reversal", "correction", "reinstatement"],
            "\(exported.errors)")
    }

    @Test("brings lines of every kind in the last month of the demo's own size as well")
    func demoKinds() throws {
        let lived = try LivedPlatform(.demo)
        let kinds = try lived.lines(
            "SELECT DISTINCT kind FROM settlement.lines WHERE period = (SELECT max(period) FROM settlement.periods)")
        #expect(Set(kinds) == ["s", "b", "d", "p", "r", "c", "i"])
    }

    @Test("brings hostile titles into the database unharmed")
    func hostileTitles() throws {
        let lived = try LivedPlatform(.demo)
        let found = Set(try lived.lines("SELECT 'x' || encode(convert_to(title, 'UTF8'), 'hex') FROM contents"))
        let hostile = ["=HYPERLINK(\"", "<script>", "Robert');", "tab\there", "two\nlines", "back\\slash \\N \\."]
        let hexadecimal = hostile.map {
            $0.utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        }
        for (title, digits) in zip(hostile, hexadecimal) {
            #expect(found.contains { $0.hasPrefix("x" + digits) }, "\(title.debugDescription)")
        }
        #expect(found.contains("x") && found.contains("x206c656164696e6720616e6420747261696c696e6720"))
    }

    @Test("is the same for the same seed: the same roots, month by month; and another for another seed")
    func sameSeed() throws {
        let roots = "SELECT encode(root, 'hex') FROM settlement.periods ORDER BY period"
        let first = try LivedPlatform.tiny().lines(roots)
        #expect(try LivedPlatform(.tiny).lines(roots) == first)
        var options = SampleOptions.tiny
        options.seed = 99
        #expect(Set(try LivedPlatform(options).lines(roots)).isDisjoint(with: first))
    }

    @Test("keeps every planted repair: what was put right is settled by the next close")
    func repairsSettle() throws {
        let lived = try LivedPlatform.tiny()
        for fault in lived.platform.faults where fault.table == .purchases || fault.table == .donations {
            guard let repaired = fault.repairedAfter, repaired + 1 < lived.platform.months.count else { continue }
            let period = "\(lived.platform.months[repaired + 1])-01"
            let settled = try lived.database.sql(
                "SELECT count(*) > 0 AND bool_and(late) FROM settlement.lines WHERE source_id = '\(fault.rowID)'"
                    + " AND period = '\(period)' AND kind IN ('s', 'd')")
            #expect(settled == "t", "\(fault.code) \(fault.rowID)")
        }
    }

    @Test("has a purchase that lies beyond the windows, which only a look for late rows brings up")
    func tooLate() throws {
        let lived = try LivedPlatform(.tiny)
        let fault = try #require(lived.platform.faults.first { $0.code == "too_late" })
        let settled = "SELECT count(*) FROM settlement.lines WHERE source_id = '\(fault.rowID)'"
        #expect(try lived.database.sql(settled) == "0")
        let policy = "/tmp/remit-sample-policy-\(lived.database.name).yaml"
        try lived.platform.policy.write(toFile: policy, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: policy) }
        let noted = try Remit.run(
            ["backfill", "late", "--from", "2025-01", "--policy", policy], database: lived.database.url)
        #expect(noted.status == 0, "\(noted.errors)")
        #expect(
            try lived.database.sql("SELECT count(*) FROM settlement.late_notes WHERE row_id = '\(fault.rowID)'") == "1")
        let closed = try Remit.run(["close", "2025-05", "--policy", policy], database: lived.database.url)
        #expect(closed.status == 0, "\(closed.errors)")
        #expect(try lived.database.sql(settled) == "1")
    }

    @Test("loads a part in whole or not at all")
    func wholeParts() throws {
        let platform = try SamplePlatform(.tiny)
        let database = try TestDatabase()
        let connection = try Connection(ConnectionParameters(database.url))
        let loader = SampleLoader(platform, into: connection)
        try loader.createTables()
        _ = try Migrator(connection: connection).migrate()
        // One row of the part's last table is there already, under the id that the sample gives it.
        let taken = try LivedPlatform.tiny().database.sql("SELECT id FROM payouts ORDER BY requested_at LIMIT 1")
        try database.sql("INSERT INTO payouts (id) VALUES ('\(taken)')")
        let error = #expect(throws: PostgresError.self) { try loader.load(.initial) }
        #expect("\(try #require(error))".contains("loading payouts"))
        #expect(try database.sql("SELECT count(*) FROM users") == "0")
    }
}
