import Foundation
import Money
import Receipts
import Settlement
import Testing

/// Receipts of a month that is made up here, tampered with in every field.
@Suite("Receipts")
struct ReceiptTests {
    static let creator = "00000000-0000-4000-8000-0000000000a1"
    static let leaf = """
        creator,\(creator)
        USD,donations,false,2026-02-01,1,500,0,0,500,500
        USD,sales,true,2026-02-01,2,-999,100,50,-1149,0
        lines,\(String(repeating: "c", count: 64))

        """
    private static let chain = "previous,2026-01,\(String(repeating: "b", count: 64))\n"
    private static let policyHash = String(repeating: "d", count: 64)

    /// The tree: the month's leaves, three others and the creator's, the last of nine.
    private static let tree = MerkleTree(
        leaves: ([chain, ChainLeaf.policy("2026-01", hash: policyHash)] + (0..<6).map { "other \($0)" } + [leaf])
            .map { MerkleTree.leaf(Array($0.utf8)) })

    static let receipt = Receipt(
        period: "2026-01", creator: creator, leaf: leaf, index: 8, treeSize: 9,
        path: MerklePaths(tree).path(to: 8).map(Hexadecimal.text), chainLeaf: chain,
        chainPath: MerklePaths(tree).path(to: 0).map(Hexadecimal.text), root: Hexadecimal.text(tree.root))

    static let root = PublicRoot(
        period: "2026-01", root: receipt.root, previousRoot: String(repeating: "b", count: 64), treeSize: 9,
        policyHash: policyHash, engineVersion: "0.1.0", path: receipt.chainPath)

    private static func faults(
        _ change: (inout Receipt) -> Void = { _ in }, period: String? = nil, against: ReceiptCheck.Expected? = nil
    ) -> [String] {
        var altered = receipt
        change(&altered)
        return ReceiptCheck(altered, period: period, expected: against).faults().map(\.description)
    }

    @Test("are sound by themselves, under a root in digits, and under a published one")
    func sound() {
        #expect(ReceiptTests.faults() == [])
        #expect(ReceiptTests.faults(period: "2026-01", against: .root(ReceiptTests.receipt.root)) == [])
        #expect(ReceiptTests.faults(against: .published(ReceiptTests.root)) == [])
    }

