internal import Glibc

/// A file that is read in places, by its descriptor.
final class SeekableFile {
    private let path: String
    private let descriptor: Int32
    /// How long it is.
    let size: UInt64

    /// Opens a file to read.
    ///
    /// - Throws: ``ZstandardError/unreadable(path:reason:)`` for what is no plain file or cannot be opened.
    init(path: String) throws(ZstandardError) {
        let opened = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw .unreadable(path: path, reason: SeekableFile.reason()) }
        var found = stat()
        guard unsafe fstat(opened, &found) == 0, found.st_mode & S_IFMT == S_IFREG else {
            close(opened)
            throw .unreadable(path: path, reason: "it is no plain file")
        }
        self.path = path
        descriptor = opened
        size = UInt64(found.st_size)
    }

    deinit { close(descriptor) }

    /// The bytes from a place on: as many as are asked for, or fewer at the end of the file.
    func bytes(at place: UInt64, count: Int) throws(ZstandardError) -> [UInt8] {
        var failed = false
        let wanted = place < size ? Int(min(UInt64(count), size - place)) : 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: wanted) { room, filled in
            while filled < wanted {
                let rest = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(room)[filled..<wanted])
                let came = unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(place) + off_t(filled))
                if came < 0 && errno == EINTR { continue }
                failed = came < 0
                guard came > 0 else { return }
                filled += came
            }
        }
        guard !failed else { throw .unreadable(path: path, reason: SeekableFile.reason()) }
        return bytes
    }

    private static func reason() -> String { unsafe String(cString: strerror(errno)) }
}
