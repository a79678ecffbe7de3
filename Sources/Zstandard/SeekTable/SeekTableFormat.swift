/// The bytes of a seek table, as `seekable_format` of zstd specifies them (version 0.1.0).
enum SeekTableFormat {
    /// The magic number of the skippable frame that holds the table.
    static let skippable: UInt32 = 0x184D_2A5E
    /// The magic number that a file of the seekable format ends with.
    static let seekable: UInt32 = 0x8F92_EAB1
    /// The bytes before the entries: the magic number and the size of what follows.
    static let header = 8
    /// The bytes behind the entries: the number of frames, a descriptor and the magic number.
    static let footer = 9
    /// The bit of the descriptor that says that entries have checksums.
    private static let checksummed: UInt8 = 0x80
    /// The bits of the descriptor that have to be 0.
    private static let reserved: UInt8 = 0x7C

    /// The table as a skippable frame, with checksums.
    static func bytes(of table: SeekTable) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(header + table.frames.count * 12 + footer)
        LittleEndian.append(skippable, to: &bytes)
        LittleEndian.append(UInt32(table.frames.count * 12 + footer), to: &bytes)
        for frame in table.frames {
            LittleEndian.append(UInt32(frame.compressed), to: &bytes)
            LittleEndian.append(UInt32(frame.count), to: &bytes)
            LittleEndian.append(frame.checksum ?? 0, to: &bytes)
        }
        LittleEndian.append(UInt32(table.frames.count), to: &bytes)
        bytes.append(checksummed)
        LittleEndian.append(seekable, to: &bytes)
        return bytes
    }

    /// What a footer says: how long the table is, in whole, and how long one entry.
    struct Footer {
        let frames: Int
        let entry: Int
        var size: Int { header + frames * entry + footer }
    }

    /// Reads a footer; nil if it has not the magic number.
    ///
    /// - Throws: ``ZstandardError/falseTable(_:)`` for reserved bits, ``ZstandardError/tooLarge(_:)`` for more frames than
    ///   are allowed.
    static func footer(_ bytes: [UInt8], limits: SeekableLimits) throws(ZstandardError) -> Footer? {
        guard LittleEndian.uint32(bytes, at: 5) == seekable else { return nil }
        let frames = Int(LittleEndian.uint32(bytes, at: 0))
        guard bytes[4] & reserved == 0 else { throw .falseTable("reserved bits of its descriptor are set") }
        guard frames <= limits.frames else {
            throw .tooLarge("the seek table lists \(frames) frames, more than the \(limits.frames) allowed")
        }
        return Footer(frames: frames, entry: bytes[4] & checksummed != 0 ? 12 : 8)
    }

    /// Reads a whole table.
    ///
    /// - Throws: ``ZstandardError/falseTable(_:)`` if it is no skippable frame of its size, ``ZstandardError/tooLarge(_:)``
    ///   for a frame or a whole beyond the limits.
    static func table(_ bytes: [UInt8], _ footer: Footer, limits: SeekableLimits) throws(ZstandardError) -> SeekTable {
        guard LittleEndian.uint32(bytes, at: 0) == skippable else {
            throw .falseTable("no skippable frame begins where it should")
        }
        let size = Int(LittleEndian.uint32(bytes, at: 4))
        guard size == footer.size - header else {
            throw .falseTable(
                "its frame is \(size) bytes long, not the \(footer.size - header) of \(footer.frames) entries")
        }
        var table = SeekTable()
        for index in 0..<footer.frames {
            let entry = header + index * footer.entry
            let count = Int(LittleEndian.uint32(bytes, at: entry + 4))
            guard count <= limits.frameBytes else {
                throw .tooLarge(
                    "frame \(index) says it holds \(count) bytes, more than the \(limits.frameBytes) allowed")
            }
            table.append(
                compressed: Int(LittleEndian.uint32(bytes, at: entry)), count: count,
                checksum: footer.entry == 12 ? LittleEndian.uint32(bytes, at: entry + 8) : nil)
        }
        guard table.contentBytes <= limits.contentBytes else {
            throw .tooLarge(
                "it says it holds \(table.contentBytes) bytes, more than the \(limits.contentBytes) allowed")
        }
        return table
    }
}