    @Test("with an altered amount say which total no longer adds up, and that the leaf leads elsewhere")
    func amount() throws {
        let faults = ReceiptTests.faults { $0.leaf = $0.leaf.replacing(",500,500\n", with: ",900,900\n") }
        #expect(faults.count == 2)
        #expect(
            faults.first
                == "USD donations, not payable, held from 2026-02-01: gross 500 is not processing 0 + platform 0 + creator 900: "
                + "an amount was altered")
        let altered = ReceiptTests.leaf.replacing(",500,500\n", with: ",900,900\n")
        let climb = try #require(MerkleClimb(index: 8, size: 9))
        let path = ReceiptTests.receipt.path.compactMap(Hexadecimal.hash)
        let found = try #require(climb.root(from: MerkleTree.leaf(Array(altered.utf8)), along: path))
        #expect(
            faults.last
                == "the creator's leaf and its path lead to the root \(Hexadecimal.text(found)), not to "
                + "\(ReceiptTests.receipt.root): its text, its place, its path or the root was altered")
    }

    @Test("whose amounts were altered so that they add up lead elsewhere")
    func consistent() {
        let faults = ReceiptTests.faults { $0.leaf = $0.leaf.replacing("1,500,0,0,500,500", with: "1,900,0,0,900,900") }
        #expect(faults.count == 1 && faults[0].hasPrefix("the creator's leaf and its path lead to the root "))
    }

    @Test("say what is wrong with their texts and paths")
    func sentences() {
        let other = "00000000-0000-4000-8000-0000000000a2"
        #expect(
            ReceiptTests.faults { $0.creator = other } == [
                "the leaf is of creator \"\(ReceiptTests.creator)\", the receipt says \"\(other)\""
            ])
        #expect(
            ReceiptTests.faults { $0.period = "2026-02" } == [
                "the month's leaf is of \"2026-01\", the receipt says \"2026-02\""
            ])
        #expect(
            ReceiptTests.faults { $0.path = [] } == [
                "the path of the creator's leaf has 0 hashes where its place in the tree takes 1"
            ])
        #expect(
            ReceiptTests.faults { $0.path[0] = "ABCD" } == [
                "the path of the creator's leaf has \"ABCD\", which is no SHA-256 hash"
            ])
        #expect(ReceiptTests.faults { $0.index = 9 } == ["the creator's leaf is number 9 of a tree of 9"])
        #expect(
            ReceiptTests.faults { $0.leaf += " " }.first
                == "the creator's leaf is not a text that a close makes: it was altered")
        #expect(
            ReceiptTests.faults { $0.chainLeaf = "previous,2026-01\n" }.first
                == "the month's leaf is \"previous,2026-01\n\", which is not a text that a close makes")
    }

    @Test("of another month, or another root, say so")
    func elsewhere() {
        var february = ReceiptTests.root
        february.period = "2026-02"
        february.root = String(repeating: "a", count: 64)
        february.treeSize = 10
        #expect(
            ReceiptTests.faults(against: .published(february)) == [
                "the receipt is of \"2026-01\", the published root of \"2026-02\": compare it with the root of its month",
                "the receipt's root is \(ReceiptTests.receipt.root), the one to compare with is \(february.root)",
                "the receipt's tree has 9 leaves, the published one 10",
            ])
        #expect(
            ReceiptTests.faults(against: .root(february.root)) == [
                "the receipt's root is \(ReceiptTests.receipt.root), the one to compare with is \(february.root)"
            ])
        #expect(ReceiptTests.faults(period: "2026-02") == ["the receipt is of \"2026-01\", not of \"2026-02\""])
    }

    @Test("altered in any byte of any field are not sound under the published root")
    func everyByte() throws {
        let bytes = try ReceiptTests.receipt.file()
        var refused = 0
        for place in bytes.indices.dropLast() {
            for flip in [1, 2, 8] as [UInt8] {
                var altered = bytes
                altered[place] ^= flip
                guard let read = try? Receipt(file: altered) else {
                    refused += 1
                    continue
                }
                guard read != ReceiptTests.receipt else { continue }
                let check = ReceiptCheck(read, expected: .published(ReceiptTests.root))
                #expect(!check.faults().isEmpty, "byte \(place): \(String(decoding: altered, as: UTF8.self))")
            }
        }
        #expect(refused > 100 && refused < bytes.count * 3)
    }

    @Test("are one line of JSON, the same bytes every time, and read back")
    func file() throws {
        let bytes = try ReceiptTests.receipt.file()
        #expect(bytes.filter { $0 == UInt8(ascii: "\n") }.count == 1 && bytes.last == UInt8(ascii: "\n"))
        #expect(try Receipt(file: bytes) == ReceiptTests.receipt)
        #expect(try Receipt(file: bytes).file() == bytes)
        let keys = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]).keys.sorted()
        #expect(
            keys == [
                "chain_leaf", "chain_path", "creator", "format", "index", "leaf", "path", "period", "root", "tree_size",
            ])
    }

    @Test(
        "that are none say why",
        arguments: [
            ("", "is no receipt: it is not a JSON object"), ("[1]", "is no receipt: it is not a JSON object"),
            ("{}", "is no receipt: \"format\" is missing"),
            (
                "{\"format\": \"remit-root-1\"}",
                "is no receipt: \"format\" is \"remit-root-1\", this engine knows \"remit-receipt-1\""
            ), ("{\"format\": \"remit-receipt-1\"}", "is no receipt: \"period\" is missing"),
            ("{\"format\": \"remit-receipt-1\", \"period\": 1}", "is no receipt: \"period\" is of another type"),
        ])
    func noReceipt(text: String, message: String) {
        #expect(throws: ProofFileError.self) { try Receipt(file: Array(text.utf8)) }
        do { _ = try Receipt(file: Array(text.utf8)) } catch { #expect(error.description == message) }
    }
}
