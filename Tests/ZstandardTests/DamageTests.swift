import Testing

@testable import Zstandard

/// What somebody altered is refused, each kind of damage by its own error.
@Suite struct DamageTests {
    private let contents = [Array("the first frame".utf8), Array("and the second one, which is longer".utf8)]

    @Test func cutOffAnywhereItIsTruncated() throws {
        let file = try SeekableWriter.file(contents)
        for count in 0..<file.count {
            let expected: ZstandardError = count < 4 ? .notZstandard : .truncated(bytes: UInt64(count))
            let whole = try SeekableReaderBoundary.frameEnds(file)
            // Cut off between two frames or before the table nothing but the table is missing.
            #expect(throws: whole.contains(count) ? ZstandardError.noSeekTable : expected, "cut off after \(count)") {
                try ScratchFile.content(Array(file.prefix(count)))
            }
        }
    }

    @Test(arguments: [1, 9, 100, 5000]) func whatWasAppendedIsCounted(count: Int) throws {
        let file = try SeekableWriter.file(contents)
        let more = [UInt8](repeating: 0, count: count)
        #expect(throws: ZstandardError.trailing(bytes: UInt64(count))) { try ScratchFile.content(file + more) }
    }

    @Test func noBitCanBeFlippedUnseen() throws {
        let file = try SeekableWriter.file(contents)
        let whole = contents.flatMap { $0 }
        let descriptor = file.count - 5
        for place in file.indices {
            for bit in 0..<8 {
                var altered = file
                altered[place] ^= 1 << UInt8(bit)
                if place == descriptor && bit < 2 {
                    // Two bits have no meaning by the format.
                    #expect(try ScratchFile.content(altered) == whole)
                } else {
                    #expect(throws: ZstandardError.self, "bit \(bit) of byte \(place)") {
                        try ScratchFile.content(altered)
                    }
                }
            }
        }
    }

    @Test func anotherKindOfFileIsToldApart() throws {
        #expect(throws: ZstandardError.notZstandard) { try ScratchFile.content(Array("PK and more bytes".utf8)) }
        #expect(throws: ZstandardError.noSeekTable) {
            try ScratchFile.content(try FrameEncoder(level: 3).frame(of: Array("a frame and no table".utf8)))
        }
    }

    @Test func aTableThatLiesIsRefused() throws {
        let file = try SeekableWriter.file(contents)
        let table = file.count - 41
        func refused(_ message: String, _ alter: (inout [UInt8]) -> Void) {
            var altered = file
            alter(&altered)
            let error = #expect(throws: ZstandardError.self) { try ScratchFile.content(altered) }
            #expect(error?.description == message)
        }
        refused("its seek table is false: frame 0 says that it holds 15 bytes, not 14") { $0[table + 12] = 14 }
        refused("its seek table is false: its checksum of frame 0 is not the frame's") { $0[table + 16] ^= 1 }
        refused("its seek table is false: reserved bits of its descriptor are set") { $0[file.count - 5] = 0x84 }
        refused("its seek table is false: no skippable frame begins where it should") { $0[file.count - 9] = 1 }
        refused("its seek table is false: its 255 entries would be longer than the file") { $0[file.count - 9] = 255 }
        refused("its seek table is false: its frames are 75 bytes long, and 76 bytes come before it") {
            $0[table + 8] -= 1
        }
        refused("its seek table is false: frame 0 is 28 bytes long, not 29") {
            $0[table + 8] += 1
            $0[table + 20] -= 1
        }
        var moved = file
        moved[table + 8] += 1
        moved[table + 20] -= 1
        let error = #expect(throws: ZstandardError.self) {
            try ScratchFile.reading(moved) { try $0.content(ofFrame: 1) }
        }
        #expect(error?.description == "its seek table is false: no frame begins where it says that frame 1 does")
    }

    @Test func aBombIsNotDecompressed() throws {
        let zeros = [UInt8](repeating: 0, count: 4 << 20)
        let file = try SeekableWriter.file([zeros, zeros, zeros])
        #expect(file.count < 1000)
        let limits = [
            SeekableLimits(frameBytes: (4 << 20) - 1), SeekableLimits(contentBytes: 12_582_911),
            SeekableLimits(frames: 2),
        ]
        let messages = limits.map { limits in
            #expect(throws: ZstandardError.self) { try ScratchFile.content(file, limits: limits) }?.description ?? ""
        }
        let end = ": it may be made to fill memory or a disk, and is not decompressed"
        #expect(
            messages == [
                "frame 0 says it holds 4194304 bytes, more than the 4194303 allowed\(end)",
                "it says it holds 12582912 bytes, more than the 12582911 allowed\(end)",
                "the seek table lists 3 frames, more than the 2 allowed\(end)",
            ])
    }

    @Test func aFrameThatHidesHowMuchItHoldsIsStopped() throws {
        let zeros = [UInt8](repeating: 0, count: 1 << 20)
        var frame = try FrameEncoder(level: 3).frame(of: zeros)
        // Its header says 1000 bytes, as the table does.
        #expect(frame[4] == 0xA4)
        frame.replaceSubrange(5..<9, with: [0xE8, 0x03, 0, 0])
        let error = #expect(throws: ZstandardError.self) {
            try FrameDecoder().content(of: frame, count: 1000, index: 4)
        }
        #expect(
            error?.description
                == "frame 4 holds more than the 1000 bytes that the seek table says: it may be made to fill memory or a disk, and is not decompressed"
        )
    }
}

/// Where the frames of a file end.
enum SeekableReaderBoundary {
    static func frameEnds(_ file: [UInt8]) throws -> [Int] {
        try ScratchFile.reading(file) { reader in reader.table.frames.map { Int($0.place) + $0.compressed } }
    }
}
