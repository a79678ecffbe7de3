import Foundation

/// Where a command's only result goes.
enum Output {
    /// Writes bytes to a file, or to standard output where none is named.
    static func write(_ bytes: [UInt8], to file: String?) throws {
        if let file { return try AtomicFile.write(to: file) { try $0(bytes) } }
        do { try FileHandle.standardOutput.write(contentsOf: Data(bytes)) } catch {
            throw ToolError(
                "cannot write to standard output; make room or choose a file with --out",
                status: ExitStatus.cannotWrite)
        }
    }
}
