/// Where each frame of a file lies, what it holds, and its checksum: what zstd's seekable format keeps at the end.
///
/// The page of this module describes the format, to the byte.
public struct SeekTable: Hashable, Sendable {
    /// A frame of the file.
    public struct Frame: Hashable, Sendable {
        /// Where it begins in the file.
        public let place: UInt64
        /// How long it is in the file.
        public let compressed: Int
        /// Where its content begins in the content of the whole file.
        public let start: UInt64
        /// How long its content is.
        public let count: Int
        /// The lower 32 bits of the XXH64 of its content; nil in a table without checksums.
        public let checksum: UInt32?

        /// Where its content ends.
        public var end: UInt64 { start + UInt64(count) }
    }

    /// The frames, in the order of the file.
    public private(set) var frames: [Frame] = []

    /// A table of no frame.
    init() {}

    /// How long the whole content is.
    public var contentBytes: UInt64 { frames.last?.end ?? 0 }
    /// How long the frames are together.
    public var frameBytes: UInt64 { frames.last.map { $0.place + UInt64($0.compressed) } ?? 0 }

    /// Adds a frame behind the others.
    mutating func append(compressed: Int, count: Int, checksum: UInt32?) {
        frames.append(
            Frame(place: frameBytes, compressed: compressed, start: contentBytes, count: count, checksum: checksum))
    }

    /// The frames that hold any byte of a range of the content.
    public func frames(holding range: Range<UInt64>) -> Range<Int> {
        guard !range.isEmpty else { return 0..<0 }
        let first = index { frames[$0].end > range.lowerBound }
        let end = index { frames[$0].start >= range.upperBound }
        return first..<max(first, end)
    }

    /// The first frame that a condition holds for, which holds for all after it.
    private func index(where holds: (Int) -> Bool) -> Int {
        var (low, high) = (0, frames.count)
        while low < high {
            let middle = (low + high) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
