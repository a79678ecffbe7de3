import Foundation

/// A file that only its owner may read, complete on the disk beside its place, and put there when that is due.
///
/// Nobody takes the one beside it for the file: its name ends in `.partial`. While it is held it is locked, which ends with
/// the process however that ends: so what a killed run left is told from what another run is at, and swept away.
struct HeldFile {
    /// Where the file will be.
    let path: String
    private let handle: FileHandle
    private static let ending = ".partial"
    private var beside: String { path + HeldFile.ending }

    /// Writes the file beside its place, with mode 0600.
    ///
    /// - Throws: ``ToolError`` if it cannot be written (exit code 73).
    init(_ bytes: [UInt8], for path: String) throws {
        self.path = path
        let beside = path + HeldFile.ending
        _ = unsafe unlink(beside)
        let descriptor = unsafe open(beside, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw HeldFile.cannotWrite(path) }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            // Whoever sweeps just now can have been faster: then it is not there any more.
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK,
                HeldFile.isSame(descriptor, as: beside)
            else { throw HeldFile.cannotWrite(path) }
            try handle.write(contentsOf: Data(bytes))
            try handle.synchronize()
        } catch {
            discard()
            throw HeldFile.cannotWrite(path)
        }
    }

    /// Puts the file in its place; one of an earlier run is replaced.
    func put() throws {
        guard unsafe rename(beside, path) == 0 else { throw HeldFile.cannotWrite(path) }
        try? handle.close()
    }

    /// Takes the file away again.
    func discard() {
        _ = unsafe unlink(beside)
        try? handle.close()
    }

    /// Makes a folder for such files, unless it is there.
    static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch { throw cannotWrite(path) }
    }

    /// Removes what killed runs left beside the places of their files.
    ///
    /// - Parameters:
    ///   - folder: Where to look; it may be missing.
    ///   - isOurs: Whether a file of a name is one of those.
    /// - Returns: The names of the files that what was removed would have become, in order.
    static func sweep(_ folder: String, where isOurs: (String) -> Bool) -> [String] {
        let found = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return found.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }.sorted()
            .filter { isOurs($0) && removeIfLeft("\(folder)/\($0)\(ending)") }
    }

    /// Removes a file that no run holds.
    private static func removeIfLeft(_ path: String) -> Bool {
        let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { _ = close(descriptor) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, isSame(descriptor, as: path) else { return false }
        return unsafe unlink(path) == 0
    }

    /// Whether a path still names the file that a descriptor is open on.
    private static func isSame(_ descriptor: Int32, as path: String) -> Bool {
        var (held, named) = (stat(), stat())
        guard unsafe fstat(descriptor, &held) == 0, unsafe lstat(path, &named) == 0 else { return false }
        return (held.st_dev, held.st_ino) == (named.st_dev, named.st_ino)
    }

    private static func cannotWrite(_ path: String) -> ToolError {
        ToolError("cannot write \"\(path)\"; make room or choose another --out", status: ExitStatus.cannotWrite)
    }
}
