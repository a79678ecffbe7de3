extension PublicRoot: ProofFile {
    /// What such a file is called.
    public static let noun = "root file"

    private enum CodingKeys: String, CodingKey {
        case format, period, root, path, signature
        case previousRoot = "previous_root"
        case treeSize = "tree_size"
        case policyHash = "policy_hash"
        case engineVersion = "engine_version"
        case publicKey = "public_key"
    }

    /// Reads the fields of a root.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        try PublicRoot.check(try fields.decode(String.self, forKey: .format), at: CodingKeys.format)
        self.init(
            period: try fields.decode(String.self, forKey: .period),
            root: try fields.decode(String.self, forKey: .root),
            previousRoot: try fields.decodeIfPresent(String.self, forKey: .previousRoot),
            treeSize: try fields.decode(Int.self, forKey: .treeSize),
            policyHash: try fields.decode(String.self, forKey: .policyHash),
            engineVersion: try fields.decode(String.self, forKey: .engineVersion),
            path: try fields.decode([String].self, forKey: .path))
        publicKey = try fields.decodeIfPresent(String.self, forKey: .publicKey)
        signature = try fields.decodeIfPresent(String.self, forKey: .signature)
    }

    /// Writes the fields of a root.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(PublicRoot.format, forKey: .format)
        try fields.encode(period, forKey: .period)
        try fields.encode(root, forKey: .root)
        try fields.encodeIfPresent(previousRoot, forKey: .previousRoot)
        try fields.encode(treeSize, forKey: .treeSize)
        try fields.encode(policyHash, forKey: .policyHash)
        try fields.encode(engineVersion, forKey: .engineVersion)
        try fields.encode(path, forKey: .path)
        try fields.encodeIfPresent(publicKey, forKey: .publicKey)
        try fields.encodeIfPresent(signature, forKey: .signature)
    }
}
