internal import Crypto
internal import Foundation
public import Settlement

/// Reads the policy file: YAML that finance edits, checked in whole before a single amount is computed (R3).
///
/// Nothing is guessed: a key that is not known, a type that is not the right one or a number that is not exact is a
/// ``PolicyFileError`` that names the line. Percentages and hours are read as text, never as floating point (R1.2).
public enum PolicyFile {
    /// Reads and checks the policy in a file.
    ///
    /// - Parameter path: The file, taken relative to the current folder unless it is absolute.
    /// - Throws: ``PolicyFileError`` if the file cannot be read, is not UTF-8, or holds no valid policy.
    public static func read(path: String) throws(PolicyFileError) -> LoadedPolicy {
        let bytes = try contents(of: path)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw PolicyFileError(file: path, message: "the file is not UTF-8; save it in that encoding")
        }
        return try parse(text, name: path)
    }

    /// Checks the policy in a text, such as one kept with a closed period.
    ///
    /// - Parameters:
    ///   - text: The YAML.
    ///   - name: What errors call the text: its path, or where it was kept.
    /// - Throws: ``PolicyFileError`` if the text holds no valid policy.
    public static func parse(_ text: String, name: String) throws(PolicyFileError) -> LoadedPolicy {
        let root = try Document(text: text, file: name).root()
        let policy = try PolicyReader(root: root).policy()
        return LoadedPolicy(policy: policy, path: name, text: text, hash: hash(of: text))
    }

    private static func contents(of path: String) throws(PolicyFileError) -> Data {
        if let bytes = FileManager.default.contents(atPath: path) { return bytes }
        let message =
            if !FileManager.default.fileExists(atPath: path) {
                "there is no such file; check the path"
            } else if (try? FileManager.default.contentsOfDirectory(atPath: path)) != nil {
                "this is a folder; name the policy file in it"
            } else {
                "the file cannot be read; check its permissions"
            }
        throw PolicyFileError(file: path, message: message)
    }

    private static func hash(of text: String) -> String {
        SHA256.hash(data: Data(text.utf8)).map { byte in
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
