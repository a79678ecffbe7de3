import Foundation
import Receipts
import TestServer
import Testing

/// Roots that are signed by a configured key.
@Suite("Signed roots")
struct SignedRootTests {
    /// The first key of RFC 8032, section 7.1.
    private static let pem = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
        -----END PRIVATE KEY-----

        """
    private static let digits = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"

    /// Writes the key with a mode into a folder of its own, and hands over both.
    private func withKey(mode: Int = 0o600, _ body: (URL, String) throws -> Void) throws {
        let folder = URL(filePath: NSTemporaryDirectory()).appending(path: "remit-key-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let key = folder.appending(path: "key.pem").path
        try Data(SignedRootTests.pem.utf8).write(to: folder.appending(path: "key.pem"))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: key)
        try body(folder, key)
    }

    private static func verify(_ arguments: String...) throws -> Shell.Result {
        try Remit.run(["verify"] + arguments, database: "host=/nowhere")
    }

    @Test("by option or settings file, the same bytes every time, and proved by the pinned key")
    func signed() throws {
        let database = try SmallPlatform.closed()
        try withKey { folder, key in
            let root = folder.appending(path: "root.json").path
            let written = try database.remit(
                "receipt", "root", "--period", "2026-02", "--signing-key", key, "--out", root)
            #expect(written.status == 0, "\(written.errors)")
            let text = try String(contentsOfFile: root, encoding: .utf8)
            // A relative path starts from the settings file's folder.
            let settings = folder.appending(path: "remit.yaml").path
            try Data("signing_key_file: key.pem\n".utf8).write(to: URL(filePath: settings))
            let again = try database.remit(
                "receipt", "root", "--period", "2026-02", environment: ["REMIT_CONFIG": settings])
            #expect(again.output == text)
            let read = try PublicRoot(file: Array(text.utf8))
            #expect(read.publicKey == SignedRootTests.digits)
            let facts = try database.sql(
                """
                SELECT to_char(period, 'YYYY-MM'), encode(root, 'hex'), encode(previous_root, 'hex'), policy_hash, engine_version,
                       (SELECT count(*) FROM settlement.leaves leaf WHERE leaf.period = closed.period)
                FROM settlement.periods closed WHERE period = '2026-02-01'
                """)
            #expect(
                facts
                    == [
                        read.period, read.root, read.previousRoot ?? "", read.policyHash, read.engineVersion,
                        "\(read.treeSize)",
                    ].joined(separator: "|"))
            let whole = try SignedRootTests.verify("2026-02", "--root", root, "--key", SignedRootTests.digits)
            #expect(
                whole.output
                    == "root of 2026-02: sound, under the root \(read.root)\n\(root) is whole, signed by the key \(SignedRootTests.digits)\n"
            )
            #expect(whole.status == 0)
            let json = try SignedRootTests.verify("--root", root, "--json")
            #expect(try JSONValue.line(json.output)["signed_by"] == .text(SignedRootTests.digits))
            let receipt = folder.appending(path: "receipt.json").path
            let creator = try database.sql(
                "SELECT max(creator_id::text) FROM settlement.lines WHERE period = '2026-02-01'")
            _ = try database.remit("receipt", "creator", creator, "--period", "2026-02", "--out", receipt)
            let proved = try SignedRootTests.verify(
                "--receipt", receipt, "--root", root, "--key", SignedRootTests.digits)
            #expect(proved.status == 0)
            #expect(
                proved.output.hasSuffix(
                    "\nits root is that of \(root), signed by the key \(SignedRootTests.digits)\n"))
        }
    }

    @Test("that are not signed, altered, or signed by another are not proved")
    func refused() throws {
        let database = try SmallPlatform.closed()
        try withKey { folder, key in
            let root = folder.appending(path: "root.json")
            _ = try database.remit("receipt", "root", "--period", "2026-01", "--out", root.path)
            let plain = try SignedRootTests.verify("--root", root.path)
            #expect(plain.status == 0 && plain.output.hasSuffix("\n\(root.path) is whole, which is not signed\n"))
            let unsigned = try SignedRootTests.verify("--root", root.path, "--key", SignedRootTests.digits)
            #expect(unsigned.status == 1)
            #expect(
                unsigned.output
                    == "root of 2026-01: not proved (1 fault)\n  the root file is not signed, and a key was given with --key\n"
            )
            let signed = try database.remit("receipt", "root", "--period", "2026-01", "--signing-key", key).output
            try Data(signed.replacing("\"engine_version\":\"0", with: "\"engine_version\":\"9").utf8).write(to: root)
            let altered = try SignedRootTests.verify("--root", root.path)
            #expect(
                altered.output
                    == "root of 2026-01: not proved (1 fault)\n  the root file's signature is not that of what it says by the key "
                    + "\(SignedRootTests.digits)\n")
            #expect(altered.status == 1)
            try Data(signed.utf8).write(to: root)
            let other = String(repeating: "1", count: 64)
            let pinned = try SignedRootTests.verify("--root", root.path, "--key", other)
            #expect(
                pinned.output
                    == "root of 2026-01: not proved (1 fault)\n  the root file is signed with the key \(SignedRootTests.digits), not with "
                    + "\(other)\n")
        }
    }

    @Test("openssl agrees about the key and the signature")
    func openssl() throws {
        let database = try SmallPlatform.closed()
        try withKey { folder, key in
            let text = try database.remit("receipt", "root", "--period", "2026-03", "--signing-key", key).output
            let root = try PublicRoot(file: Array(text.utf8))
            try Data(root.message.utf8).write(to: folder.appending(path: "message"))
            let signature = try #require(Hexadecimal.bytes(root.signature ?? "", count: 64))
            try Data(signature).write(to: folder.appending(path: "signature"))
            let checked = try Shell.run(
                "/bin/sh",
                [
                    "-c",
                    """
                    command -v openssl >/dev/null || exit 77
                    openssl pkey -in key.pem -pubout -out public.pem &&
                    openssl pkeyutl -verify -pubin -inkey public.pem -rawin -in message -sigfile signature
                    """,
                ], folder: folder)
            if checked.status == 77 { try NotRun.because("there is no openssl") }
            #expect(checked.status == 0 && checked.output.contains("Successfully"), "\(checked.errors)")
            let public_ = folder.appending(path: "public.pem").path
            let file = folder.appending(path: "root.json")
            try Data(text.utf8).write(to: file)
            #expect(try SignedRootTests.verify("--root", file.path, "--key", public_).status == 0)
        }
    }

    @Test(
        "keys that others may read, that are none, or are missing are refused with exit code 78",
        arguments: [
            0o640, 0o604, 0o620, 0o660,
        ])
    func permissions(mode: Int) throws {
        try withKey(mode: mode) { _, key in
            let result = try Remit.run(
                ["receipt", "root", "--period", "2026-01", "--signing-key", key], database: "host=/nowhere")
            #expect(result.status == 78 && result.output == "")
            #expect(
                result.errors
                    == "remit: the signing key \"\(key)\" may be read or changed by others; make it yours alone with `chmod 600`\n"
            )
        }
    }

    @Test("what is no key is refused before the database is asked, and never shown")
    func noKey() throws {
        try withKey { folder, key in
            func complaint(_ path: String) throws -> String {
                let result = try Remit.run(
                    ["receipt", "all", "--period", "2026-01", "--out", folder.path, "--signing-key", path],
                    database: "host=/nowhere")
                return "\(result.status) \(result.errors)"
            }
            try Data("topsecret".utf8).write(to: URL(filePath: key))
            #expect(
                try complaint(key)
                    == "78 remit: the signing key \"\(key)\" is no Ed25519 private key in PEM; make one with "
                    + "`openssl genpkey -algorithm ed25519 -out FILE`\n")
            #expect(
                try complaint("\(key)x") == "78 remit: the signing key \"\(key)x\" is not there, or is no file\n")
            #expect(
                try complaint(folder.path)
                    == "78 remit: the signing key \"\(folder.path)\" is not there, or is no file\n")
        }
    }
}
