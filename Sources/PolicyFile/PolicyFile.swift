internal import Crypto
public import Settlement
public import YAMLFile

/// Reads the policy file: YAML that finance edits, checked in whole before a single amount is computed (R3).
///
/// Nothing is guessed: a key that is not known, a type that is not the right one or a number that is not exact is a
/// `YAMLFileError` that names the line. Percentages and hours are read as text, never as floating point (R1.2).
public enum PolicyFile {
    /// Reads and checks the policy in a file.
    ///
    /// - Parameter path: The file, taken relative to the current folder unless it is absolute.
    /// - Throws: `YAMLFileError` if the file cannot be read, is not UTF-8, or holds no valid policy.
    public static func read(path: String) throws(YAMLFileError) -> LoadedPolicy {
        let text = try FileText.read(path, kind: "policy file")
        return try parse(text, name: path)
    }

    /// Checks the policy in a text, such as one kept with a closed period.
    ///
    /// - Parameters:
    ///   - text: The YAML.
    ///   - name: What errors call the text: its path, or where it was kept.
    /// - Throws: `YAMLFileError` if the text holds no valid policy.
    public static func parse(_ text: String, name: String) throws(YAMLFileError) -> LoadedPolicy {
        let document = Document(text: text, file: name, remedy: "give it, as \"remit policy default\" does")
        guard let root = try document.root() else {
            throw YAMLFileError(
                file: name, message: "the file holds no policy; \"remit policy default\" prints one to start from")
        }
        let policy = try PolicyReader(root: root).policy()
        return LoadedPolicy(policy: policy, path: name, text: text, hash: hash(of: text))
    }

    /// Reads the text of a policy that a closed month kept (R3).
    ///
    /// - Throws: `YAMLFileError`, which calls it the policy of a closed month.
    public static func ofClosedMonth(_ text: String) throws -> Policy {
        try parse(text, name: "the policy of a closed month").policy
    }

    private static func hash(of text: String) -> String {
        SHA256.hash(data: Array(text.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }
}

/// A policy with the file that it was read from, as both are printed and kept with the period.
public struct LoadedPolicy: Hashable, Sendable {
    /// The terms, already validated (R3).
    public let policy: Policy
    /// The path of the file, as it was given.
    public let path: String
    /// The file's text, unchanged: its UTF-8 bytes are those of the file.
    public let text: String
    /// The SHA-256 of the file's bytes, in lower-case hexadecimal.
    public let hash: String

    /// A policy and where it came from.
    public init(policy: Policy, path: String, text: String, hash: String) {
        self.policy = policy
        self.path = path
        self.text = text
        self.hash = hash
    }
}
