/// What a platform publishes of a closed month, so that every creator can check a receipt against it.
///
/// The path is that of the tree's first leaf; its first hash is the second leaf's. With these two leaves, whose texts
/// follow from the fields, it shows that month, previous root and policy are covered by the root.
public struct PublicRoot: Hashable, Sendable {
    /// The only format that there is; the first line of what is signed.
    public static let format = "remit-root-1"

    /// The month, such as `2026-01`.
    public var period: String
    /// The root of the month's tree.
    public var root: String
    /// The root of the month before; nil for the first month.
    public var previousRoot: String?
    /// How many leaves the tree has.
    public var treeSize: Int
    /// The SHA-256 of the policy file that the month was closed under.
    public var policyHash: String
    /// The version of the engine that closed the month.
    public var engineVersion: String
    /// The hashes that lead from the tree's first leaf to the root, nearest first.
    public var path: [String]
    /// The Ed25519 key that the signature is to be checked with; nil where it is not signed.
    public var publicKey: String?
    /// The Ed25519 signature of ``message``; nil where it is not signed.
    public var signature: String?

    /// A root with all its parts, not signed.
    public init(
        period: String, root: String, previousRoot: String?, treeSize: Int, policyHash: String, engineVersion: String,
        path: [String]
    ) {
        self.period = period
        self.root = root
        self.previousRoot = previousRoot
        self.treeSize = treeSize
        self.policyHash = policyHash
        self.engineVersion = engineVersion
        self.path = path
    }

    /// What is signed: lines of UTF-8, each ended by a line feed.
    public var message: String {
        """
        \(PublicRoot.format)
        period,\(period)
        root,\(root)
        previous,\(previousRoot ?? "")
        tree_size,\(treeSize)
        policy,\(policyHash)
        engine,\(engineVersion)

        """
    }

    /// The same root, signed.
    public func signed(by key: SigningKey) throws -> PublicRoot {
        var signed = self
        signed.publicKey = Hexadecimal.text(key.publicKey.bytes)
        signed.signature = Hexadecimal.text(try key.sign(Array(message.utf8)))
        return signed
    }
}
