import Foundation
import TestRandom
import TestServer
import Testing

@testable import Zstandard

/// Others open what is written: the zstd tool in whole, pyzstd by the table.
@Suite struct OtherToolTests {
    private static let contents = {
        var random = SplitMix(seed: 11)
        return (0..<12).map { _ in Sample.content(&random) } + [Sample.text(5_000_000, &random)]
    }()

    @Test func theToolOfZstdDecompressesIt() throws {
        let file = try ScratchFile(try SeekableWriter.file(OtherToolTests.contents, workers: 2))
        let tool = try Tools.zstd()
        #expect(try Shell.run(tool, ["-q", "-t", file.path]).status == 0)
        let whole = try ScratchFile(OtherToolTests.contents.flatMap { $0 })
        let script = "'\(tool)' -dc '\(file.path)' | cmp - '\(whole.path)'"
        #expect(try Shell.run("/bin/sh", ["-c", script]).output == "")
        #expect(try Shell.run("/bin/sh", ["-c", script]).status == 0)
    }

    @Test func pyzstdReadsPartsOfItByTheTable() throws {
        let file = try ScratchFile(try SeekableWriter.file(OtherToolTests.contents, workers: 2))
        let whole = try ScratchFile(OtherToolTests.contents.flatMap { $0 })
        let script = """
            import random, sys
            from pyzstd import SeekableZstdFile
            whole = open(sys.argv[2], 'rb').read()
            with SeekableZstdFile(sys.argv[1], 'r') as file:
                assert file.seek(0, 2) == len(whole), (file.seek(0, 2), len(whole))
                for _ in range(200):
                    begin = random.randrange(len(whole))
                    file.seek(begin)
                    assert file.read(5000) == whole[begin:begin + 5000], begin
                print(file.seek_table_info if hasattr(file, 'seek_table_info') else 'sound')
            """
        let result = try Shell.run(try Tools.python(), ["-c", script, file.path, whole.path])
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test func itReadsWhatPyzstdWrites() throws {
        let file = try ScratchFile([])
        let script = """
            import sys
            from pyzstd import SeekableZstdFile
            with SeekableZstdFile(sys.argv[1], 'w', max_frame_content_size=1000) as file:
                file.write(b'0123456789' * 1000)
            """
        let result = try Shell.run(try Tools.python(), ["-c", script, file.path])
        #expect(result.status == 0, "\(result.errors)")
        let reader = try SeekableReader(path: file.path, limits: SeekableLimits(wantsSizes: false))
        var part: [UInt8] = []
        try reader.read(995..<1005) { part += $0 }
        #expect(String(decoding: part, as: UTF8.self) == "5678901234")
        #expect(reader.table.frames.count == 10)
        #expect(reader.table.contentBytes == 10_000)
    }
}

/// The tools of others.
enum Tools {
    static func zstd() throws -> String {
        let path = "/usr/bin/zstd"
        guard FileManager.default.isExecutableFile(atPath: path) else { try NotRun.because("there is no \(path)") }
        return path
    }

    static func python() throws -> String {
        guard let path = ProcessInfo.processInfo.environment["REMIT_PYTHON"] else {
            try NotRun.because("REMIT_PYTHON does not say where a Python with pyzstd is")
        }
        return path
    }
}
