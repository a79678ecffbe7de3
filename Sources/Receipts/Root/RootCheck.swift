/// Checks a published root by itself, and its signature.
public struct RootCheck: Sendable {
    /// The root.
    public let root: PublicRoot
    /// The key that must have signed it; nil to take the key that it names, if any.
    public let key: VerifyingKey?

    /// A check of a root.
    public init(_ root: PublicRoot, key: VerifyingKey? = nil) {
        self.root = root
        self.key = key
    }

    /// Everything that is wrong with it; nothing if it is one whole, and signed as it must be.
    public func faults() -> [RootFault] { tree + signature }

    /// Whether the first two leaves lead to the root.
    private var tree: [RootFault] {
        let previous = MerkleTree.leaf(Array(ChainLeaf.previous(root.period, root: root.previousRoot).utf8))
        let policy = Hexadecimal.text(
            MerkleTree.leaf(Array(ChainLeaf.policy(root.period, hash: root.policyHash).utf8)))
        let hashes = root.path.compactMap(Hexadecimal.hash)
        guard hashes.count == root.path.count, root.path.first == policy,
            let found = MerkleClimb(index: 0, size: root.treeSize)?.root(from: previous, along: hashes)
        else { return [.tree] }
        return Hexadecimal.text(found) == root.root ? [] : [.tree]
    }

    private var signature: [RootFault] {
        guard let named = root.publicKey, let signature = root.signature else {
            guard root.publicKey == nil, root.signature == nil else { return [.halfSigned] }
            return key == nil ? [] : [.notSigned]
        }
        guard let bytes = Hexadecimal.bytes(named, count: 32), let own = VerifyingKey(bytes: bytes) else {
            return [.noKey(named)]
        }
        if let key, key != own { return [.otherKey(found: named, pinned: Hexadecimal.text(key.bytes))] }
        guard let signed = Hexadecimal.bytes(signature, count: 64), own.verifies(signed, of: Array(root.message.utf8))
        else { return [.signature(key: named)] }
        return []
    }
}

/// Why a published root is not to be trusted.
public enum RootFault: Hashable, Sendable {
    /// The month, the previous root and the policy do not lead to the root.
    case tree
    /// It has a key without a signature, or a signature without a key.
    case halfSigned
    /// It is not signed, but a key was pinned.
    case notSigned
    /// What it names as its key is none.
    case noKey(String)
    /// It was signed with another key than the pinned one.
    case otherKey(found: String, pinned: String)
    /// The signature is not that of these fields by this key.
    case signature(key: String)
}

extension RootFault: CustomStringConvertible {
    /// One sentence: what is wrong, with the values.
    public var description: String {
        switch self {
        case .tree:
            "the root file's month, previous root, policy and path do not lead to its root: one of them was altered"
        case .halfSigned: "the root file has a key without a signature, or a signature without a key"
        case .notSigned: "the root file is not signed, and a key was given with --key"
        case .noKey(let text): "the root file's key \"\(text)\" is no Ed25519 key in 64 hexadecimal digits"
        case .otherKey(let found, let pinned): "the root file is signed with the key \(found), not with \(pinned)"
        case .signature(let key): "the root file's signature is not that of what it says by the key \(key)"
        }
    }
}
