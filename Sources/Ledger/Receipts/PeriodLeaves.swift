internal import Money
internal import Receipts
internal import Settlement

/// The kept leaves of a closed period with every node above them.
struct PeriodLeaves {
    let period: Period
    /// What is published of the period, not signed.
    let published: PublicRoot
    /// The creators with the places of their leaves, in ascending order; the platform's own lines are nobody's.
    let creators: [(creator: Identifier, index: Int)]

    private let hashes: [[UInt8]]
    private let paths: MerklePaths

    /// What `settlement.periods` says of a period.
    struct Seal {
        let root: [UInt8]
        let previousRoot: [UInt8]?
        let policyHash: String
        let engineVersion: String
    }

    /// What comes before the creator's id in the name of a leaf.
    private static let prefix = "creator "

    /// - Throws: ``LedgerError/damaged(_:)`` where the leaves do not lead to the root, or name creators out of order.
    init(period: Period, seal: Seal, leaves: [(name: String, hash: [UInt8])]) throws {
        let tree = MerkleTree(leaves: leaves.map(\.hash))
        guard !leaves.isEmpty, tree.root == seal.root else {
            throw LedgerError.damaged("the kept leaves of \(period) do not lead to its root")
        }
        self.period = period
        hashes = tree.leaves
        paths = MerklePaths(tree)
        published = PublicRoot(
            period: period.description, root: Hexadecimal.text(seal.root),
            previousRoot: seal.previousRoot.map(Hexadecimal.text), treeSize: leaves.count, policyHash: seal.policyHash,
            engineVersion: seal.engineVersion, path: paths.path(to: 0).map(Hexadecimal.text))
        creators = leaves.enumerated().compactMap { index, leaf in
            guard leaf.name.hasPrefix(PeriodLeaves.prefix) else { return nil }
            return Identifier(String(leaf.name.dropFirst(PeriodLeaves.prefix.count))).map { ($0, index) }
        }
    }

    /// The receipt for what the books have of a creator.
    ///
    /// - Throws: ``LedgerError/damaged(_:)`` where that is not what was hashed into the leaf.
    func receipt(_ content: CreatorLeaf, at index: Int) throws -> Receipt {
        let leaf = content.text
        guard MerkleTree.leaf(Array(leaf.utf8)) == hashes[index] else { throw damage(content.creator) }
        return Receipt(
            period: published.period, creator: content.creator.description, leaf: leaf, index: index,
            treeSize: published.treeSize, path: paths.path(to: index).map(Hexadecimal.text),
            chainLeaf: ChainLeaf.previous(published.period, root: published.previousRoot), chainPath: published.path,
            root: published.root)
    }

    /// What is wrong where a creator's lines and totals are not those of the leaf.
    func damage(_ creator: Identifier) -> LedgerError {
        .damaged("the lines and totals of creator \(creator) in \(period) are not those of the leaf")
    }
}
