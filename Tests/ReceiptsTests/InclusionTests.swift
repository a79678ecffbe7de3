import Crypto
import Receipts
import Testing

/// Paths and climbs of RFC 6962, against the RFC's own words written down again, and against its vectors.
@Suite("Inclusion proofs (RFC 6962)")
struct InclusionTests {
    private static func leaves(_ count: Int) -> [[UInt8]] {
        (0..<count).map { MerkleTree.leaf([UInt8($0 & 255), UInt8($0 >> 8)]) }
    }

    @Test("of every leaf lead to the root, and are the paths of the RFC", arguments: 1...300)
    func sizes(count: Int) throws {
        let leaves = InclusionTests.leaves(count)
        let tree = MerkleTree(leaves: leaves)
        let rfc = RFC(leaves)
        #expect(tree.root == rfc.hash(0..<count))
        let paths = MerklePaths(tree)
        for index in leaves.indices {
            let path = paths.path(to: index)
            #expect(path == rfc.path(index, 0..<count))
            let climb = try #require(MerkleClimb(index: index, size: count))
            #expect(climb.pathLength == path.count)
            #expect(climb.root(from: leaves[index], along: path) == tree.root)
        }
    }

    @Test("of no other leaf, place, or path lead to the root", arguments: [1, 2, 3, 7, 8, 9, 21])
    func others(count: Int) throws {
        let leaves = InclusionTests.leaves(count)
        let tree = MerkleTree(leaves: leaves)
        let paths = MerklePaths(tree)
        for index in leaves.indices {
            let path = paths.path(to: index)
            for other in leaves.indices where other != index {
                let climb = try #require(MerkleClimb(index: other, size: count))
                #expect(climb.root(from: leaves[index], along: path) != tree.root, "\(index) as \(other)")
                #expect(climb.root(from: leaves[other], along: path) != tree.root)
            }
            let climb = try #require(MerkleClimb(index: index, size: count))
            for step in path.indices {
                var altered = path
                altered[step][31] ^= 1
                #expect(climb.root(from: leaves[index], along: altered) != tree.root)
            }
            #expect(climb.root(from: leaves[index], along: path + [leaves[0]]) == nil)
            if !path.isEmpty { #expect(climb.root(from: leaves[index], along: path.dropLast()) == nil) }
        }
    }

    @Test("are asked for in a tree that has the leaf")
    func outside() {
        #expect(MerkleClimb(index: 0, size: 0) == nil)
        #expect(MerkleClimb(index: -1, size: 4) == nil)
        #expect(MerkleClimb(index: 4, size: 4) == nil)
        #expect(MerkleClimb(index: .max - 1, size: .max)?.pathLength == 62)
    }

    /// Proofs over the leaves of ``MerkleTreeTests``, as the certificate transparency project publishes them: leaf and
    /// size count from 1 and 1 there.
    static let vectors: [(leaf: Int, size: Int, path: [String])] = [
        (1, 1, []),
        (
            1, 8,
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ]
        ),
        (
            6, 8,
            [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        ),
        (3, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
        (
            2, 5,
            [
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ]
        ),
    ]

    @Test("are the published ones", arguments: vectors)
    func published(leaf: Int, size: Int, path: [String]) throws {
        let tree = MerkleTreeTests.tree(size)
        #expect(MerklePaths(tree).path(to: leaf - 1).map(Hexadecimal.text) == path)
        let climb = try #require(MerkleClimb(index: leaf - 1, size: size))
        let hashes = path.compactMap(Hexadecimal.hash)
        let root = try #require(climb.root(from: tree.leaves[leaf - 1], along: hashes))
        #expect(Hexadecimal.text(root) == MerkleTreeTests.roots[size])
    }
}

/// RFC 6962, sections 2.1 and 2.1.1, to the letter: halves by the largest power of two.
private final class RFC {
    private let leaves: [[UInt8]]
    private var known: [Range<Int>: [UInt8]] = [:]

    init(_ leaves: [[UInt8]]) { self.leaves = leaves }

    func hash(_ range: Range<Int>) -> [UInt8] {
        guard range.count > 1 else { return leaves[range.lowerBound] }
        if let hash = known[range] { return hash }
        let middle = middle(range)
        let hash = Array(
            SHA256.hash(data: [1] + hash(range.lowerBound..<middle) + hash(middle..<range.upperBound)))
        known[range] = hash
        return hash
    }

    func path(_ index: Int, _ range: Range<Int>) -> [[UInt8]] {
        guard range.count > 1 else { return [] }
        let middle = middle(range)
        let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
        return index < middle ? path(index, left) + [hash(right)] : path(index, right) + [hash(left)]
    }

    private func middle(_ range: Range<Int>) -> Int {
        var half = 1
        while half * 2 < range.count { half *= 2 }
        return range.lowerBound + half
    }
}
