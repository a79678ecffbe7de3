import Crypto
import Foundation
import PolicyFile
import Testing
import YAMLFile

/// Files: what is kept of them, and what becomes of those that cannot be read.
@Suite struct FileTests {
    @Test func aFileIsKeptAsItWas() throws {
        try Places.withFolder { folder in
            let path = folder + "/policy.yaml"
            try Places.write(Data(Sample.text.utf8), to: path)
            let loaded = try PolicyFile.read(path: path)
            #expect(loaded.path == path)
            #expect(loaded.text == Sample.text)
            #expect(try loaded.policy == Sample.policy(Sample.text))
            #expect(try loaded == PolicyFile.parse(loaded.text, name: path))
        }
    }

    /// The digest is that of the bytes, so that `sha256sum` agrees: also with a byte order mark and Windows' lines.
    @Test(arguments: [
        Sample.text, "\u{FEFF}" + Sample.text, Sample.text.replacing("\n", with: "\r\n"), "# é\n" + Sample.text,
    ])
    func hashOfTheBytes(text: String) throws {
        try Places.withFolder { folder in
            let bytes = Data(text.utf8)
            try Places.write(bytes, to: folder + "/policy.yaml")
            let loaded = try PolicyFile.read(path: folder + "/policy.yaml")
            let digest = SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
            #expect(loaded.hash == digest)
            #expect(Data(loaded.text.utf8) == bytes)
            #expect(try PolicyFile.parse(loaded.text, name: "kept").hash == digest)
        }
    }

    /// Worked out with `sha256sum`, independently of the library.
    @Test func aKnownHash() throws {
        let loaded = try PolicyFile.parse(Sample.text, name: "policy.yaml")
        #expect(loaded.hash == "fa38526a3325428506bd06fe3cb815ead041d048c2a9557d8aa72913fd9abec4")
        #expect(loaded.path == "policy.yaml")
    }

    @Test func aCommentChangesTheHashButNotTheTerms() throws {
        let plain = try PolicyFile.parse(Sample.text, name: "a")
        let commented = try PolicyFile.parse("# agreed in May\n" + Sample.text, name: "a")
        #expect(plain.policy == commented.policy)
        #expect(plain.hash != commented.hash)
    }

    @Test func noFile() {
        expectRefusal(of: "/nowhere/policy.yaml", "there is no such file; check the path")
    }

    @Test func aFolder() throws {
        try Places.withFolder { expectRefusal(of: $0, "this is a folder; name the policy file in it") }
    }

    @Test func notUTF8() throws {
        try Places.withFolder { folder in
            let path = folder + "/policy.yaml"
            try Places.write(Data("# caf".utf8) + [0xE9, 0x0A] + Data(Sample.text.utf8), to: path)
            expectRefusal(of: path, "the file is not UTF-8; save it in that encoding")
        }
    }

    /// The memory of a process begins with a part that nobody may read, not even the superuser.
    @Test func unreadable() {
        expectRefusal(of: "/proc/self/mem", "the file cannot be read; check its permissions")
    }

    @Test func errorsNameTheFileThatWasRead() throws {
        try Places.withFolder { folder in
            let path = folder + "/mine.yaml"
            try Places.write(Data("timezone: UTC\n".utf8), to: path)
            do throws(YAMLFileError) {
                _ = try PolicyFile.read(path: path)
                Issue.record("a policy without genesis was read")
            } catch {
                #expect(error.file == path)
                #expect(error.place == YAMLFileError.Place(line: 1, column: 1))
                #expect(error.keyPath.isEmpty)
                #expect(error.message == "the key \"genesis\" is missing; give it, as \"remit policy default\" does")
            }
        }
    }

    private func expectRefusal(of path: String, _ message: String) {
        #expect(throws: YAMLFileError(file: path, message: message)) { try PolicyFile.read(path: path) }
        #expect(YAMLFileError(file: path, message: message).description == "\(path): \(message)")
    }
}
