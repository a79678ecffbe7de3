import Crypto
import Foundation
import Ledger
import TestServer
import Testing

/// The test vector of the article about the digest, taken from its text: its policy, its rows, and every leaf.
@Suite("The digest's test vector")
struct DigestVectorTests {
    /// A leaf as the article shows it.
    private struct Leaf {
        var content = ""
        var hash = ""
    }

    /// The blocks of code in the article, in order, by their language.
    private static func blocks() throws -> [(language: String, text: String)] {
        let article = try Articles.text(of: "TheDigest")
        return article.matches(of: /(?m)^```(\w*)\n((?:(?!```).*\n)*)```$/).map { (String($0.1), String($0.2)) }
    }

    /// The leaves of the block without a language, and the root at its end.
    private static func vector() throws -> (leaves: [Leaf], root: String) {
        let block = try #require(blocks().last { $0.language.isEmpty })
        var leaves = [Leaf()]
        var root = ""
        for line in block.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if line.hasPrefix("→ ") {
                leaves[leaves.count - 1].hash = String(line.dropFirst(2))
                leaves.append(Leaf())
            } else if line.hasPrefix("root ") {
                root = String(line.dropFirst(5))
            } else {
                leaves[leaves.count - 1].content += "\(line)\n"
            }
        }
        return (leaves.dropLast(), root)
    }

    @Test("its leaves hash to what it says, and lead to its root, by RFC 6962 written down again")
    func arithmetic() throws {
        let (leaves, root) = try DigestVectorTests.vector()
        #expect(leaves.count == 9 && root.count == 64)
        let hashes = leaves.map { Data(SHA256.hash(data: [0] + Array($0.content.utf8))) }
        #expect(hashes.map { hexadecimal(Array($0)) } == leaves.map(\.hash))
        func top(_ hashes: ArraySlice<Data>) -> Data {
            guard hashes.count > 1, var half = Optional(1) else { return hashes[hashes.startIndex] }
            while half * 2 < hashes.count { half *= 2 }
            let middle = hashes.startIndex + half
            return Data(SHA256.hash(data: [1] + top(hashes[..<middle]) + top(hashes[middle...])))
        }
        #expect(hexadecimal(Array(top(hashes[...]))) == root)
    }

    @Test("is what a close of its rows under its policy comes to")
    func close() throws {
        let blocks = try DigestVectorTests.blocks()
        let block = { (language: String) in try #require(blocks.first { $0.language == language }?.text) }
        let policy = FileManager.default.temporaryDirectory.appending(path: "digest-\(UUID().uuidString).yaml")
        defer { try? FileManager.default.removeItem(at: policy) }
        try Data(block("yaml").utf8).write(to: policy)
        let database = try TestDatabase()
        try database.sql(try SmallPlatform.schema())
        #expect(try database.remit("migrate").status == 0)
        try database.sql(try block("sql"))
        let closed = try database.remit("close", "2026-01", policy: policy.path)
        let (leaves, root) = try DigestVectorTests.vector()
        #expect(closed.root == root, "\(closed.errors)")
        let kept = try database.sql("SELECT encode(hash, 'hex') FROM settlement.leaves ORDER BY place")
        #expect(kept.split(separator: "\n").map(String.init) == leaves.map(\.hash))
        let lines = try database.remit("export", "lines").output
        #expect(try lines.drop { $0 != "\n" }.dropFirst() == block("csv"))
    }
}
