private import CZstd

/// Decompresses frames, each into exactly as many bytes as it is said to hold and no more.
@safe final class FrameDecoder {
    private let context: OpaquePointer

    private let wantsSizes: Bool

    /// A decompressor.
    ///
    /// - Parameter wantsSizes: Whether a frame must say how much it holds.
    init(wantsSizes: Bool = true) throws(ZstandardError) {
        self.wantsSizes = wantsSizes
        guard let made = unsafe ZSTD_createDCtx() else { throw .failed("no memory for a decompressor") }
        unsafe context = made
    }

    deinit { unsafe ZSTD_freeDCtx(context) }

    /// The content of a frame.
    ///
    /// - Parameters:
    ///   - frame: The bytes of one whole frame.
    ///   - count: How many bytes the seek table says it holds.
    ///   - index: Its place, which errors name.
    /// - Throws: ``ZstandardError/damaged(frame:reason:)`` for bytes that are no whole frame;
    ///   ``ZstandardError/falseTable(_:)`` for a frame of another size; ``ZstandardError/tooLarge(_:)`` for one that hides
    ///   that more is in it.
    func content(of frame: [UInt8], count: Int, index: Int) throws(ZstandardError) -> [UInt8] {
        try check(frame, count, index)
        var returned = 0
        // One byte more than there should be tells a frame that holds more.
        let content = unsafe [UInt8](unsafeUninitializedCapacity: count + 1) { room, filled in
            returned = unsafe frame.withUnsafeBytes { bytes in
                unsafe ZSTD_decompressDCtx(context, room.baseAddress, count + 1, bytes.baseAddress, bytes.count)
            }
            filled = ZstandardCall.failure(returned) == nil ? returned : 0
        }
        if ZstandardCall.isTooSmall(returned) || content.count > count {
            throw .tooLarge("frame \(index) holds more than the \(count) bytes that the seek table says")
        }
        if let reason = ZstandardCall.failure(returned) { throw .damaged(frame: index, reason: reason) }
        guard content.count == count else {
            throw .falseTable("frame \(index) holds \(content.count) bytes, not \(count)")
        }
        return content
    }

    /// Refuses what is not one frame of the size that is expected, before anything is decompressed.
    private func check(_ frame: [UInt8], _ count: Int, _ index: Int) throws(ZstandardError) {
        guard FrameDecoder.begins(frame) else {
            throw .falseTable("no frame begins where it says that frame \(index) does")
        }
        let (whole, stated) = unsafe frame.withUnsafeBytes { bytes in
            unsafe (
                ZSTD_findFrameCompressedSize(bytes.baseAddress, bytes.count),
                ZSTD_getFrameContentSize(bytes.baseAddress, bytes.count)
            )
        }
        if let reason = ZstandardCall.failure(whole) { throw .damaged(frame: index, reason: reason) }
        guard whole == frame.count else {
            throw .falseTable("frame \(index) is \(whole) bytes long, not \(frame.count)")
        }
        // Bits without a meaning, which libzstd does not look at (RFC 8878, 3.1.1.1.1.3).
        guard frame[4] & 0x18 == 0 else { throw .damaged(frame: index, reason: "unused bits of its header are set") }
        // The two largest numbers mean that the frame does not say, and that it cannot be read.
        let isStated = stated < UInt64.max - 1
        guard isStated || !wantsSizes else {
            throw .damaged(frame: index, reason: "its header does not say how much it holds")
        }
        guard !isStated || stated == UInt64(count) else {
            throw .falseTable("frame \(index) says that it holds \(stated) bytes, not \(count)")
        }
    }

    /// Whether bytes begin with the magic number of a zstd frame, 0xFD2FB528.
    static func begins(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) }
}
