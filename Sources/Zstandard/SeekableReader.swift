/// Reads a file of zstd's seekable format: any part of its content, by decompressing the frames that hold it alone.
///
/// ```swift
/// let reader = try SeekableReader(path: "remit-2026-10.tar.zst")
/// try reader.read(512..<1024) { piece in print(piece.count) }
/// ```
/// Opening reads the beginning and the table. Whatever the table says is checked against the file then, and against each
/// frame when that is decompressed.
public final class SeekableReader {
    /// The frames.
    public let table: SeekTable
    private let file: SeekableFile
    private let decoder: FrameDecoder

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - limits: What is decompressed at most.
    /// - Throws: ``ZstandardError`` that says what is wrong with it.
    public init(path: String, limits: SeekableLimits = SeekableLimits()) throws(ZstandardError) {
        file = try SeekableFile(path: path)
        decoder = try FrameDecoder(wantsSizes: limits.wantsSizes)
        table = try SeekableReader.table(of: file, limits)
    }

    /// The content of a frame, checked against the table.
    ///
    /// - Parameter index: Its place among the frames.
    /// - Throws: ``ZstandardError`` for a frame that is damaged, or is not what the table says.
    public func content(ofFrame index: Int) throws(ZstandardError) -> [UInt8] {
        let frame = table.frames[index]
        let bytes = try file.bytes(at: frame.place, count: frame.compressed)
        let content = try decoder.content(of: bytes, count: frame.count, index: index)
        // libzstd has compared the content with the checksum of the frame, so that what differs is the table's.
        let hasChecksum = bytes[4] & 0x04 != 0
        if hasChecksum, let stated = frame.checksum, stated != LittleEndian.uint32(bytes, at: bytes.count - 4) {
            throw .falseTable("its checksum of frame \(index) is not the frame's")
        }
        return content
    }

    /// Hands over a part of the content, piece by piece.
    ///
    /// - Parameters:
    ///   - range: Which bytes of the content, within it.
    ///   - body: Takes the pieces.
    public func read(_ range: Range<UInt64>, _ body: (ArraySlice<UInt8>) throws -> Void) throws {
        precondition(range.upperBound <= table.contentBytes, "reads beyond the content")
        for index in table.frames(holding: range) {
            let frame = table.frames[index]
            let content = try content(ofFrame: index)
            let from = Int(max(range.lowerBound, frame.start) - frame.start)
            let to = Int(min(range.upperBound, frame.end) - frame.start)
            try body(content[from..<to])
        }
    }

    /// Reads the table from the end, and compares it with the size of the file; where none is found, says why.
    private static func table(of file: SeekableFile, _ limits: SeekableLimits) throws(ZstandardError) -> SeekTable {
        let beginning = try file.bytes(at: 0, count: 4)
        guard FrameDecoder.begins(beginning) else { throw .notZstandard }
        let tail = UInt64(SeekTableFormat.footer)
        guard file.size > tail, let footer = try footer(of: file, limits) else { throw try fault(of: file) }
        guard UInt64(footer.size) < file.size else {
            throw .falseTable("its \(footer.frames) entries would be longer than the file")
        }
        let place = file.size - UInt64(footer.size)
        let table = try SeekTableFormat.table(
            try file.bytes(at: place, count: footer.size), footer, limits: limits)
        guard table.frameBytes == place else {
            throw .falseTable("its frames are \(table.frameBytes) bytes long, and \(place) bytes come before it")
        }
        return table
    }

    private static func footer(
        of file: SeekableFile, _ limits: SeekableLimits
    ) throws(ZstandardError) -> SeekTableFormat.Footer? {
        let bytes = try file.bytes(at: file.size - UInt64(SeekTableFormat.footer), count: SeekTableFormat.footer)
        return try SeekTableFormat.footer(bytes, limits: limits)
    }

    /// Why a file does not end with a seek table.
    private static func fault(of file: SeekableFile) throws(ZstandardError) -> ZstandardError {
        switch try FrameWalk.ending(of: file) {
        case .cutOff: .truncated(bytes: file.size)
        case .table(let end): .trailing(bytes: file.size - end)
        case .noTable: .noSeekTable
        case .other(let place): .falseTable("neither a frame nor the table begins at byte \(place)")
        }
    }
}
