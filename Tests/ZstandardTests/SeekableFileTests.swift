import TestRandom
import Testing

@testable import Zstandard

/// What is written comes back, in whole and in part, whoever compressed it.
@Suite struct SeekableFileTests {
    @Test func theTableIsAsTheFormatHasItToTheByte() throws {
        let file = try SeekableWriter.file([Array("seven b".utf8), Array("four".utf8)])
        var wanted: [UInt8] = [0x5E, 0x2A, 0x4D, 0x18, 33, 0, 0, 0]
        // Each entry ends with the 32 bits of XXH64 that the frame ends with.
        wanted += [20, 0, 0, 0, 7, 0, 0, 0] + Array(file[16..<20])
        wanted += [17, 0, 0, 0, 4, 0, 0, 0] + Array(file[33..<37])
        wanted += [2, 0, 0, 0, 0x80, 0xB1, 0xEA, 0x92, 0x8F]
        #expect(file.count == 20 + 17 + 41)
        #expect(Array(file.suffix(41)) == wanted)
    }

    @Test(arguments: Seeds.first(40)) func whatIsWrittenComesBack(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let contents = (0..<Int.random(in: 1...8, using: &random)).map { _ in Sample.content(&random) }
        let file = try SeekableWriter.file(
            contents, level: Int.random(in: 1...9, using: &random), workers: Int.random(in: 0...3, using: &random))
        let whole = contents.flatMap { $0 }
        #expect(try ScratchFile.content(file) == whole)
        try ScratchFile.reading(file) { reader in
            for _ in 0..<10 {
                let from = Int.random(in: 0...whole.count, using: &random)
                let to = Int.random(in: from...whole.count, using: &random)
                var part: [UInt8] = []
                try reader.read(UInt64(from)..<UInt64(to)) { part += $0 }
                #expect(part == Array(whole[from..<to]), "\(from)..<\(to)")
            }
        }
    }

    @Test func theBytesAreTheSameForAnyNumberOfWorkers() throws {
        var random = SplitMix(seed: 7)
        let contents = (0..<20).map { _ in Sample.text(300_000, &random) }
        let alone = try SeekableWriter.file(contents, workers: 0)
        #expect(try SeekableWriter.file(contents, workers: 1) == alone)
        #expect(try SeekableWriter.file(contents, workers: 5) == alone)
    }

    @Test func aFullFrameIsCut() throws {
        let content = [UInt8](repeating: 7, count: 2 * SeekableWriter.frameBytes + 1)
        let counts = try ScratchFile.reading(try SeekableWriter.file([content])) { $0.table.frames.map(\.count) }
        #expect(counts == [SeekableWriter.frameBytes, SeekableWriter.frameBytes, 1])
    }

    @Test func aPartIsReadWithoutTheFramesThatDoNotHoldIt() throws {
        var file = try SeekableWriter.file([Array("first".utf8), Array("second".utf8), Array("third".utf8)])
        // The first frame is no longer one that can be decompressed.
        file[10] ^= 0xFF
        try ScratchFile.reading(file) { reader in
            var part: [UInt8] = []
            try reader.read(7..<13) { part += $0 }
            #expect(String(decoding: part, as: UTF8.self) == "condth")
            #expect(throws: ZstandardError.self) { try reader.read(0..<1) { _ in } }
        }
    }

    @Test func aFileOfNoFrameIsNotTakenForOne() throws {
        #expect(throws: ZstandardError.notZstandard) { try ScratchFile.content(try SeekableWriter.file([])) }
    }
}

/// Contents for tests.
enum Sample {
    /// A content of any kind: empty, of one byte, of noise, or a text.
    static func content(_ random: inout SplitMix) -> [UInt8] {
        switch Int.random(in: 0...3, using: &random) {
        case 0: []
        case 1: [UInt8](repeating: UInt8.random(in: 0...255, using: &random), count: 100_000)
        case 2: (0..<Int.random(in: 1...50_000, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        default: text(Int.random(in: 1...100_000, using: &random), &random)
        }
    }

    /// A text like a dataset's.
    static func text(_ count: Int, _ random: inout SplitMix) -> [UInt8] {
        var text: [UInt8] = []
        while text.count < count {
            text += Array("2026-01,sale,\(UInt64.random(in: 0...9999, using: &random)),USD\n".utf8)
        }
        return Array(text.prefix(count))
    }
}
