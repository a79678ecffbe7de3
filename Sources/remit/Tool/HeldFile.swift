import Foundation

/// A file that only its owner may read, complete on the disk beside its place, and put there when that is due.
///
/// Nobody takes the one beside it for the file: its name ends in `.partial`. One that a killed run left is written over
/// by the next run that makes a file of that name, and can be deleted otherwise.
struct HeldFile {
    /// Where the file will be.
    let path: String
    private var beside: String { path + ".partial" }

    /// Writes the file beside its place, with mode 0600.
    ///
    /// - Throws: ``ToolError`` if it cannot be written (exit code 73).
    init(_ bytes: [UInt8], for path: String) throws {
        self.path = path
        _ = unsafe unlink(beside)
        let descriptor = unsafe open(beside, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else { throw HeldFile.cannotWrite(path) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data(bytes))
            try handle.synchronize()
            try handle.close()
        } catch {
            discard()
            throw HeldFile.cannotWrite(path)
        }
    }

    /// Puts the file in its place; one of an earlier run is replaced.
    func put() throws {
        guard unsafe rename(beside, path) == 0 else { throw HeldFile.cannotWrite(path) }
    }

    /// Takes the file away again.
    func discard() { _ = unsafe unlink(beside) }

    /// Makes a folder for such files, unless it is there.
    static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch { throw cannotWrite(path) }
    }

    private static func cannotWrite(_ path: String) -> ToolError {
        ToolError("cannot write \"\(path)\"; make room or choose another --out", status: ExitStatus.cannotWrite)
    }
}
