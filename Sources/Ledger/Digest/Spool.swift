internal import Foundation
internal import Glibc

/// A ``SpoolBuffer`` that is handed from one to another.
final class Spool {
    private var bytes = SpoolBuffer()

    /// How many bytes there are.
    var count: Int { bytes.count }

    /// Appends bytes by a closure, so that a caller writes straight into the buffer.
    @inline(__always)
    func append(_ body: (inout [UInt8]) throws -> Void) throws { try bytes.append(body) }

    /// Hands the bytes over chunk by chunk.
    func forEachChunk(_ body: ([UInt8]) throws -> Void) throws { try bytes.forEachChunk(body) }
}

/// Bytes that are written once and read once, in memory while they are few and in an unnamed file beyond that.
///
/// It keeps the memory of a close from growing with the number of rows. A copy would share the file: it is kept in one
/// place, and only read from others.
struct SpoolBuffer {
    /// How many bytes stay in memory.
    private static let memory = 64 * 1024
    /// Room for the last bytes that are appended before the rest goes to the file.
    private static let room = 1024

    private var buffer: [UInt8] = []
    private var file: FileHandle?
    private(set) var count = 0

    /// Appends bytes by a closure, so that a caller writes straight into the buffer.
    @inline(__always)
    mutating func append(_ body: (inout [UInt8]) throws -> Void) throws {
        let before = buffer.count
        if count == 0 { buffer.reserveCapacity(SpoolBuffer.memory + SpoolBuffer.room) }
        try body(&buffer)
        count += buffer.count - before
        if buffer.count >= SpoolBuffer.memory { try flush() }
    }

    private mutating func flush() throws {
        if file == nil { file = try SpoolBuffer.unnamedFile() }
        guard let file, SpoolBuffer.write(buffer, to: file.fileDescriptor) else {
            throw SpoolError(path: FileManager.default.temporaryDirectory.path)
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Whether all bytes went to a file.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        unsafe bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[done...])
                let written = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
                guard written > 0 || errno == EINTR else { return false }
                done += max(written, 0)
            }
            return true
        }
    }

    /// All bytes as records of one size, in the order in which they were appended.
    func records<Record: BitwiseCopyable>(of type: Record.Type) throws -> [Record] {
        precondition(MemoryLayout<Record>.size == MemoryLayout<Record>.stride, "records have gaps between them")
        let inFile = count - buffer.count
        let places = count / MemoryLayout<Record>.size
        return try unsafe [Record](unsafeUninitializedCapacity: places) { records, filled in
            let bytes = unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(records)[..<count])
            if let file {
                try unsafe SpoolBuffer.read(file, into: UnsafeMutableRawBufferPointer(rebasing: bytes[..<inFile]))
            }
            unsafe buffer.withUnsafeBytes {
                unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[inFile...]).copyMemory(from: $0)
            }
            filled = places
        }
    }

    /// Hands the bytes over chunk by chunk.
    func forEachChunk(_ body: ([UInt8]) throws -> Void) throws {
        if let file {
            try file.seek(toOffset: 0)
            while let chunk = try file.read(upToCount: 1 << 20), !chunk.isEmpty { try body([UInt8](chunk)) }
            try file.seekToEnd()
        }
        if !buffer.isEmpty { try body(buffer) }
    }

    /// Reads the file's first bytes.
    private static func read(_ file: FileHandle, into bytes: UnsafeMutableRawBufferPointer) throws {
        var done = 0
        while done < bytes.count {
            let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[done...])
            let came = unsafe pread(file.fileDescriptor, rest.baseAddress, rest.count, off_t(done))
            guard came > 0 || (came < 0 && errno == EINTR) else {
                throw SpoolError(path: FileManager.default.temporaryDirectory.path)
            }
            done += max(came, 0)
        }
    }

    /// A file without a name: it is gone with the process, however that ends.
    private static func unnamedFile() throws -> FileHandle {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("remit-\(UUID().uuidString)").path
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forUpdatingAtPath: path)
        else { throw SpoolError(path: path) }
        try FileManager.default.removeItem(atPath: path)
        return handle
    }
}

/// The folder for temporary files cannot be written to.
public struct SpoolError: Error, CustomStringConvertible {
    /// The file or folder.
    public let path: String

    /// What is wrong, and what to do next.
    public var description: String {
        "cannot write temporary data to \"\(path)\"; nothing was changed: make room or set TMPDIR to another folder"
    }
}
