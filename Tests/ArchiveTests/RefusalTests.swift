import Foundation
import Testing
import Zstandard

@testable import Archive

/// What somebody altered or made to do harm is refused, each with its own message.
@Suite struct RefusalTests {
    private static let members = [
        ("policy.yaml", Array("timezone: UTC\n".utf8)), ("lines.csv", Array("a,b\n1,2\n".utf8)),
    ]

    private func archive() throws -> (ScratchFolder, [UInt8]) {
        let folder = try ScratchFolder()
        try folder.archive("a", RefusalTests.members)
        return (folder, try folder.bytes("a"))
    }

    /// The message of an archive whose tar is made of these pieces, a frame each.
    private func refusal(_ pieces: [[UInt8]]) throws -> String {
        try ScratchFolder().refusal(of: try Crafted.file(pieces))
    }

    /// The message of an archive with these members, and a manifest that lists them.
    private func refusal(_ raw: [UInt8], listing members: [(String, [UInt8])]) throws -> String {
        try refusal([raw, Crafted.end(Crafted.manifest(members).text)])
    }

    @Test func whatIsCraftedWellIsAccepted() throws {
        let tar = RefusalTests.members.flatMap { Crafted.member($0.0, $0.1) }
        let folder = try ScratchFolder()
        try folder.write(
            try Crafted.file([tar, Crafted.end(Crafted.manifest(RefusalTests.members).text)]), to: "crafted")
        try ArchiveReader(path: folder.path("crafted")).verify()
    }

