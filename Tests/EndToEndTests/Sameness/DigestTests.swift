import Crypto
import Foundation
import Ledger
import Receipts
import TestServer
import Testing

/// The digest as its article documents it, worked out again from what anybody can export.
@Suite("The digest of a period")
struct DigestTests {
    @Test("a creator's leaf is what the article says, from `export lines` alone")
    func creatorLeaves() throws {
        let database = try SmallPlatform.withJanuary()
        _ = try database.remit("close", "2026-02")
        let text = try database.remit("export", "lines", "--period", "2026-02").output
        let computed = DigestTests.leaves(of: text)
        #expect(computed.count > 5)
        #expect(computed.keys.contains(""), "the platform's own lines are among them")
        let kept = try DigestTests.keptLeaves(database, "2026-02").filter { $0.name.hasPrefix("creator ") }
        #expect(kept.map(\.name) == computed.keys.sorted().map { "creator \($0)" })
        for (name, hash) in kept { #expect(computed[String(name.dropFirst(8))] == hash) }
    }

    @Test("the root is that of the kept leaves, and each leaf's path leads to it")
    func root() throws {
        let database = try SmallPlatform.withJanuary()
        let printed = try #require(database.remit("close", "2026-02").root)
        let leaves = try DigestTests.keptLeaves(database, "2026-02")
        let tree = MerkleTree(leaves: leaves.map { DigestTests.bytes($0.hash) })
        #expect(hexadecimal(tree.root) == printed)
        #expect(
            leaves.prefix(7).map(\.name) == [
                "previous", "policy", "billing-periods", "recognitions", "pools", "excluded-engagement", "exceptions",
            ])
    }

    @Test(
        "the leaves of datasets are the hashes of their rows",
        arguments: ["recognitions", "pools", "excluded-engagement"])
    func datasetLeaves(dataset: String) throws {
        let database = try SmallPlatform.withJanuary()
        _ = try database.remit("close", "2026-02")
        let text = try database.remit("export", dataset, "--period", "2026-02").output
        let rows = text.drop { $0 != "\n" }.dropFirst()
        #expect(!rows.isEmpty)
        let leaf = DigestTests.leaf("\(dataset),2026-02,\(DigestTests.sha256(String(rows)))\n")
        #expect(try DigestTests.keptLeaves(database, "2026-02").first { $0.name == dataset }?.hash == leaf)
    }

    @Test("the chain: a period's first leaf names the root of the one before, and its second the policy")
    func chain() throws {
        let database = try SmallPlatform.withJanuary()
        let january = try database.sql("SELECT encode(root, 'hex') FROM settlement.periods")
        _ = try database.remit("close", "2026-02")
        let policy = DigestTests.sha256(try String(contentsOfFile: TestPolicy.standard, encoding: .utf8))
        let leaves = try DigestTests.keptLeaves(database, "2026-02")
        #expect(leaves[0].hash == DigestTests.leaf("previous,2026-02,\(january)\n"))
        #expect(leaves[1].hash == DigestTests.leaf("policy,2026-02,\(policy)\n"))
        let first = try DigestTests.keptLeaves(database, "2026-01")
        #expect(first[0].hash == DigestTests.leaf("previous,2026-01,\n"))
    }

    /// The leaf hash of every creator, by id, from the text of dataset `lines`.
    private static func leaves(of text: String) -> [String: String] {
        let rows = text.split(separator: "\n").dropFirst().map { (text: $0, fields: CSV.rows("\($0)\n")[0]) }
        return Dictionary(grouping: rows) { $0.fields[5] }.reduce(into: [:]) { leaves, group in
            let (creator, rows) = group
            let totals = Dictionary(grouping: rows) {
                "\($0.fields[6]),\($0.fields[2]),\($0.fields[11]),\($0.fields[13])"
            }
            var content = "creator,\(creator)\n"
            for (key, rows) in totals.sorted(by: { $0.key < $1.key }) {
                let amounts = (7...10).map { column in rows.reduce(0) { $0 + (Int($1.fields[column]) ?? 0) } }
                let earned = rows.reduce(0) { $0 + max(Int($1.fields[10]) ?? 0, 0) }
                content +=
                    ([key, "\(rows.count)"] + (amounts + [earned]).map(String.init)).joined(separator: ",") + "\n"
            }
            content += "lines,\(sha256(rows.map { "\($0.text)\n" }.joined()))\n"
            leaves[creator] = leaf(content)
        }
    }

    private static func keptLeaves(_ database: TestDatabase, _ period: String) throws -> [(name: String, hash: String)]
    {
        try database.sql(
            "SELECT name, encode(hash, 'hex') FROM settlement.leaves WHERE period = '\(period)-01' ORDER BY place"
        ).split(separator: "\n").map { line in
            let parts = line.split(separator: "|")
            return (String(parts[0]), String(parts[1]))
        }
    }

    private static func leaf(_ content: String) -> String {
        hexadecimal(Array(SHA256.hash(data: [0] + Array(content.utf8))))
    }

    private static func sha256(_ text: String) -> String { hexadecimal(Array(SHA256.hash(data: Array(text.utf8)))) }

    private static func bytes(_ hex: String) -> [UInt8] {
        var digits = hex[...]
        var bytes: [UInt8] = []
        while !digits.isEmpty {
            bytes.append(UInt8(digits.prefix(2), radix: 16) ?? 0)
            digits = digits.dropFirst(2)
        }
        return bytes
    }
}
