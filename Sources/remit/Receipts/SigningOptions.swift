import ArgumentParser
import Foundation
import Receipts
import SettingsFile

/// Which key signs what is published.
struct SigningOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The Ed25519 private key (PEM, mode 0600) that signs the root. Default: signing_key_file of the settings.",
            valueName: "file"))
    var signingKey: String?

    /// Reads the key; nil where none is configured.
    ///
    /// - Throws: `ToolError` for a file that is missing, no such key, or readable by others.
    func load() throws -> SigningKey? {
        guard let path = try signingKey ?? SettingsChoice.load().signingKeyFile else { return nil }
        var found = stat()
        guard unsafe stat(path, &found) == 0, found.st_mode & S_IFMT == S_IFREG else {
            throw refused(path, "is not there, or is no file")
        }
        guard found.st_mode & 0o077 == 0 else {
            throw refused(path, "may be read or changed by others; make it yours alone with `chmod 600`")
        }
        guard let bytes = FileManager.default.contents(atPath: path) else { throw refused(path, "cannot be read") }
        do { return try SigningKey(pem: String(decoding: bytes, as: UTF8.self)) } catch {
            throw refused(path, "\(error)")
        }
    }

    /// The same root, signed where there is a key.
    func sign(_ root: PublicRoot, with key: SigningKey?) throws -> PublicRoot {
        try key.map { try root.signed(by: $0) } ?? root
    }

    private func refused(_ path: String, _ what: String) -> ToolError {
        ToolError("the signing key \"\(path)\" \(what)", status: ExitStatus.configuration)
    }
}
