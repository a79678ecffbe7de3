private import CZstd

/// Compresses contents into frames of their own, one after the other, with one context of libzstd.
///
/// A frame states its content's size and ends with its checksum. The same content, level and version of libzstd give the
/// same bytes, whichever frames were compressed before.
@safe final class FrameEncoder {
    private let context: OpaquePointer

    /// A compressor of a level.
    init(level: Int) throws(ZstandardError) {
        guard let made = unsafe ZSTD_createCCtx() else { throw .failed("no memory for a compressor") }
        unsafe context = made
        _ = unsafe try ZstandardCall.size(
            ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Int32(clamping: level)))
        _ = unsafe try ZstandardCall.size(ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1))
    }

    deinit { unsafe ZSTD_freeCCtx(context) }

    /// The frame of a content.
    func frame(of content: [UInt8]) throws(ZstandardError) -> [UInt8] {
        var returned = 0
        let bound = ZSTD_compressBound(content.count)
        let frame = unsafe [UInt8](unsafeUninitializedCapacity: bound) { room, filled in
            returned = unsafe content.withUnsafeBytes { bytes in
                unsafe ZSTD_compress2(context, room.baseAddress, bound, bytes.baseAddress, bytes.count)
            }
            filled = ZstandardCall.failure(returned) == nil ? returned : 0
        }
        _ = try ZstandardCall.size(returned)
        return frame
    }
}
