import Foundation

/// Files that are there in whole or not at all: written beside, and renamed.
enum AtomicFile {
    private static let chunk = 1 << 16

    static func write(to path: String, _ body: (([UInt8]) throws -> Void) throws -> Void) throws {
        let partial = "\(path).partial-\(ProcessInfo.processInfo.processIdentifier)"
        guard FileManager.default.createFile(atPath: partial, contents: nil),
            let handle = FileHandle(forWritingAtPath: partial)
        else { throw ToolError("cannot write \"\(path)\"; choose another --out", status: ExitStatus.cannotWrite) }
        do {
            var buffer = Data()
            try body { bytes in
                buffer.append(contentsOf: bytes)
                if buffer.count >= chunk {
                    try save(&buffer, to: handle, path)
                }
            }
            try save(&buffer, to: handle, path)
            try handle.synchronize()
            try handle.close()
            guard unsafe rename(partial, path) == 0 else { throw cannotWrite(path) }
        } catch {
            try? FileManager.default.removeItem(atPath: partial)
            throw error
        }
    }

    private static func save(_ buffer: inout Data, to handle: FileHandle, _ path: String) throws {
        do { try handle.write(contentsOf: buffer) } catch { throw cannotWrite(path) }
        buffer.removeAll(keepingCapacity: true)
    }

    private static func cannotWrite(_ path: String) -> ToolError {
        ToolError("cannot write \"\(path)\"; make room or choose another --out", status: ExitStatus.cannotWrite)
    }
}
