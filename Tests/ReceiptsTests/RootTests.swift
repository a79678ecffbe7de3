import Foundation
import Receipts
import Testing

/// Published roots and their signatures.
@Suite("Published roots")
struct RootTests {
    /// The first key of RFC 8032, section 7.1, in the file that openssl makes of it.
    static let pem = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
        -----END PRIVATE KEY-----

        """
    private static let publicKey = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    private static let publicPEM = """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
        -----END PUBLIC KEY-----
        """

    private static func faults(
        _ root: PublicRoot, pinned: VerifyingKey? = nil, _ change: (inout PublicRoot) -> Void = { _ in }
    ) -> [String] {
        var altered = root
        change(&altered)
        return RootCheck(altered, key: pinned).faults().map(\.description)
    }

    @Test("keys are read from PEM and digits, and sign as RFC 8032 says")
    func keys() throws {
        let key = try SigningKey(pem: RootTests.pem)
        #expect(Hexadecimal.text(key.publicKey.bytes) == RootTests.publicKey)
        #expect(
            Hexadecimal.text(try key.sign([]))
                == "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd"
                + "25bf5f0595bbe24655141438e7a100b")
        #expect(try VerifyingKey(text: RootTests.publicKey + "\n") == key.publicKey)
        #expect(try VerifyingKey(text: RootTests.publicPEM) == key.publicKey)
        #expect(key.publicKey.verifies(try key.sign([1]), of: [1]))
        #expect(!key.publicKey.verifies(try key.sign([1]), of: [2]))
        #expect(!key.publicKey.verifies([], of: [1]))
    }

    @Test(
        "what is no private key is refused without a word of what it holds",
        arguments: ["", "secret", publicPEM, "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n"])
    func noKey(text: String) {
        do throws(KeyError) {
            _ = try SigningKey(pem: text)
            Issue.record("it was read")
        } catch {
            #expect(
                error.description
                    == "is no Ed25519 private key in PEM; make one with `openssl genpkey -algorithm ed25519 -out FILE`")
        }
        #expect(throws: KeyError.notPublic) { try VerifyingKey(text: text.replacing("PUBLIC", with: "PRIVATE")) }
    }

    @Test("are whole without a signature, unless a key is pinned")
    func unsigned() throws {
        #expect(RootTests.faults(ReceiptTests.root) == [])
        #expect(
            RootTests.faults(ReceiptTests.root, pinned: try SigningKey(pem: RootTests.pem).publicKey) == [
                "the root file is not signed, and a key was given with --key"
            ])
    }

    @Test("whose month, previous root, policy, path or root was altered are not whole")
    func tree() {
        let message =
            "the root file's month, previous root, policy and path do not lead to its root: one of them was altered"
        let changes: [(inout PublicRoot) -> Void] = [
            { $0.period = "2026-02" }, { $0.previousRoot = nil }, { $0.policyHash = $0.root }, { $0.path[0] = $0.root },
            { $0.path[1] = $0.root }, { $0.path[2] = "x" }, { $0.path = [] }, { $0.root = $0.policyHash },
            { $0.treeSize = 1 }, { $0.treeSize = 0 }, { $0.treeSize = 33 },
        ]
        for change in changes { #expect(RootTests.faults(ReceiptTests.root, change) == [message]) }
    }

    @Test("that are signed are so in every field, by the pinned key")
    func signed() throws {
        let key = try SigningKey(pem: RootTests.pem)
        let signed = try ReceiptTests.root.signed(by: key)
        #expect(signed.publicKey == RootTests.publicKey)
        #expect(RootTests.faults(signed) == [] && RootTests.faults(signed, pinned: key.publicKey) == [])
        let message = "the root file's signature is not that of what it says by the key \(RootTests.publicKey)"
        let changes: [(inout PublicRoot) -> Void] = [
            { $0.treeSize = 10 }, { $0.engineVersion = "0.1.1" }, { $0.signature = String(repeating: "0", count: 128) },
            { $0.signature = "x" },
        ]
        for change in changes { #expect(RootTests.faults(signed, change) == [message]) }
        #expect(RootTests.faults(signed) { $0.period = "2026-02" }.last == message)
        #expect(RootTests.faults(signed) { $0.root = $0.policyHash }.last == message)
        #expect(
            RootTests.faults(signed) { $0.signature = nil } == [
                "the root file has a key without a signature, or a signature without a key"
            ])
        #expect(
            RootTests.faults(signed) { $0.publicKey = "d75a" } == [
                "the root file's key \"d75a\" is no Ed25519 key in 64 hexadecimal digits"
            ])
    }

    @Test("that someone else signed are not the platform's")
    func otherKey() throws {
        let key = try SigningKey(pem: RootTests.pem)
        let other = try SigningKey(
            pem: RootTests.pem.replacing("MC4CAQAwBQYDK2VwBCIEIJ1h", with: "MC4CAQAwBQYDK2VwBCIEIJ1i"))
        let forged = try ReceiptTests.root.signed(by: other)
        let found = Hexadecimal.text(other.publicKey.bytes)
        #expect(RootTests.faults(forged) == [])
        #expect(
            RootTests.faults(forged, pinned: key.publicKey) == [
                "the root file is signed with the key \(found), not with \(RootTests.publicKey)"
            ])
    }

    @Test("are one line of JSON, without the keys that do not apply")
    func file() throws {
        var first = ReceiptTests.root
        first.previousRoot = nil
        let text = String(decoding: try first.file(), as: UTF8.self)
        #expect(
            text
                == "{\"engine_version\":\"0.1.0\",\"format\":\"remit-root-1\",\"path\":[\(first.path.map { "\"\($0)\"" }.joined(separator: ","))],"
                + "\"period\":\"2026-01\",\"policy_hash\":\"\(first.policyHash)\",\"root\":\"\(first.root)\",\"tree_size\":9}\n"
        )
        let signed = try ReceiptTests.root.signed(by: SigningKey(pem: RootTests.pem))
        #expect(try PublicRoot(file: signed.file()) == signed)
        #expect(try PublicRoot(file: first.file()) == first)
    }

    @Test("sign lines that anybody can write again")
    func message() {
        let root = ReceiptTests.root
        #expect(
            root.message == """
                remit-root-1
                period,2026-01
                root,\(root.root)
                previous,\(root.previousRoot ?? "")
                tree_size,9
                policy,\(root.policyHash)
                engine,0.1.0

                """)
    }
}
