import Foundation
import TestServer
import Testing

@testable import Archive

/// An archive is there in whole or not at all, and is not replaced by another without being told to.
@Suite struct WritingTests {
    @Test func theBytesDependOnTheMembersAlone() throws {
        let folder = try ScratchFolder()
        let members = [("a", [UInt8](repeating: 3, count: 2_000_000)), ("b", Array("text".utf8))]
        try folder.archive("1", members, workers: 0)
        try folder.archive("2", members, workers: 3)
        #expect(try folder.bytes("1") == folder.bytes("2"))
        var found = stat()
        #expect(unsafe stat(folder.path("1"), &found) == 0)
        #expect(found.st_mode & 0o777 == 0o600)
    }

    @Test func aDifferentArchiveIsReplacedWhenThatIsWanted() throws {
        let folder = try ScratchFolder()
        try folder.archive("a", [("a", [1])])
        let before = try folder.bytes("a")
        func refusal(_ members: [(String, [UInt8])], level: Int = 3) -> String? {
            #expect(throws: ArchiveWriteError.self) { try folder.archive("a", members, level: level) }?.description
        }
        let (start, end) = (
            "\"\(folder.path("a"))\" is there and is another archive: ", "; choose another --out, or --replace it"
        )
        #expect(refusal([("a", [2])]) == "\(start)its \"a\" has other bytes\(end)")
        #expect(refusal([("b", [1])]) == "\(start)this one has no \"a\"\(end)")
        #expect(refusal([("a", [1]), ("b", [1])]) == "\(start)this one has members that it does not have\(end)")
        #expect(try folder.bytes("a") == before)
        #expect(try folder.names == ["a"])
        try folder.archive("a", [("a", [2])], replace: true)
        #expect(try ArchiveReader(path: folder.path("a")).manifest.members[0].sha256 == Crafted.hash([2]))
        try folder.write(Array("something else".utf8), to: "a")
        #expect(refusal([("a", [1])]) == "\(start)it cannot be read as one\(end)")
    }

    @Test func whereAMemberFailsThereIsNothing() throws {
        let folder = try ScratchFolder()
        struct Failure: Error {}
        #expect(throws: Failure.self) {
            try ArchiveWriter.create(folder.path("a"), .sample(workers: 2), replace: false) { archive in
                try archive.add("big", .bytes([UInt8](repeating: 1, count: 20_000_000)))
                throw Failure()
            }
        }
        #expect(throws: ArchiveWriteError.cannotRead(folder.path("none"), reason: "it is not there, or is no file")) {
            try ArchiveWriter.create(folder.path("a"), .sample(), replace: false) { archive in
                try archive.add("a", .file(folder.path("none")))
            }
        }
        #expect(try folder.names == [])
        #expect(throws: ArchiveWriteError.self) {
            try ArchiveWriter.create(folder.path("no/folder/a"), .sample(), replace: false) { _ in }
        }
    }

    @Test func twoRunsDoNotWriteTheSameArchive() throws {
        let folder = try ScratchFolder()
        _ = try ArchiveWriter.create(folder.path("a"), .sample(), replace: false) { archive in
            try archive.add("a", .bytes([1]))
            #expect(throws: ArchiveWriteError.busy(folder.path("a"))) { try folder.archive("a", [("a", [1])]) }
        }
        #expect(try folder.names == ["a"])
        try ArchiveReader(path: folder.path("a")).verify()
    }

    @Test(arguments: [5, 20, 50, 100, 200, 400]) func killedAnywhereItLeavesNoArchive(milliseconds: Int) throws {
        let folder = try ScratchFolder()
        let arguments = ["sample", folder.path("a"), "--members", "400", "--dataset", "10000000", "--level", "6"]
        let command = try Command(Packer.path, arguments)
        Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
        command.signal(SIGKILL)
        let killed = command.wait().status == 137
        if killed { #expect(try !folder.names.contains("a")) }
        #expect(try Shell.run(Packer.path, arguments).status == 0)
        #expect(try folder.names == ["a"])
        #expect(try ArchiveReader(path: folder.path("a")).manifest.members.count == 401)
    }

    @Test func memoryDoesNotGrowWithTheMembers() throws {
        let folder = try ScratchFolder()
        let made = try Shell.run(
            Packer.path, ["sample", folder.path("a"), "--members", "2500", "--dataset", "200000000", "--level", "3"])
        let peak = made.output.split(whereSeparator: \.isWhitespace).last.flatMap { Int($0) } ?? .max
        let bytes = try ArchiveReader(path: folder.path("a")).manifest.members.reduce(0) { $0 + $1.bytes }
        #expect(bytes >= 300_000_000)
        #expect(peak < 150_000, "\(peak) KB")
        let read = try Shell.run(Packer.path, ["extract", folder.path("a"), "lines.csv"])
        #expect(read.output.split(whereSeparator: \.isWhitespace).last.flatMap { Int($0) } ?? .max < 150_000)
    }
}

/// The built command that makes archives from files alone.
enum Packer {
    static let path = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "packer").path
}
