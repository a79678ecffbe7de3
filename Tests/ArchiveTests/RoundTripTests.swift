import Foundation
import TestRandom
import TestServer
import Testing
import Zstandard

@testable import Archive

/// What is put in comes out, in whole, one by one, and by the tools of others.
@Suite struct RoundTripTests {
    @Test(arguments: Seeds.first(30)) func membersComeBackFromAnyArchive(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let members = SampleMembers.some(&random)
        let folder = try ScratchFolder()
        let outcome = try folder.archive("a.tar.zst", members, workers: Int.random(in: 0...3, using: &random))
        let reader = try ArchiveReader(path: folder.path("a.tar.zst"))
        #expect(outcome == .written(reader.manifest))
        #expect(reader.manifest.members.map(\.name) == members.map(\.0))
        #expect(reader.manifest.members.map(\.bytes) == members.map { UInt64($0.1.count) })
        for (name, content) in members {
            var found: [UInt8] = []
            try reader.extract(name) { found += $0 }
            #expect(found == content, "\(name)")
        }
        let kept = try reader.verify(keeping: Set(members.map(\.0)))
        for (name, content) in members where content.count <= 1 << 20 { #expect(kept[name] == content) }
        #expect(try folder.archive("a.tar.zst", members, workers: 2) == .unchanged(reader.manifest))
    }

    @Test func membersFromFilesAndPiecesAreTheSame() throws {
        let folder = try ScratchFolder()
        let content = [UInt8](repeating: 65, count: 3_000_000)
        try folder.write(content, to: "source")
        for (name, source) in [
            ("bytes", MemberContent.bytes(content)), ("file", .file(folder.path("source"))),
            ("pieces", .pieces { write in for _ in 0..<3 { try write([UInt8](repeating: 65, count: 1_000_000)) } }),
        ] {
            _ = try ArchiveWriter.create(folder.path(name), .sample(), replace: false) { try $0.add("a", source) }
        }
        #expect(try folder.bytes("file") == folder.bytes("bytes"))
        #expect(try folder.bytes("pieces") == folder.bytes("bytes"))
    }

    @Test func theTarIsExtractedByGNUTar() throws {
        var random = SplitMix(seed: 3)
        let members = SampleMembers.some(&random) + SampleMembers.special
        let folder = try ScratchFolder()
        try folder.archive("a.tar.zst", members, workers: 2)
        let tool = "/usr/bin/zstd"
        guard FileManager.default.isExecutableFile(atPath: tool) else { try NotRun.because("there is no \(tool)") }
        try FileManager.default.createDirectory(atPath: folder.path("out"), withIntermediateDirectories: true)
        let result = try Shell.run(
            "/usr/bin/env", ["tar", "--zstd", "-xpf", folder.path("a.tar.zst"), "-C", folder.path("out")])
        #expect(result.status == 0)
        #expect(result.errors == "")
        for (name, content) in members { #expect(try folder.bytes("out/\(name)") == content, "\(name)") }
        let last = try folder.bytes("out/manifest.json")
        #expect(
            String(decoding: last, as: UTF8.self) == (try ArchiveReader(path: folder.path("a.tar.zst")).manifest.text))
        #expect(try JSONSerialization.jsonObject(with: Data(last)) is [String: Any])
        let listing = try Shell.run(
            "/usr/bin/env", ["TZ=UTC", "tar", "--zstd", "--numeric-owner", "-tvf", folder.path("a.tar.zst")]
        ).output
        #expect(
            listing.split(separator: "\n").allSatisfy {
                $0.hasPrefix("-rw-r--r-- 0/0 ") && $0.contains(" 2026-11-02 00:00 ")
            }
        )
    }

    @Test func pyzstdAndPythonReadIt() throws {
        guard let python = ProcessInfo.processInfo.environment["REMIT_PYTHON"] else {
            try NotRun.because("REMIT_PYTHON does not say where a Python with pyzstd is")
        }
        var random = SplitMix(seed: 5)
        let folder = try ScratchFolder()
        try folder.archive("a.tar.zst", SampleMembers.some(&random) + SampleMembers.special, workers: 2)
        let script = """
            import hashlib, json, sys, tarfile
            from pyzstd import SeekableZstdFile
            with SeekableZstdFile(sys.argv[1], 'r') as file:
                tar = tarfile.open(fileobj=file)
                members = tar.getmembers()
                manifest = json.load(tar.extractfile(members[-1]))
                assert [m.name for m in members[:-1]] == [m['name'] for m in manifest['members']]
                for listed in manifest['members']:
                    file.seek(listed['offset'])
                    assert hashlib.sha256(file.read(listed['bytes'])).hexdigest() == listed['sha256'], listed
                print(len(manifest['members']))
            """
        let result = try Shell.run(python, ["-c", script, folder.path("a.tar.zst")])
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test func aMemberIsReadFromItsOwnFramesAlone() throws {
        let folder = try ScratchFolder()
        let big = [UInt8](repeating: 1, count: 5 << 20)
        try folder.archive("a", [("big", big), ("small", Array("text".utf8)), ("more", big)])
        var bytes = try folder.bytes("a")
        // The frames of the first and the last big member are no longer ones that can be decompressed.
        let frames = try SeekableReader(path: folder.path("a")).table.frames
        #expect(frames.map(\.count) == [4 << 20, (1 << 20) + 512, 1024, 4 << 20, (1 << 20) + 512, 2048])
        for index in [0, 1, 3, 4] { bytes[Int(frames[index].place) + 12] ^= 0xFF }
        try folder.write(bytes, to: "a")
        var found: [UInt8] = []
        try ArchiveReader(path: folder.path("a")).extract("small") { found += $0 }
        #expect(String(decoding: found, as: UTF8.self) == "text")
    }
}

/// Members for tests.
enum SampleMembers {
    /// A list of any length, the names different.
    static func some(_ random: inout SplitMix) -> [(String, [UInt8])] {
        (0..<Int.random(in: 0...12, using: &random)).map { number in
            let folders = ["", "reports/", "statements/", "a/b/c/"].randomElement(using: &random) ?? ""
            let size = [0, 1, 511, 512, 513, 40_000, 1 << 20, 4_500_000].randomElement(using: &random) ?? 0
            let noise = UInt8.random(in: 0...255, using: &random)
            return ("\(folders)\(number).html", [UInt8](repeating: noise, count: size))
        }
    }

    /// Names that need more than a header of ustar.
    static let special: [(String, [UInt8])] = [
        (String(repeating: "long/", count: 30) + "name", Array("a".utf8)),
        ("statements/Ünïcode – ភាសាខ្មែរ.html", Array("b".utf8)),
        (String(repeating: "x", count: 100), []), (String(repeating: "y", count: 101), Array("c".utf8)),
    ]
}
