internal import Foundation

/// Writes a file of zstd's seekable format: frames that are compressed side by side, then the table of them.
///
/// ```swift
/// let writer = SeekableWriter(level: 6, workers: 2) { try file.write($0) }
/// try writer.write(text)
/// try writer.cut()
/// try writer.write(more)
/// try writer.finish()
/// ```
/// It holds two frames per worker, with their contents, whatever the size of the file. The bytes depend on the contents,
/// the cuts, the level and the version of libzstd, not on the number of workers.
public final class SeekableWriter {
    /// How many bytes of content a frame holds at most.
    public static let frameBytes = 4 << 20
    /// The levels of compression that libzstd takes without asking for more memory than is usual.
    public static let levels = 1...19

    private let workers: FrameWorkers
    private let sink: ([UInt8]) throws -> Void
    private var buffer: [UInt8] = []
    private var table = SeekTable()

    /// How many bytes were written since the last cut.
    public var pending: Int { buffer.count }

    /// A writer.
    ///
    /// - Parameters:
    ///   - level: The level of compression, one of ``levels``.
    ///   - workers: How many threads compress; 0 compresses on the caller's own.
    ///   - sink: Takes the file's bytes, in order, on the caller's thread.
    public init(level: Int, workers: Int, sink: @escaping ([UInt8]) throws -> Void) {
        precondition(SeekableWriter.levels.contains(level), "no level of compression")
        self.workers = FrameWorkers(workers, level: level)
        self.sink = sink
    }

    /// Adds content; a frame that is full is cut.
    public func write(_ bytes: [UInt8]) throws { try write(bytes[...]) }

    /// Adds content; a frame that is full is cut.
    public func write(_ bytes: ArraySlice<UInt8>) throws {
        var rest = bytes
        while !rest.isEmpty {
            if buffer.isEmpty { buffer.reserveCapacity(min(rest.count, SeekableWriter.frameBytes)) }
            let piece = rest.prefix(SeekableWriter.frameBytes - buffer.count)
            buffer.append(contentsOf: piece)
            rest = rest.dropFirst(piece.count)
            if buffer.count == SeekableWriter.frameBytes { try cut() }
        }
    }

    /// Ends the frame, so that what follows can be read without what came before. Without content there is no frame.
    public func cut() throws {
        guard !buffer.isEmpty else { return }
        let content = buffer
        buffer = []
        try workers.add(content, take)
    }

    /// Ends the file with its table.
    ///
    /// - Returns: The table.
    @discardableResult
    public func finish() throws -> SeekTable {
        try cut()
        try workers.finish(take)
        try sink(SeekTableFormat.bytes(of: table))
        return table
    }

    private func take(_ frame: [UInt8], of task: FrameTask) throws {
        // A frame ends with the same 32 bits of XXH64 that the table is to hold.
        let checksum = LittleEndian.uint32(frame, at: frame.count - 4)
        table.append(compressed: frame.count, count: task.content.count, checksum: checksum)
        try sink(frame)
    }
}
