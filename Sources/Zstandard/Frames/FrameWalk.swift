/// Goes from frame to frame by their headers alone, to find out what is wrong with a file that does not end as it should.
enum FrameWalk {
    /// How a file ends.
    enum Ending: Hashable {
        /// Within a frame or the table.
        case cutOff
        /// With a seek table that ends at a place, and more behind it.
        case table(end: UInt64)
        /// With a frame.
        case noTable
        /// With what is neither, from a place on.
        case other(place: UInt64)
    }

    /// How a file ends that begins with a frame.
    static func ending(of file: SeekableFile) throws(ZstandardError) -> Ending {
        var place: UInt64 = 0
        while place < file.size {
            let head = try file.bytes(at: place, count: 18)
            guard head.count >= 8 else { return .cutOff }
            if LittleEndian.uint32(head, at: 0) == SeekTableFormat.skippable {
                return try tableEnding(of: file, from: place, size: LittleEndian.uint32(head, at: 4))
            }
            guard FrameDecoder.begins(head) else { return .other(place: place) }
            guard let end = try end(of: head, at: place, in: file) else { return .cutOff }
            place = end
        }
        return .noTable
    }

    private static func tableEnding(
        of file: SeekableFile, from place: UInt64, size: UInt32
    ) throws(ZstandardError) -> Ending {
        let end = place + 8 + UInt64(size)
        guard end <= file.size else { return .cutOff }
        let magic = try file.bytes(at: end - 4, count: 4)
        let isTable = LittleEndian.uint32(magic, at: 0) == SeekTableFormat.seekable
        return isTable ? .table(end: end) : .other(place: place)
    }

    /// Where a frame ends, from the headers of its blocks; nil if the file ends before.
    private static func end(
        of head: [UInt8], at place: UInt64, in file: SeekableFile
    ) throws(ZstandardError) -> UInt64? {
        var place = place + UInt64(headerSize(head[4]))
        while true {
            let header = try file.bytes(at: place, count: 3)
            guard header.count == 3 else { return nil }
            let bits = Int(header[0]) | Int(header[1]) << 8 | Int(header[2]) << 16
            // A block of one repeated byte states how often, and is one byte long.
            let size = bits >> 1 & 3 == 1 ? 1 : bits >> 3
            place += 3 + UInt64(size)
            guard bits & 1 == 0 else { break }
        }
        let end = place + (head[4] & 0x04 != 0 ? 4 : 0)
        return end <= file.size ? end : nil
    }

    /// How long a frame's header is, by its descriptor (RFC 8878, 3.1.1.1).
    private static func headerSize(_ descriptor: UInt8) -> Int {
        let isSingle = descriptor & 0x20 != 0
        let window = isSingle ? 0 : 1
        let dictionary = [0, 1, 2, 4][Int(descriptor & 3)]
        let content = [isSingle ? 1 : 0, 2, 4, 8][Int(descriptor >> 6)]
        return 5 + window + dictionary + content
    }
}
