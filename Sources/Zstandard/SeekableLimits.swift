/// What is decompressed at most, so that a file that was made to do so cannot fill memory or a disk.
public struct SeekableLimits: Hashable, Sendable {
    /// How many bytes one frame may hold: what is in memory at once.
    public var frameBytes: Int
    /// How many frames there may be.
    public var frames: Int
    /// How many bytes all frames may hold.
    public var contentBytes: UInt64
    /// Whether every frame must say how much it holds, as those of ``SeekableWriter`` do and those of some other writers do
    /// not: then no bit of a frame can be changed unseen.
    public var wantsSizes: Bool

    /// Limits; those by default let through whatever ``SeekableWriter`` writes.
    ///
    /// - Parameters:
    ///   - frameBytes: How many bytes one frame may hold.
    ///   - frames: How many frames there may be.
    ///   - contentBytes: How many bytes all frames may hold.
    ///   - wantsSizes: Whether every frame must say how much it holds.
    public init(
        frameBytes: Int = 8 << 20, frames: Int = 1 << 20, contentBytes: UInt64 = 1 << 40, wantsSizes: Bool = true
    ) {
        self.wantsSizes = wantsSizes
        self.frameBytes = frameBytes
        self.frames = frames
        self.contentBytes = contentBytes
    }
}
