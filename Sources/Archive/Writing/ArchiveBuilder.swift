internal import Crypto
internal import Foundation
internal import Zstandard

/// Takes the members of an archive, in their order, and writes them as they come.
public final class ArchiveBuilder {
    /// How many bytes members together have in a frame, where each has fewer; one that has as many gets frames of its own.
    static let shared = 1 << 20

    private let terms: ArchiveTerms
    private let writer: SeekableWriter
    private var members: [Manifest.Member] = []
    private var names: Set<String> = [Manifest.name]
    private var place: UInt64 = 0

    init(terms: ArchiveTerms, sink: @escaping ([UInt8]) throws -> Void) {
        self.terms = terms
        writer = SeekableWriter(level: terms.level, workers: terms.workers, sink: sink)
    }

    /// Adds a member.
    ///
    /// - Parameters:
    ///   - name: A path below the folder that it will be extracted to.
    ///   - content: Its bytes.
    /// - Throws: ``ArchiveWriteError`` for a name that is no good or taken, or a file that cannot be read; what the closure
    ///   throws.
    public func add(_ name: String, _ content: MemberContent) throws {
        switch content {
        case .bytes(let bytes): try add(name, size: UInt64(bytes.count)) { try $0(bytes[...]) }
        case .file(let path): try add(name, file: path)
        case .pieces(let body):
            var spool = MemberSpool()
            try body { try spool.append($0) }
            try add(name, size: spool.count) { write in try spool.forEachPiece { try write($0[...]) } }
        }
    }

    private func add(_ name: String, file path: String) throws {
        guard let handle = FileHandle(forReadingAtPath: path), let size = try? handle.seekToEnd() else {
            throw ArchiveWriteError.cannotRead(path, reason: "it is not there, or is no file")
        }
        try handle.seek(toOffset: 0)
        try add(name, size: size) { write in
            while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { try write([UInt8](piece)[...]) }
        }
    }

    /// Writes a member whose size is known, and notes where it lies and what its hash is.
    func add(_ name: String, size: UInt64, _ fill: ((ArraySlice<UInt8>) throws -> Void) throws -> Void) throws {
        do { try MemberName.check(name) } catch { throw ArchiveWriteError.member("\(error)") }
        guard names.insert(name).inserted else {
            throw ArchiveWriteError.member("member \"\(name)\" would be in it twice")
        }
        let isBig = size >= UInt64(ArchiveBuilder.shared)
        if isBig { try writer.cut() }
        let headers = TarHeader(name: name, size: size, time: terms.time).bytes
        try writer.write(headers)
        let offset = place + UInt64(headers.count)
        var hash = SHA256()
        var count: UInt64 = 0
        try fill { piece in
            unsafe piece.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
            count += UInt64(piece.count)
            try writer.write(piece)
        }
        guard count == size else {
            throw ArchiveWriteError.member(
                "member \"\(name)\" changed while it was read: it had \(size) bytes, then \(count)")
        }
        try writer.write(TarHeader.filling(of: size))
        place = offset + TarHeader.filled(size)
        let digits = ArchiveBuilder.hexadecimal(hash.finalize())
        members.append(Manifest.Member(name: name, bytes: size, offset: offset, sha256: digits))
        if isBig || writer.pending >= ArchiveBuilder.shared { try writer.cut() }
    }

    /// Ends the archive with its manifest, which begins a frame of its own, and the tar's end.
    func finish() throws -> Manifest {
        let manifest = Manifest(
            period: terms.period, asOf: terms.asOf, engineVersion: terms.engineVersion, members: members)
        let text = Array(manifest.text.utf8)
        guard text.count <= ArchiveReader.manifestLimit else {
            throw ArchiveWriteError.member("its manifest would have \(text.count) bytes; make it of fewer members")
        }
        try writer.cut()
        try writer.write(TarHeader(name: Manifest.name, size: UInt64(text.count), time: terms.time).bytes)
        try writer.write(text)
        try writer.write(TarHeader.filling(of: UInt64(text.count)))
        try writer.write([UInt8](repeating: 0, count: 2 * TarHeader.block))
        try writer.finish()
        return manifest
    }

    /// Bytes as lower-case hexadecimal digits.
    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
