/// The way from one leaf to the root of a tree of a given size, as whoever checks a proof goes it.
///
/// It is written apart from ``MerklePaths``: that one has all nodes, this one has a leaf, its place and a path.
public struct MerkleClimb: Hashable, Sendable {
    /// The leaf's place, from 0.
    public let index: Int
    /// How many leaves the tree has.
    public let size: Int

    /// The way of a leaf; nil where the tree has no such leaf.
    public init?(index: Int, size: Int) {
        guard index >= 0, index < size else { return nil }
        self.index = index
        self.size = size
    }

    /// On each level with a sibling, from the leaf upwards, whether that lies on the left.
    private var siblingsAreLeft: [Bool] {
        var sides: [Bool] = []
        var (place, last) = (index, size - 1)
        while last > 0 {
            // The last node of a level with an odd number of them has no sibling, and goes up as it is.
            if place & 1 == 1 || place < last { sides.append(place & 1 == 1) }
            (place, last) = (place >> 1, last >> 1)
        }
        return sides
    }

    /// How many hashes the path must have.
    public var pathLength: Int { siblingsAreLeft.count }

    /// The root that a leaf's hash and a path lead to; nil for a path of another length.
    public func root(from leaf: [UInt8], along path: [[UInt8]]) -> [UInt8]? {
        let sides = siblingsAreLeft
        guard path.count == sides.count else { return nil }
        return zip(path, sides).reduce(leaf) { node, step in
            let (sibling, isLeft) = step
            return isLeft ? MerkleTree.node(sibling, node) : MerkleTree.node(node, sibling)
        }
    }
}
