internal import Crypto
public import Zstandard

/// Reads an archive that somebody may have altered: what it holds, one member, or all of it to check it.
///
/// Opening finds the manifest from the last frames, and reads nothing else.
public final class ArchiveReader {
    /// How many bytes a manifest may have.
    static let manifestLimit = 64 << 20

    /// The file.
    public let path: String
    /// What it says it holds.
    public let manifest: Manifest
    let file: SeekableReader

    /// Opens an archive.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - limits: What is decompressed at most.
    /// - Throws: ``ArchiveError``.
    public init(path: String, limits: SeekableLimits = SeekableLimits()) throws {
        self.path = path
        (file, manifest) = try ArchiveReader.naming(path) {
            let file = try SeekableReader(path: path, limits: limits)
            return (file, try ArchiveReader.manifest(of: file))
        }
    }

    /// Finds the frame that the manifest begins, from the last one back: what follows there is the manifest and the end of
    /// the tar, to the byte.
    private static func manifest(of file: SeekableReader) throws -> Manifest {
        var tail: [UInt8] = []
        for index in file.table.frames.indices.reversed() {
            tail = try file.content(ofFrame: index) + tail
            guard tail.count <= manifestLimit + 4 * TarHeader.block else { break }
            guard let text = try manifestText(in: tail) else { continue }
            let manifest = try ManifestReader.manifest(text)
            let end = manifest.members.last.map { $0.offset + TarHeader.filled($0.bytes) } ?? 0
            guard end == file.table.frames[index].start else {
                throw ArchiveFault.misplaced(name: manifest.members.last?.name ?? Manifest.name)
            }
            return manifest
        }
        throw ArchiveFault.noManifest
    }

    /// The manifest, where bytes are its header, it, and the tar's end; nil where they are something else.
    private static func manifestText(in tail: [UInt8]) throws -> [UInt8]? {
        guard tail.count >= 3 * TarHeader.block, tail.starts(with: Array(Manifest.name.utf8) + [0]) else { return nil }
        var place = 0
        var reader = TarReader { count in
            defer { place = min(place + count, tail.count) }
            return tail[place..<min(place + count, tail.count)]
        }
        guard let member = try reader.next(), member.header.name == Manifest.name else { return nil }
        guard member.header.size <= UInt64(tail.count) else { throw ArchiveFault.tarCutOff }
        var text: [UInt8] = []
        try reader.content(of: member) { text += $0 }
        guard try reader.next() == nil else { throw ArchiveFault.noManifest }
        return text
    }

    /// Hands over the bytes of a member, by decompressing the frames that hold them alone.
    ///
    /// - Parameters:
    ///   - name: The member, the manifest included.
    ///   - write: Takes the bytes, piece by piece. What it has taken is right only if this returns: the hash is known at the
    ///     end.
    /// - Throws: ``ArchiveError``, and what `write` throws.
    public func extract(_ name: String, _ write: ([UInt8]) throws -> Void) throws {
        guard name != Manifest.name else { return try write(Array(manifest.text.utf8)) }
        guard let member = manifest.members.first(where: { $0.name == name }) else {
            throw ArchiveError(path: path, fault: .noMember(name: OneLineName.text(name)))
        }
        try ArchiveReader.naming(path) {
            try checkHeader(of: member)
            var hash = SHA256()
            try file.read(member.offset..<member.offset + member.bytes) { piece in
                unsafe piece.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
                try write(Array(piece))
            }
            guard ArchiveBuilder.hexadecimal(hash.finalize()) == member.sha256 else {
                throw ArchiveFault.altered(name: name)
            }
        }
    }

    /// Compares the header that comes before a member with the one that the manifest gives.
    private func checkHeader(of member: Manifest.Member) throws {
        guard member.offset + TarHeader.filled(member.bytes) <= file.table.contentBytes else {
            throw ArchiveFault.misplaced(name: member.name)
        }
        let block = UInt64(TarHeader.block)
        var found: [UInt8] = []
        try file.read(member.offset - block..<member.offset) { found += $0 }
        let time = TarBlock.Fields(found)?.time ?? 0
        let wanted = TarHeader(name: member.name, size: member.bytes, time: time).bytes
        guard found == wanted.suffix(TarHeader.block) else { throw ArchiveFault.misplaced(name: member.name) }
    }

    /// Names the archive in what is wrong with it.
    static func naming<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let fault as ArchiveFault {
            throw ArchiveError(path: path, fault: fault)
        } catch let error as ZstandardError {
            throw ArchiveError(path: path, fault: .file(error))
        }
    }
}
