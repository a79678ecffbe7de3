internal import Money

/// Checks a receipt by itself, and against what is known of the month from elsewhere; no database is needed.
public struct ReceiptCheck: Sendable {
    /// The receipt.
    public let receipt: Receipt
    /// The month that it must be of; nil for any.
    public var period: String?
    /// The root that it must lead to, and where that comes from; nil to check the receipt against itself alone.
    public var expected: Expected?

    /// A root from elsewhere.
    public enum Expected: Hashable, Sendable {
        /// A root that was typed.
        case root(String)
        /// The root that the platform published.
        case published(PublicRoot)
    }

    /// A check of a receipt.
    public init(_ receipt: Receipt, period: String? = nil, expected: Expected? = nil) {
        self.receipt = receipt
        self.period = period
        self.expected = expected
    }

    /// Everything that is wrong with the receipt; nothing if it proves what it says.
    public func faults() -> [ReceiptFault] {
        let leaf = CreatorLeaf(receipt.leaf)
        return leafFaults(leaf) + creatorProof + chainProof + elsewhere
    }

    private func leafFaults(_ leaf: CreatorLeaf?) -> [ReceiptFault] {
        guard let leaf else { return [.leafUnreadable] }
        let named = leaf.creator.description
        let other: [ReceiptFault] =
            named == receipt.creator ? [] : [.otherCreator(leaf: named, receipt: receipt.creator)]
        return other + leaf.totals.filter { !$0.addsUp }.map(ReceiptFault.sum)
    }

    private var creatorProof: [ReceiptFault] {
        proof(.creator, leaf: receipt.leaf, at: receipt.index, along: receipt.path)
    }

    private var chainProof: [ReceiptFault] {
        let named = ChainLeaf.period(of: receipt.chainLeaf)
        let proof = proof(.chain, leaf: receipt.chainLeaf, at: 0, along: receipt.chainPath)
        guard let named else { return [.chainUnreadable(receipt.chainLeaf)] + proof }
        return (named == receipt.period ? [] : [.otherMonth(leaf: named, receipt: receipt.period)]) + proof
    }

    /// Whether a leaf and its path lead to the root that the receipt names.
    private func proof(
        _ which: ReceiptFault.Leaf, leaf: String, at index: Int, along path: [String]
    ) -> [ReceiptFault] {
        guard let climb = MerkleClimb(index: index, size: receipt.treeSize) else {
            return [.noSuchLeaf(which, index: index, size: receipt.treeSize)]
        }
        var hashes: [[UInt8]] = []
        for text in path {
            guard let hash = Hexadecimal.hash(text) else { return [.noHash(which, text)] }
            hashes.append(hash)
        }
        guard let root = climb.root(from: MerkleTree.leaf(Array(leaf.utf8)), along: hashes) else {
            return [.pathLength(which, found: path.count, needed: climb.pathLength)]
        }
        let found = Hexadecimal.text(root)
        return found == receipt.root ? [] : [.leadsElsewhere(which, found: found, named: receipt.root)]
    }

    private var elsewhere: [ReceiptFault] {
        var faults: [ReceiptFault] = []
        if let period, period != receipt.period { faults.append(.notTheMonth(asked: period, receipt: receipt.period)) }
        switch expected {
        case nil: break
        case .root(let root):
            if root != receipt.root { faults.append(.otherRoot(expected: root, receipt: receipt.root)) }
        case .published(let published): faults += differences(from: published)
        }
        return faults
    }

    private func differences(from published: PublicRoot) -> [ReceiptFault] {
        var faults: [ReceiptFault] = []
        if published.period != receipt.period {
            faults.append(.otherPeriod(published: published.period, receipt: receipt.period))
        }
        if published.root != receipt.root {
            faults.append(.otherRoot(expected: published.root, receipt: receipt.root))
        }
        if published.treeSize != receipt.treeSize {
            faults.append(.otherSize(published: published.treeSize, receipt: receipt.treeSize))
        }
        return faults
    }
}
