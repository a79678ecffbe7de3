extension Receipt: ProofFile {
    /// What such a file is called.
    public static let noun = "receipt"

    private enum CodingKeys: String, CodingKey {
        case format, period, creator, leaf, index, path, root
        case treeSize = "tree_size"
        case chainLeaf = "chain_leaf"
        case chainPath = "chain_path"
    }

    /// Reads the fields of a receipt.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        try Receipt.check(try fields.decode(String.self, forKey: .format), at: CodingKeys.format)
        self.init(
            period: try fields.decode(String.self, forKey: .period),
            creator: try fields.decode(String.self, forKey: .creator),
            leaf: try fields.decode(String.self, forKey: .leaf), index: try fields.decode(Int.self, forKey: .index),
            treeSize: try fields.decode(Int.self, forKey: .treeSize),
            path: try fields.decode([String].self, forKey: .path),
            chainLeaf: try fields.decode(String.self, forKey: .chainLeaf),
            chainPath: try fields.decode([String].self, forKey: .chainPath),
            root: try fields.decode(String.self, forKey: .root))
    }

    /// Writes the fields of a receipt.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(Receipt.format, forKey: .format)
        try fields.encode(period, forKey: .period)
        try fields.encode(creator, forKey: .creator)
        try fields.encode(leaf, forKey: .leaf)
        try fields.encode(index, forKey: .index)
        try fields.encode(treeSize, forKey: .treeSize)
        try fields.encode(path, forKey: .path)
        try fields.encode(chainLeaf, forKey: .chainLeaf)
        try fields.encode(chainPath, forKey: .chainPath)
        try fields.encode(root, forKey: .root)
    }
}
