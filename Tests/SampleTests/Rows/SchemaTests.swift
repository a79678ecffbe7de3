import Foundation
import Testing

@testable import Sample

@Suite("The platform's schema")
struct SchemaTests {
    /// The tables that a text of SQL creates, with the names of their columns.
    private static func tables(in sql: String) -> [String: [String]] {
        var tables: [String: [String]] = [:]
        var current: String?
        for line in sql.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            if line.hasPrefix("CREATE TABLE "), words.count > 2 {
                current = words[2]
                tables[words[2]] = []
            } else if line.hasPrefix(");") {
                current = nil
            } else if let table = current, let word = words.first, word.allSatisfy({ $0.isLowercase || $0 == "_" }) {
                tables[table]?.append(word)
            }
        }
        return tables
    }

    @Test("is the 18 tables that the sample fills")
    func tables() {
        let created = SchemaTests.tables(in: PlatformSchema.sql)
        #expect(created.count == 18 && Set(created.keys) == Set(SampleTable.allCases.map(\.rawValue)))
    }

    @Test(
        "has every column that the sample writes, but for the two that the engine adds", arguments: SampleTable.allCases
    )
    func columns(table: SampleTable) {
        let created = SchemaTests.tables(in: PlatformSchema.sql)[table.rawValue] ?? []
        let added = ["bundle_id", "payout_details"].filter {
            PlatformSchema.additions.contains("\(table.rawValue) ADD COLUMN IF NOT EXISTS \($0)")
        }
        #expect(Set(table.columns).subtracting(created) == Set(added))
        #expect(Set(table.columns).count == table.columns.count)
    }

    @Test("is loaded by a COPY that names its columns")
    func statement() {
        #expect(
            SampleTable.bundleContents.copyStatement
                == "COPY public.bundle_contents (id, bundle_id, content_id, revenue_share_percent) FROM STDIN")
    }
}

@Suite("Shares of a table")
struct SliceTests {
    @Test("are all units, in order and once", arguments: [0, 1, 2, 7, 100, 12_345], [1, 2, 3, 7, 64])
    func partition(units: Int, count: Int) {
        let ranges = (0..<count).map { SampleSlice($0, of: count).range(of: units) }
        #expect(ranges.flatMap { Array($0) } == Array(0..<units))
        let sizes = ranges.map(\.count)
        #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
    }

    @Test("are the whole where there is one")
    func whole() {
        #expect(SampleSlice.whole == SampleSlice(0, of: 1) && SampleSlice.whole.range(of: 9) == 0..<9)
    }
}