    @Test func aFileThatIsCutOffOrGoesOn() throws {
        let (folder, bytes) = try archive()
        #expect(
            try folder.refusal(of: Array(bytes.dropLast(5)))
                == "it is cut off after \(bytes.count - 5) bytes, before its seek table is complete; copy it again from where it is whole"
        )
        #expect(
            try folder.refusal(of: bytes + [0, 0, 0])
                == "3 bytes follow its seek table, which should end it; something was appended to it")
        #expect(
            try folder.refusal(of: Array("PK\u{3}\u{4} and so on".utf8))
                == "it does not begin as zstd data does: this is another kind of file")
    }

    /// A few bits of a compressed block can be flipped without a change to what it holds: there zstd has two ways to write
    /// the same. Everywhere else it is refused.
    @Test func aFlippedBitIsRefusedOrChangesNothing() throws {
        let (folder, bytes) = try archive()
        var harmless = 0
        for place in bytes.indices {
            var altered = bytes
            altered[place] ^= 1 << UInt8(place % 7)
            try folder.write(altered, to: "altered")
            do {
                let reader = try ArchiveReader(path: folder.path("altered"))
                let kept = try reader.verify(keeping: ["policy.yaml", "lines.csv"])
                for (name, content) in RefusalTests.members { #expect(kept[name] == content, "byte \(place)") }
                harmless += 1
            } catch { #expect(error is ArchiveError, "byte \(place)") }
        }
        #expect(harmless * 50 < bytes.count)
    }

    @Test func aMemberThatWasAltered() throws {
        let manifest = Crafted.manifest(RefusalTests.members).text
        let tar =
            Crafted.member("policy.yaml", Array("timezone: UTD\n".utf8))
            + Crafted.member("lines.csv", Array("a,b\n1,2\n".utf8))
        let file = try Crafted.file([tar, Crafted.end(manifest)])
        let message = "member \"policy.yaml\" was altered: its SHA-256 is not the one in the manifest"
        let folder = try ScratchFolder()
        #expect(try folder.refusal(of: file) == message)
        let error = #expect(throws: ArchiveError.self) {
            try ArchiveReader(path: folder.path("altered")).extract("policy.yaml") { _ in }
        }
        #expect(error?.fault.description == message)
    }

    @Test(arguments: [
        ("../evil", "member \"../evil\" climbs out of the folder that it is extracted to"),
        ("a/../../evil", "member \"a/../../evil\" climbs out of the folder that it is extracted to"),
        ("/etc/passwd", "member \"/etc/passwd\" has an absolute path, which says where it is written"),
        ("a//b", "member \"a//b\" has an empty part or \".\" in its path"),
        ("./a", "member \"./a\" has an empty part or \".\" in its path"),
        ("a\nb", "member \"a?b\" has a control character, a quote or a backslash in its name"),
        ("a\\b", "member \"a\\b\" has a control character, a quote or a backslash in its name"),
    ]) func aPathThatClimbsOut(name: String, message: String) throws {
        let content = Array("x".utf8)
        // Once where tar and manifest have it, once where the tar alone does.
        let hidden = try refusal(Crafted.member(name, content), listing: [("good", content)])
        #expect(hidden == message)
        let folder = try ScratchFolder()
        let error = #expect(throws: ArchiveWriteError.self) { try folder.archive("a", [(name, content)]) }
        #expect(error?.description == "the archive cannot be made: \(message)")
        #expect(try folder.names == [])
        guard !name.contains("\n"), !name.contains("\\") else { return }
        #expect(try refusal(Crafted.member(name, content), listing: [(name, content)]) == message)
    }

    @Test(
        arguments: zip(
            ["1", "2", "5", "3", "7"] as [Unicode.Scalar],
            [
                "a hard link", "a symbolic link", "a folder", "a device", "of a kind that is not known",
            ])) func whatIsNoPlainFile(kind: Unicode.Scalar, called: String) throws
    {
        #expect(
            try refusal(Crafted.member("a", [], kind: kind), listing: [("a", [])])
                == "member \"a\" is \(called); an archive has plain files alone")
    }

    @Test func membersThatAreThereTwice() throws {
        let content = Array("x".utf8)
        let twice = Crafted.member("a", content) + Crafted.member("a", content)
        let message = "member \"a\" is there twice: which one is meant cannot be told"
        #expect(try refusal(twice, listing: [("a", content), ("a", content)]) == message)
        #expect(try refusal(twice, listing: [("a", content), ("b", content)]) == message)
        let folder = try ScratchFolder()
        #expect(throws: ArchiveWriteError.member("member \"a\" would be in it twice")) {
            try folder.archive("a", [("a", []), ("a", [])])
        }
        #expect(throws: ArchiveWriteError.member("member \"manifest.json\" would be in it twice")) {
            try folder.archive("a", [("manifest.json", [])])
        }
    }

    @Test func aManifestThatDoesNotAgreeWithTheTar() throws {
        let (a, b) = (("a", Array("x".utf8)), ("b", Array("y".utf8)))
        let both = Crafted.member(a.0, a.1) + Crafted.member(b.0, b.1)
        #expect(
            try refusal(both, listing: [b, a]) == "its tar has member \"a\" where its manifest has \"b\"")
        #expect(
            try refusal([both, Crafted.end(Crafted.manifest([a]).text)])
                == "member \"a\" is not where, or not as long as, its manifest says")
        #expect(
            try refusal(both, listing: [a, ("c", b.1)]) == "its tar has member \"b\" where its manifest has \"c\"")
        #expect(
            try refusal(both, listing: [("a", [UInt8](repeating: 1, count: 2)), b])
                == "member \"a\" is not where, or not as long as, its manifest says")
        #expect(
            try refusal([both]) == "its last member is not manifest.json: this is another kind of archive")
        #expect(
            try refusal([both, Crafted.end(Crafted.manifest([a, b]).text.replacing("\"as_of\"", with: "\"as-of\""))])
                == "its manifest.json is not as archives have it: line 2: something else than \",\\n\\\"as_of\\\": \"")
    }

    @Test func whatIsHiddenInTheTar() throws {
        let (tar, listed) = (RefusalTests.members.flatMap { Crafted.member($0.0, $0.1) }, RefusalTests.members)
        let end = Crafted.end(Crafted.manifest(listed).text)
        #expect(
            try refusal([tar, end + [UInt8](repeating: 0, count: 512)])
                == "512 bytes follow the end of its tar: something was hidden there")
        #expect(
            try refusal([tar, Array(end.dropLast(512))])
                == "its tar is cut off: it ends within a member, or without its end")
        // What fills a member up to a block is not zeros.
        var filled = tar
        filled[1000] = 7
        #expect(
            try refusal([filled, end]) == "member \"policy.yaml\" is not where, or not as long as, its manifest says")
        // A header that says who made it: archives do not.
        var owned = tar
        owned[265] = UInt8(ascii: "m")
        #expect(
            try refusal([owned, end])
                == "the tar header at byte 0 is not as an archive has it: it is not the one that its name and size give"
        )
        var other = tar
        other[257] = UInt8(ascii: "U")
        #expect(
            try refusal([other, end])
                == "the tar header at byte 0 is not as an archive has it: it is no header of ustar")
    }

    @Test func aBombIsNotDecompressed() throws {
        let folder = try ScratchFolder()
        try folder.archive("a", [("zeros", [UInt8](repeating: 0, count: 40 << 20))])
        #expect(try folder.bytes("a").count < 10_000)
        let error = #expect(throws: ArchiveError.self) {
            try ArchiveReader(path: folder.path("a"), limits: SeekableLimits(contentBytes: 10 << 20))
        }
        #expect(
            error?.description
                == "archive \"\(folder.path("a"))\" is refused: it says it holds 41945600 bytes, more than the 10485760 allowed: it may be made to fill memory or a disk, and is not decompressed"
        )
    }

    @Test func aMemberThatIsNotThere() throws {
        let (folder, _) = try archive()
        let error = #expect(throws: ArchiveError.self) {
            try ArchiveReader(path: folder.path("a")).extract("lines.cvs") { _ in }
        }
        #expect(
            error?.fault.description == "has no member \"lines.cvs\"; `remit archive list` names those it has")
    }
}
