private import CZstd

/// Turns what calls of libzstd return into values and errors: it returns sizes and errors in one number.
enum ZstandardCall {
    /// The size that a call returned.
    ///
    /// - Throws: ``ZstandardError/failed(_:)`` with libzstd's own words.
    static func size(_ returned: Int) throws(ZstandardError) -> Int {
        if let reason = failure(returned) { throw .failed(reason) }
        return returned
    }

    /// What libzstd calls the error that a call returned; nil if it returned a size.
    static func failure(_ returned: Int) -> String? {
        guard ZSTD_isError(returned) != 0 else { return nil }
        return unsafe String(cString: ZSTD_getErrorName(returned))
    }

    /// Whether a call failed because more came out than there was room for.
    static func isTooSmall(_ returned: Int) -> Bool {
        ZSTD_getErrorCode(returned) == ZSTD_error_dstSize_tooSmall
    }
}
