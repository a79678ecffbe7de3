import Foundation
import TestServer
import Testing

/// The same data gives the same books, whatever the order of the rows, however often and by which way (R2.3).
@Suite("The same again")
struct SamenessTests {
    private static let datasets = [
        "lines", "recognitions", "billing-periods", "pools", "exceptions", "excluded-engagement",
    ]

    private static let sources = [
        "users", "contents", "bundles", "bundle_contents", "purchases", "donations", "subscriptions",
        "engagement_tracking",
    ]

    /// Every dataset of a period, by name.
    private func books(_ database: TestDatabase, _ arguments: String...) throws -> [String: String] {
        try Dictionary(
            uniqueKeysWithValues: SamenessTests.datasets.map { dataset in
                let result = try Remit.run(["export", dataset] + arguments, database: database.url)
                #expect(result.status == 0, "\(result.errors)")
                return (dataset, result.output)
            })
    }

    @Test("rows in another order give the same roots and the same bytes of every dataset", arguments: ["a", "b", "c"])
    func shuffled(seed: String) throws {
        let (database, shuffled) = try (SmallPlatform.withJanuary(), SmallPlatform.withJanuary())
        for table in SamenessTests.sources {
            let before = try shuffled.sql("SELECT id FROM \(table)")
            try shuffled.sql(
                """
                CREATE TEMPORARY TABLE other AS SELECT * FROM \(table);
                TRUNCATE \(table) CASCADE;
                INSERT INTO \(table) SELECT * FROM other ORDER BY md5(id::text || '\(seed)');
                """)
            #expect(try before.isEmpty || shuffled.sql("SELECT id FROM \(table)") != before)
        }
        for month in ["2026-02", "2026-03"] {
            let root = try database.remit("close", month).root
            #expect(root != nil)
            #expect(try shuffled.remit("close", month).root == root)
            #expect(try books(shuffled, "--period", month) == books(database, "--period", month))
        }
    }

    @Test(
        "a plan for one worker, or for hashes and loops, gives the same root",
        arguments: [
            "max_parallel_workers_per_gather = 0", "enable_hashjoin = off", "enable_nestloop = off",
            "enable_sort = off",
            "timezone = 'Asia/Phnom_Penh'", "datestyle = 'SQL, DMY'", "extra_float_digits = 0", "work_mem = '64kB'",
        ])
    func plans(setting: String) throws {
        let expected = try Undisturbed.february()
        let database = try SmallPlatform.withJanuary()
        try database.sql("ALTER DATABASE \(database.name) SET \(setting)")
        #expect(try database.remit("close", "2026-02").root == expected.root)
    }

    @Test("a draft, a second draft and the close have the same root and the same books")
    func draftThenClose() throws {
        let expected = try Undisturbed.february()
        let database = try SmallPlatform.withJanuary()
        for _ in 1...2 {
            let draft = try database.remit("close", "2026-02", "--draft")
            #expect(draft.status == 0 && draft.output.hasPrefix("2026-02 drafted"))
            #expect(draft.root == expected.root)
        }
        let drafted = try books(database, "--period", "2026-02", "--draft")
        #expect(try database.sql("SELECT count(*) FROM settlement.periods") == "1")
        #expect(try database.remit("close", "2026-02").root == expected.root)
        #expect(try books(database, "--period", "2026-02") == drafted)
        try expected.check(database, mayBeClosed: true)
    }

    @Test("two exports are the same bytes, on stdout and in a file")
    func exportedTwice() throws {
        let database = try SmallPlatform.withJanuary()
        let folder = URL(filePath: NSTemporaryDirectory()).appending(path: "remit-export-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = try books(database)
        #expect(try books(database) == first)
        for (dataset, text) in first {
            let file = folder.appending(path: "\(dataset).csv")
            #expect(try database.remit("export", dataset, "--out", file.path).status == 0)
            #expect(try String(contentsOf: file, encoding: .utf8) == text)
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(files.sorted() == SamenessTests.datasets.map { "\($0).csv" }.sorted())
    }

    @Test("csv and jsonl hold the same values", arguments: SamenessTests.datasets)
    func formats(dataset: String) throws {
        let database = try SmallPlatform.withJanuary()
        let rows = CSV.rows(try database.remit("export", dataset).output)
        let objects = try database.remit("export", dataset, "--format", "jsonl").output.split(separator: "\n")
        let header = try #require(rows.first)
        #expect(rows.count > 1)
        #expect(objects.count == rows.count - 1)
        for (row, object) in zip(rows.dropFirst(), objects) {
            let parsed = try JSONDecoder().decode([String: Scalar].self, from: Data(object.utf8))
            #expect(parsed.mapValues(\.text) == Dictionary(uniqueKeysWithValues: zip(header, row)))
        }
    }
}

/// A JSON value that is no array or object, as CSV has it.
private struct Scalar: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            text = ""
        } else if let flag = try? value.decode(Bool.self) {
            text = "\(flag)"
        } else if let number = try? value.decode(Int64.self) {
            text = "\(number)"
        } else {
            text = try value.decode(String.self)
        }
    }
}
