/// A Merkle tree with all of its nodes at hand, for the paths of many leaves.
///
/// It holds twice as many hashes as there are leaves; a path takes as many steps as the tree has levels.
public struct MerklePaths: Sendable {
    /// The leaf hashes first, the root alone last; empty for a tree without leaves.
    private let levels: [[[UInt8]]]

    /// The nodes of a tree.
    public init(_ tree: MerkleTree) {
        var levels = tree.leaves.isEmpty ? [] : [tree.leaves]
        while let last = levels.last, last.count > 1 { levels.append(MerkleTree.above(last)) }
        self.levels = levels
    }

    /// The hashes that lead from a leaf to the root, nearest first (RFC 6962, section 2.1.1).
    ///
    /// - Parameter index: The leaf's place, from 0; it must be one of the tree's.
    public func path(to index: Int) -> [[UInt8]] {
        var place = index
        var path: [[UInt8]] = []
        for level in levels.dropLast() {
            let sibling = place ^ 1
            if sibling < level.count { path.append(level[sibling]) }
            place >>= 1
        }
        return path
    }
}
