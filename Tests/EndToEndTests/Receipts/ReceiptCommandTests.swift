import Foundation
import Receipts
import TestServer
import Testing

/// Receipts and roots of real books, written by the command and checked by it, by the library and by a script in Python.
@Suite("Receipts of a closed month")
struct ReceiptCommandTests {
    /// A folder that is gone after the test.
    private final class Folder {
        let url = URL(filePath: NSTemporaryDirectory()).appending(path: "remit-receipts-\(UUID().uuidString)")
        init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(at: url) }
        func path(_ name: String) -> String { url.appending(path: name).path }
        func write(_ text: String, to name: String) throws -> String {
            try Data(text.utf8).write(to: url.appending(path: name))
            return path(name)
        }
        var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: url.path).sorted()) ?? [] }
    }

    private static func verify(_ arguments: String...) throws -> Shell.Result {
        // No database may be asked: there is none under this name.
        try Remit.run(["verify"] + arguments, database: "host=/nowhere")
    }

    private static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "check_receipt.py")

    /// Runs the script; the test is not run where there is no Python.
    private static func python(_ files: [String]) throws -> Shell.Result {
        let result = try Shell.run("/usr/bin/env", ["python3", script.path] + files)
        if result.status == 127 { try NotRun.because("there is no python3") }
        return result
    }

    private static func creators(_ database: TestDatabase, _ period: String) throws -> [String] {
        try database.sql(
            """
            SELECT DISTINCT creator_id FROM settlement.lines WHERE period = '\(period)-01' AND creator_id IS NOT NULL
            ORDER BY creator_id
            """
        ).split(separator: "\n").map(String.init)
    }

    @Test("all of a month: a file for every creator and the root, each proved, also by a script in Python")
    func all() throws {
        let database = try SmallPlatform.closed()
        let folder = try Folder()
        let written = try database.remit("receipt", "all", "--period", "2026-02", "--out", folder.path("new/receipts"))
        #expect(written.status == 0 && written.output == "", "\(written.errors)")
        let creators = try ReceiptCommandTests.creators(database, "2026-02")
        #expect(creators.count > 5)
        let receipts = folder.url.appending(path: "new/receipts")
        let names = try FileManager.default.contentsOfDirectory(atPath: receipts.path).sorted()
        #expect(names == (creators + ["root"]).map { "\($0).json" })
        let root = receipts.appending(path: "root.json").path
        for creator in creators {
            let checked = try ReceiptCommandTests.verify(
                "2026-02", "--receipt", receipts.appending(path: "\(creator).json").path, "--root", root)
            #expect(checked.status == 0, "\(checked.output)")
        }
        let files = creators.map { receipts.appending(path: "\($0).json").path }
        let python = try ReceiptCommandTests.python([root] + files)
        #expect(python.status == 0, "\(python.errors)")
        #expect(python.output == creators.map { "\($0) proved\n" }.joined())
        let streamed = try database.remit("receipt", "all", "--period", "2026-02").output
        #expect(try streamed == files.map { try String(contentsOfFile: $0, encoding: .utf8) }.joined())
    }

    @Test("the script is at most 60 lines, imports the standard library alone, and refuses what was altered")
    func script() throws {
        let text = try String(contentsOf: ReceiptCommandTests.script, encoding: .utf8)
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 61)
        let imports = text.matches(of: /(?m)^(?:import|from) (\w+)/).map { String($0.1) }
        #expect(imports == ["hashlib", "json", "sys"])
        let (receipt, root) = try ReceiptCommandTests.pair(in: SmallPlatform.closed())
        let folder = try Folder()
        let rootFile = try folder.write(root, to: "root.json")
        let changes: [(String, String)] = [
            (",true,", ",false,"), ("\"index\":1", "\"index\":2"), ("2026-02\"", "2026-03\""),
            ("chain_path\":[\"", "chain_path\":[\"00"),
            ("\"tree_size\":", "\"tree_size\":1"), ("previous,2026-02", "previous,2026-01"),
            ("\"path\":[\"", "\"path\":[\"00\",\""),
        ]
        for (old, new) in changes {
            let altered = receipt.replacing(old, with: new)
            #expect(altered != receipt, "\(old)")
            let file = try folder.write(altered, to: "altered.json")
            let python = try ReceiptCommandTests.python([rootFile, file])
            #expect(python.status == 1 && python.output.contains("NOT PROVED: "), "\(new): \(python.output)")
            #expect(try ReceiptCommandTests.verify("--receipt", file, "--root", rootFile).status == 1, "\(new)")
        }
    }

    /// The receipt of a creator in February with a leaf beyond the tenth place, and that month's root.
    private static func pair(in database: TestDatabase) throws -> (receipt: String, root: String) {
        let receipts = try database.remit("receipt", "all", "--period", "2026-02").output.split(separator: "\n")
        let receipt = try #require(receipts.first { $0.contains("\"index\":1") && $0.contains(",true,") })
        return ("\(receipt)\n", try database.remit("receipt", "root", "--period", "2026-02").output)
    }

    @Test("of one creator: what it says, with figures as the books have them")
    func one() throws {
        let database = try SmallPlatform.closed()
        let creator = try #require(ReceiptCommandTests.creators(database, "2026-01").first)
        let folder = try Folder()
        let file = folder.path("receipt.json")
        #expect(try database.remit("receipt", "creator", creator, "--period", "2026-01", "--out", file).status == 0)
        let printed = try database.remit("receipt", "creator", creator.uppercased(), "--period", "2026-01").output
        #expect(try printed == String(contentsOfFile: file, encoding: .utf8))
        let root = try database.sql("SELECT encode(root, 'hex') FROM settlement.periods ORDER BY period LIMIT 1")
        let totals = try database.sql(
            """
            SELECT format('  %s %s, %s, held from %s: %s line%s, gross %s, processing %s, platform %s, creator %s', currency,
                CASE bucket WHEN 's' THEN 'sales' WHEN 'd' THEN 'donations' ELSE 'subscriptions' END,
                CASE WHEN payable THEN 'payable' ELSE 'not payable' END, hold_from, count(*),
                CASE count(*) WHEN 1 THEN '' ELSE 's' END, round(sum(gross_cents) / 100.0, 2), round(sum(processing_cents) / 100.0, 2),
                round(sum(platform_cents) / 100.0, 2), round(sum(creator_cents) / 100.0, 2))
            FROM settlement.lines WHERE period = '2026-01-01' AND creator_id = '\(creator)'
            GROUP BY currency, bucket, payable, hold_from
            ORDER BY currency, CASE bucket WHEN 's' THEN 'sales' WHEN 'd' THEN 'donations' ELSE 'subscriptions' END, payable, hold_from
            """)
        let checked = try ReceiptCommandTests.verify("--receipt", file)
        #expect(checked.status == 0 && checked.errors == "")
        #expect(
            checked.output == """
                receipt of creator \(creator) for 2026-01: sound, under the root \(root)
                \(totals)
                checked by itself alone: compare its root with the one that the platform published, or name that with --root

                """)
        let typed = try ReceiptCommandTests.verify("--receipt", file, "--root", root.uppercased())
        #expect(typed.status == 0 && typed.output.hasSuffix("\nits root is the one that was given\n"))
        let json = try ReceiptCommandTests.verify("--receipt", file, "--root", root, "--json")
        #expect(
            try JSONValue.line(json.output) == [
                "receipt": .text(file), "root": .text(root), "period": "2026-01", "creator": .text(creator),
                "tree_root": .text(root), "faults": [], "sound": true,
            ])
    }

    @Test("altered, of another month, or under another root are not proved, in sentences, with exit code 1")
    func refused() throws {
        let database = try SmallPlatform.closed()
        let (receipt, _) = try ReceiptCommandTests.pair(in: database)
        let folder = try Folder()
        let file = try folder.write(receipt, to: "receipt.json")
        let march = folder.path("march.json")
        #expect(try database.remit("receipt", "root", "--period", "2026-03", "--out", march).status == 0)
        let roots = try database.sql("SELECT encode(root, 'hex') FROM settlement.periods ORDER BY period")
            .split(separator: "\n")
        let sizes = try database.sql("SELECT count(*) FROM settlement.leaves GROUP BY period ORDER BY period")
            .split(separator: "\n")
        let creator = try Receipt(file: Array(receipt.utf8)).creator
        let other = try ReceiptCommandTests.verify("--receipt", file, "--root", march)
        #expect(other.status == 1 && other.errors == "")
        let size =
            sizes[1] == sizes[2] ? "" : "  the receipt's tree has \(sizes[1]) leaves, the published one \(sizes[2])\n"
        #expect(
            other.output == """
                receipt of creator \(creator) for 2026-02: not proved (\(size.isEmpty ? 2 : 3) faults)
                  the receipt is of "2026-02", the published root of "2026-03": compare it with the root of its month
                  the receipt's root is \(roots[1]), the one to compare with is \(roots[2])
                \(size)
                """)
        let asked = try ReceiptCommandTests.verify("2026-01", "--receipt", file, "--json")
        #expect(asked.status == 1)
        #expect(try JSONValue.line(asked.output)["faults"] == ["the receipt is of \"2026-02\", not of \"2026-01\""])
        let hostile = try folder.write(receipt.replacing("2026-02\"", with: "\\u001b[31m\""), to: "hostile.json")
        let shown = try ReceiptCommandTests.verify("--receipt", hostile)
        #expect(shown.status == 1 && !shown.output.contains("\u{1B}"))
    }

    @Test("refuses what is no receipt, no root and no key, each with its exit code and sentence")
    func files() throws {
        let folder = try Folder()
        let text = try folder.write("hello", to: "text.json")
        let missing = folder.path("missing.json")
        func complaint(_ arguments: String...) throws -> String {
            let result = try Remit.run(["verify"] + arguments, database: "host=/nowhere")
            #expect(result.output == "")
            return "\(result.status) \(result.errors)"
        }
        #expect(try complaint("--receipt", text) == "65 remit: \"\(text)\" is no receipt: it is not a JSON object\n")
        #expect(
            try complaint("--receipt", missing)
                == "1 remit: \"\(missing)\" is no file that can be read: name a receipt\n")
        #expect(try complaint("--root", text) == "65 remit: \"\(text)\" is no root file: it is not a JSON object\n")
        #expect(
            try complaint("--root", missing)
                == "1 remit: \"\(missing)\" is no file that can be read: name a root file\n")
        let digits = String(repeating: "0", count: 64)
        #expect(
            try complaint("--root", digits) == "64 remit: name a receipt with --receipt, or a root file with --root\n")
        #expect(
            try complaint("--receipt", text, "--root", digits, "--key", digits)
                == "64 remit: a root in digits is not signed; name a root file with --root\n")
        #expect(
            try complaint("--receipt", text, "--key", digits)
                == "64 remit: --key is the key of a root file; name that with --root\n")
        #expect(
            try complaint("--receipt", text, "--recompute").contains(
                "a receipt or a root file is checked without a database: leave out --recompute and --database"))
    }

    @Test("are refused for a month that is not closed, a creator without lines, and books that were changed")
    func books() throws {
        let database = try SmallPlatform.withJanuary()
        let nobody = "00000000-0000-4000-8000-000000000000"
        let creator = try #require(ReceiptCommandTests.creators(database, "2026-01").last)
        func complaint(_ arguments: String...) throws -> String {
            let result = try Remit.run(["receipt"] + arguments, database: database.url)
            return "\(result.status) \(result.errors)"
        }
        #expect(try complaint("creator", creator, "--period", "2026-02") == "65 remit: 2026-02 is not closed\n")
        #expect(try complaint("all", "--period", "2026-02") == "65 remit: 2026-02 is not closed\n")
        #expect(try complaint("root", "--period", "2026-02") == "65 remit: 2026-02 is not closed\n")
        #expect(
            try complaint("creator", nobody, "--period", "2026-01")
                == "1 remit: creator \(nobody) has no lines in 2026-01, so there is no receipt\n")
        #expect(
            try complaint("creator", "x", "--period", "2026-01")
                == "64 remit: \"x\" is not a UUID; give the id of a creator\n")
        try database.sql(
            Damage.behindTheGuard(
                of: "lines_2026_01",
                "UPDATE settlement.lines_2026_01 SET late = NOT late WHERE creator_id = '\(creator)'"))
        let damaged =
            "1 remit: the books are damaged: the lines and totals of creator \(creator) in 2026-01 are not those of the leaf; "
            + "nothing was changed: see what `remit verify` finds\n"
        #expect(try complaint("creator", creator, "--period", "2026-01") == damaged)
        #expect(try complaint("all", "--period", "2026-01") == damaged)
    }

    @Test(
        "hold for donations in what is no currency, whatever its text", arguments: ["U,\"S", "U\\nS", "lines,", "é\\t"])
    func hostile(currency: String) throws {
        let database = try SmallPlatform.fresh()
        try database.sql("UPDATE donations SET currency = E'\(currency)' WHERE payment_provider = 'aba_khqr'")
        #expect(try database.remit("close", "2026-01").status == 0)
        let text = try database.remit("receipt", "all", "--period", "2026-01").output
        let receipts = text.split(separator: "\n").filter { $0.contains(",donations,false,") }
        #expect(!receipts.isEmpty)
        let folder = try Folder()
        let root = try folder.write(
            database.remit("receipt", "root", "--period", "2026-01").output, to: "root.json")
        for receipt in receipts {
            let file = try folder.write("\(receipt)\n", to: "receipt.json")
            let checked = try ReceiptCommandTests.verify("--receipt", file, "--root", root)
            #expect(checked.status == 0 && !checked.output.contains("\t"), "\(checked.output)")
        }
    }

    @Test("need no more than the right to read")
    func rights() throws {
        let database = try SmallPlatform.closed()
        let role = "reader_\(UUID().uuidString.lowercased().replacing("-", with: "_"))"
        try database.sql(
            """
            CREATE ROLE \(role) LOGIN; GRANT USAGE ON SCHEMA settlement TO \(role);
            GRANT SELECT ON ALL TABLES IN SCHEMA settlement TO \(role)
            """)
        let result = try database.remit("receipt", "all", "--period", "2026-03", user: role)
        #expect(result.status == 0 && !result.output.isEmpty, "\(result.errors)")
        try database.sql("DROP OWNED BY \(role); DROP ROLE \(role)")
    }
}
