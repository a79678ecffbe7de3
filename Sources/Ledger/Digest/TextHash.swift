internal import Crypto

/// The SHA-256 of a long text, of which a part at a time is in memory.
struct TextHash {
    /// How many bytes are hashed at once.
    private static let chunk = 64 * 1024

    private var text: [UInt8] = []
    private var hash = SHA256()

    /// Appends to the text by a closure.
    @inline(__always)
    mutating func append(_ body: (inout [UInt8]) -> Void) {
        body(&text)
        if text.count >= TextHash.chunk { move() }
    }

    /// The hash of what was appended; then begins anew.
    mutating func finish() -> SHA256Digest {
        move()
        defer { hash = SHA256() }
        return hash.finalize()
    }

    private mutating func move() {
        hash.update(data: text)
        text.removeAll(keepingCapacity: true)
    }
}

extension SHA256Digest {
    /// The 32 bytes.
    var bytes: [UInt8] { Array(self) }
}
