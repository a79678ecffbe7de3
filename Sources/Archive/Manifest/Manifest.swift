/// What an archive holds, as its last member says: of which month and day, made by which engine, and every other member.
public struct Manifest: Hashable, Sendable {
    /// A member of the archive.
    public struct Member: Hashable, Sendable {
        /// Its name: a path below the folder that it is extracted to.
        public let name: String
        /// How many bytes it has.
        public let bytes: UInt64
        /// Where it begins in the uncompressed tar.
        public let offset: UInt64
        /// Its SHA-256, in lower-case hexadecimal digits.
        public let sha256: String

        /// A member with all its parts.
        ///
        /// - Parameters:
        ///   - name: Its name.
        ///   - bytes: How many bytes it has.
        ///   - offset: Where it begins in the uncompressed tar.
        ///   - sha256: Its SHA-256, in hexadecimal digits.
        public init(name: String, bytes: UInt64, offset: UInt64, sha256: String) {
            self.name = name
            self.bytes = bytes
            self.offset = offset
            self.sha256 = sha256
        }
    }

    /// The name of the member that holds it.
    public static let name = "manifest.json"

    /// The month, such as `2026-10`.
    public var period: String
    /// The day as of which it was made, such as `2026-11-02`.
    public var asOf: String
    /// The version of the engine that made it.
    public var engineVersion: String
    /// The members, in the order of the tar; the manifest itself is not among them.
    public var members: [Member]

    /// A manifest with all its parts.
    ///
    /// - Parameters:
    ///   - period: The month.
    ///   - asOf: The day as of which it was made.
    ///   - engineVersion: The version of the engine.
    ///   - members: The members, in order.
    public init(period: String, asOf: String, engineVersion: String, members: [Member]) {
        self.period = period
        self.asOf = asOf
        self.engineVersion = engineVersion
        self.members = members
    }

    /// The JSON: a member a line, so that it can be searched and compared as a text.
    ///
    /// There is one text for a manifest. Names have nothing in them that JSON would escape.
    public var text: String {
        var text = """
            {
            "period": "\(period)",
            "as_of": "\(asOf)",
            "engine_version": "\(engineVersion)",
            "members": [

            """
        for (index, member) in members.enumerated() {
            text += #"{"name": "\#(member.name)", "bytes": \#(member.bytes), "offset": \#(member.offset), "#
            text += #""sha256": "\#(member.sha256)"}\#(index + 1 < members.count ? "," : "")"# + "\n"
        }
        return text + "]\n}\n"
    }
}
