internal import Foundation

/// The bytes of a member until their number is known: in memory while they are few, in a file without a name beyond that.
struct MemberSpool {
    /// How many bytes stay in memory.
    private static let memory = 1 << 20

    private var buffer: [UInt8] = []
    private var file: FileHandle?
    /// How many bytes there are.
    private(set) var count: UInt64 = 0

    /// Adds bytes.
    mutating func append(_ bytes: [UInt8]) throws {
        buffer += bytes
        count += UInt64(bytes.count)
        guard buffer.count >= MemberSpool.memory else { return }
        let file = try file ?? MemberSpool.unnamedFile()
        self.file = file
        do { try file.write(contentsOf: Data(buffer)) } catch { throw MemberSpool.cannotWrite }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Hands the bytes over piece by piece.
    func forEachPiece(_ body: ([UInt8]) throws -> Void) throws {
        if let file {
            try file.seek(toOffset: 0)
            while let piece = try file.read(upToCount: MemberSpool.memory), !piece.isEmpty { try body([UInt8](piece)) }
        }
        if !buffer.isEmpty { try body(buffer) }
    }

    /// A file that is gone with the process, however that ends.
    private static func unnamedFile() throws -> FileHandle {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("remit-\(UUID().uuidString)").path
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forUpdatingAtPath: path)
        else { throw cannotWrite }
        try FileManager.default.removeItem(atPath: path)
        return handle
    }

    private static var cannotWrite: ArchiveWriteError {
        .cannotWrite(
            FileManager.default.temporaryDirectory.path,
            reason: "temporary data goes there; set TMPDIR to another folder")
    }
}
