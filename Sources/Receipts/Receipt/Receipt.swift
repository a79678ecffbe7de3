/// What a creator needs to prove that a closed month's root covers the totals they were shown (RFC 6962).
///
/// It holds two leaves with their paths: the creator's, which has the totals, and the tree's first, which has the month
/// and the root of the month before; a creator's leaf does not name its month. Hashes are hexadecimal digits, and a
/// leaf's text is hashed as UTF-8, as the article on the digest says.
public struct Receipt: Hashable, Sendable {
    /// The only format that there is.
    public static let format = "remit-receipt-1"

    /// The month, such as `2026-01`.
    public var period: String
    /// The creator's id, in lower case.
    public var creator: String
    /// The content of the creator's leaf (``CreatorLeaf``).
    public var leaf: String
    /// The place of the creator's leaf, from 0.
    public var index: Int
    /// How many leaves the tree has.
    public var treeSize: Int
    /// The hashes that lead from the creator's leaf to the root, nearest first.
    public var path: [String]
    /// The content of the tree's first leaf (``ChainLeaf``).
    public var chainLeaf: String
    /// The hashes that lead from the first leaf to the root, nearest first.
    public var chainPath: [String]
    /// The root.
    public var root: String

    /// A receipt with all its parts.
    public init(
        period: String, creator: String, leaf: String, index: Int, treeSize: Int, path: [String], chainLeaf: String,
        chainPath: [String], root: String
    ) {
        self.period = period
        self.creator = creator
        self.leaf = leaf
        self.index = index
        self.treeSize = treeSize
        self.path = path
        self.chainLeaf = chainLeaf
        self.chainPath = chainPath
        self.root = root
    }
}

/// The texts of the tree's first two leaves, which say what month it is of, what came before it, and its policy.
public enum ChainLeaf {
    /// The first leaf: the month, and the root of the month before, which the first month has none of.
    public static func previous(_ period: String, root: String?) -> String { "previous,\(period),\(root ?? "")\n" }

    /// The second leaf: the month, and the SHA-256 of its policy file.
    public static func policy(_ period: String, hash: String) -> String { "policy,\(period),\(hash)\n" }

    /// The month that a first leaf names; nil for any other text.
    public static func period(of text: String) -> String? {
        guard let found = text.wholeMatch(of: /previous,(\d{4}-\d\d),(?:[0-9a-f]{64})?\n/) else { return nil }
        return String(found.1)
    }
}
