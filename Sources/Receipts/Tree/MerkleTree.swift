internal import Crypto

/// The Merkle tree of RFC 6962, section 2.1, over leaves in a given order.
///
/// A leaf is hashed with a 0 byte before it, an inner node with a 1 byte, so that one cannot pass for the other. Nodes
/// are paired level by level, and one that is left over goes up as it is: that is the RFC's tree, whose left half has
/// the largest power of two of leaves.
public struct MerkleTree: Sendable {
    /// The leaf hashes, in order.
    public let leaves: [[UInt8]]

    /// A tree of leaf hashes.
    public init(leaves: [[UInt8]]) {
        self.leaves = leaves
    }

    /// The hash of a leaf's content.
    public static func leaf(_ content: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: [0] + content)) }

    /// The hash of an inner node.
    static func node(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: [1] + left + right)) }

    /// The root; of an empty tree, the hash of nothing.
    public var root: [UInt8] {
        guard !leaves.isEmpty else { return Array(SHA256.hash(data: [UInt8]())) }
        var level = leaves
        while level.count > 1 { level = MerkleTree.above(level) }
        return level[0]
    }

    /// The nodes above a level.
    static func above(_ level: [[UInt8]]) -> [[UInt8]] {
        stride(from: 0, to: level.count, by: 2).map { left in
            left + 1 < level.count ? node(level[left], level[left + 1]) : level[left]
        }
    }
}
