internal import Crypto

/// The Merkle tree of RFC 6962, section 2.1, over leaves in a given order.
///
/// A leaf is hashed with a 0 byte before it, an inner node with a 1 byte, so that one cannot pass for the other.
public struct MerkleTree: Sendable {
    /// The leaf hashes, in order.
    public let leaves: [[UInt8]]

    /// A tree of leaf hashes.
    public init(leaves: [[UInt8]]) {
        self.leaves = leaves
    }

    /// The hash of a leaf's content.
    public static func leaf(_ content: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: [0] + content)) }

    /// The root; of an empty tree, the hash of nothing.
    public var root: [UInt8] {
        guard !leaves.isEmpty else { return Array(SHA256.hash(data: [UInt8]())) }
        return MerkleTree.root(of: leaves[...])
    }

    /// The hashes that lead from a leaf to the root, nearest first.
    public func path(to index: Int) -> [[UInt8]] { MerkleTree.path(to: index, in: leaves[...]) }

    private static func root(of leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        guard leaves.count > 1 else { return leaves[leaves.startIndex] }
        let middle = leaves.startIndex + split(leaves.count)
        return node(root(of: leaves[..<middle]), root(of: leaves[middle...]))
    }

    private static func path(to index: Int, in leaves: ArraySlice<[UInt8]>) -> [[UInt8]] {
        guard leaves.count > 1 else { return [] }
        let half = split(leaves.count)
        let middle = leaves.startIndex + half
        return index < half
            ? path(to: index, in: leaves[..<middle]) + [root(of: leaves[middle...])]
            : path(to: index - half, in: leaves[middle...]) + [root(of: leaves[..<middle])]
    }

    private static func node(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: [1] + left + right))
    }

    /// The largest power of two below a count of at least 2.
    private static func split(_ count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }
}
