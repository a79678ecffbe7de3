internal import Glibc

/// A file beside its place, written by one run at a time, which becomes the file when all of it is on the disk.
///
/// Its name ends in `.partial`, and whoever writes it holds a lock on it, which ends with the process. So one that a
/// killed run left is written over by the next.
final class PartialFile {
    /// Where the file will be.
    let path: String
    private var beside: String { path + ".partial" }
    private let descriptor: Int32

    /// Begins a file, readable by its owner alone: it shows what people earn.
    ///
    /// - Throws: ``ArchiveWriteError/busy(_:)`` while another run writes it.
    init(for path: String) throws(ArchiveWriteError) {
        self.path = path
        let beside = path + ".partial"
        let opened = unsafe open(beside, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard opened >= 0 else { throw PartialFile.refusal(path) }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0, PartialFile.isStill(opened, at: beside) else {
            close(opened)
            throw .busy(path)
        }
        guard ftruncate(opened, 0) == 0 else {
            close(opened)
            throw PartialFile.refusal(path)
        }
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// Whether a file still has its name: the run before may have renamed it between opening and locking.
    private static func isStill(_ descriptor: Int32, at path: String) -> Bool {
        var (opened, named) = (stat(), stat())
        guard unsafe fstat(descriptor, &opened) == 0, unsafe lstat(path, &named) == 0 else { return false }
        return opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
    }

    /// Adds bytes.
    func write(_ bytes: [UInt8]) throws(ArchiveWriteError) {
        let isWhole = unsafe bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[done...])
                let written = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
                guard written > 0 || errno == EINTR else { return false }
                done += max(written, 0)
            }
            return true
        }
        guard isWhole else { throw PartialFile.refusal(path) }
    }

    /// Brings it to the disk and puts it in its place, the name included; what was there is replaced.
    func put() throws(ArchiveWriteError) {
        guard fsync(descriptor) == 0, unsafe rename(beside, path) == 0 else { throw PartialFile.refusal(path) }
        let folder = unsafe open(PartialFile.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw PartialFile.refusal(path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw PartialFile.refusal(path) }
    }

    /// Takes it away again.
    func discard() { _ = unsafe unlink(beside) }

    /// Whether the file that has the place has the same bytes.
    func isSameAsPlaced() throws(ArchiveWriteError) -> Bool {
        let placed = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard placed >= 0 else { throw .cannotRead(path, reason: unsafe String(cString: strerror(errno))) }
        defer { close(placed) }
        var place: off_t = 0
        while true {
            let (mine, theirs) = (
                PartialFile.piece(of: descriptor, at: place), PartialFile.piece(of: placed, at: place)
            )
            guard mine == theirs else { return false }
            guard let mine, !mine.isEmpty else { return mine != nil }
            place += off_t(mine.count)
        }
    }

    /// The bytes from a place on; nil if they cannot be read.
    private static func piece(of descriptor: Int32, at place: off_t) -> [UInt8]? {
        let room = 1 << 18
        var isRead = true
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
            while filled < room {
                let came = unsafe pread(
                    descriptor, buffer.baseAddress?.advanced(by: filled), room - filled, place + off_t(filled))
                if came < 0 && errno == EINTR { continue }
                isRead = came >= 0
                guard came > 0 else { return }
                filled += came
            }
        }
        return isRead ? bytes : nil
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func refusal(_ path: String) -> ArchiveWriteError {
        .cannotWrite(path, reason: "\(unsafe String(cString: strerror(errno))); make room or choose another --out")
    }
}
