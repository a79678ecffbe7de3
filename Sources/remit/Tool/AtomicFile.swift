import Foundation

/// Files that are there in whole or not at all: written beside, and renamed.
///
/// A file that is replaced keeps its permissions, and one behind a symbolic link is replaced where it lies. What is no
/// file (a terminal, a pipe, a device) cannot be renamed to: it is written into.
enum AtomicFile {
    private static let chunk = 1 << 16

    /// Writes a file.
    ///
    /// - Parameters:
    ///   - path: Where.
    ///   - isSynchronized: Whether it is on the disk before it has its name; false where many files are written that
    ///     whoever writes them brings to the disk together.
    ///   - body: Writes the bytes, piece by piece.
    static func write(
        to path: String, isSynchronized: Bool = true, _ body: (([UInt8]) throws -> Void) throws -> Void
    ) throws {
        switch Destination(path) {
        case .directory: throw cannotWrite(path)
        case .stream:
            guard let handle = FileHandle(forWritingAtPath: path) else { throw cannotWrite(path) }
            try fill(handle, path, body)
        case .file(let target, let mode):
            try replace(target, mode: mode, named: path, isSynchronized: isSynchronized, body)
        }
    }

    /// Writes a file beside its place, and puts it there when all of it is on the disk.
    private static func replace(
        _ target: String, mode: mode_t?, named path: String, isSynchronized: Bool,
        _ body: (([UInt8]) throws -> Void) throws -> Void
    ) throws {
        let partial = "\(target).partial-\(ProcessInfo.processInfo.processIdentifier)"
        guard FileManager.default.createFile(atPath: partial, contents: nil),
            let handle = FileHandle(forWritingAtPath: partial)
        else { throw ToolError("cannot write \"\(path)\"; choose another --out", status: ExitStatus.cannotWrite) }
        do {
            if let mode, unsafe chmod(partial, mode) != 0 { throw cannotWrite(path) }
            try fill(handle, path, body)
            do { if isSynchronized { try handle.synchronize() } } catch { throw cannotWrite(path) }
            try handle.close()
            guard unsafe rename(partial, target) == 0 else { throw cannotWrite(path) }
        } catch {
            try? FileManager.default.removeItem(atPath: partial)
            throw error
        }
    }

    private static func fill(
        _ handle: FileHandle, _ path: String, _ body: (([UInt8]) throws -> Void) throws -> Void
    ) throws {
        var buffer = Data()
        try body { bytes in
            buffer.append(contentsOf: bytes)
            if buffer.count >= chunk { try save(&buffer, to: handle, path) }
        }
        try save(&buffer, to: handle, path)
    }

    private static func save(_ buffer: inout Data, to handle: FileHandle, _ path: String) throws {
        do { try handle.write(contentsOf: buffer) } catch { throw cannotWrite(path) }
        buffer.removeAll(keepingCapacity: true)
    }

    private static func cannotWrite(_ path: String) -> ToolError {
        ToolError("cannot write \"\(path)\"; make room or choose another --out", status: ExitStatus.cannotWrite)
    }
}

/// What a path to write to names.
private enum Destination {
    /// A file, or nothing yet; with the permissions that it has.
    case file(String, mode: mode_t?)
    /// A terminal, a pipe or a device.
    case stream
    case directory

    init(_ path: String) {
        var found = stat()
        guard unsafe stat(path, &found) == 0 else {
            self = .file(path, mode: nil)
            return
        }
        switch found.st_mode & S_IFMT {
        case S_IFDIR: self = .directory
        // /dev/stdout names a file where output goes to one, which is not ours to replace.
        case S_IFREG where !path.hasPrefix("/dev/"):
            self = .file(Destination.behindLinks(path), mode: found.st_mode & 0o7777)
        default: self = .stream
        }
    }

    private static func behindLinks(_ path: String) -> String {
        guard let real = unsafe realpath(path, nil) else { return path }
        defer { unsafe free(real) }
        return unsafe String(cString: real)
    }
}
