internal import Settlement

/// Why a receipt does not prove what it says.
public enum ReceiptFault: Hashable, Sendable {
    /// One of the two leaves that a receipt carries.
    public enum Leaf: String, Hashable, Sendable {
        /// The creator's, with the totals.
        case creator = "the creator's leaf"
        /// The tree's first, with the month.
        case chain = "the month's leaf"
    }

    /// The creator's leaf is not a text that a close makes.
    case leafUnreadable
    /// The month's leaf is not a text that a close makes.
    case chainUnreadable(String)
    /// The leaf is another creator's.
    case otherCreator(leaf: String, receipt: String)
    /// The month's leaf is another month's.
    case otherMonth(leaf: String, receipt: String)
    /// The whole amount of a total is not the sum of its parts.
    case sum(CreatorLeaf.Total)
    /// The tree has no leaf in that place.
    case noSuchLeaf(Leaf, index: Int, size: Int)
    /// A part of a path is no hash.
    case noHash(Leaf, String)
    /// A path is longer or shorter than the tree's size allows.
    case pathLength(Leaf, found: Int, needed: Int)
    /// A leaf and its path lead to another root than the receipt names.
    case leadsElsewhere(Leaf, found: String, named: String)
    /// The receipt is not of the month that was asked for.
    case notTheMonth(asked: String, receipt: String)
    /// The receipt names another root than the one that is known from elsewhere.
    case otherRoot(expected: String, receipt: String)
    /// The published root is another month's.
    case otherPeriod(published: String, receipt: String)
    /// The published tree has another number of leaves.
    case otherSize(published: Int, receipt: Int)
}

extension ReceiptFault: CustomStringConvertible {
    /// One sentence: what is wrong, with the values.
    public var description: String {
        switch self {
        case .leafUnreadable: "the creator's leaf is not a text that a close makes: it was altered"
        case .chainUnreadable(let text): "the month's leaf is \"\(text)\", which is not a text that a close makes"
        case .otherCreator(let leaf, let receipt): "the leaf is of creator \"\(leaf)\", the receipt says \"\(receipt)\""
        case .otherMonth(let leaf, let receipt): "the month's leaf is of \"\(leaf)\", the receipt says \"\(receipt)\""
        case .sum(let total):
            "\(total.name): gross \(total.gross) is not processing \(total.processing) + platform \(total.platform) "
                + "+ creator \(total.creator): an amount was altered"
        case .noSuchLeaf(let leaf, let index, let size): "\(leaf.rawValue) is number \(index) of a tree of \(size)"
        case .noHash(let leaf, let text): "the path of \(leaf.rawValue) has \"\(text)\", which is no SHA-256 hash"
        case .pathLength(let leaf, let found, let needed):
            "the path of \(leaf.rawValue) has \(found) hashes where its place in the tree takes \(needed)"
        case .leadsElsewhere(let leaf, let found, let named):
            "\(leaf.rawValue) and its path lead to the root \(found), not to \(named): its text, its place, its path "
                + "or the root was altered"
        case .notTheMonth(let asked, let receipt): "the receipt is of \"\(receipt)\", not of \"\(asked)\""
        case .otherRoot(let expected, let receipt):
            "the receipt's root is \(receipt), the one to compare with is \(expected)"
        case .otherPeriod(let published, let receipt):
            "the receipt is of \"\(receipt)\", the published root of \"\(published)\": compare it with the root of its month"
        case .otherSize(let published, let receipt):
            "the receipt's tree has \(receipt) leaves, the published one \(published)"
        }
    }
}

extension CreatorLeaf.Total {
    /// What the total is of, such as `USD sales, payable, held from 2026-02-01`.
    public var name: String {
        "\(currency) \(bucket.name), \(payable ? "payable" : "not payable"), held from \(holdFrom)"
    }
}
