internal import Crypto
internal import Zstandard

extension ArchiveReader {
    /// Reads all of the archive and compares it with its manifest: the order, the place, the size and the hash of each
    /// member, every header of the tar, every frame against the seek table; and that there is nothing else.
    ///
    /// - Parameters:
    ///   - keeping: The members whose bytes are kept in memory for the caller to look at, where they are small: at most a
    ///     megabyte.
    ///   - observe: Hears how many more bytes were read.
    /// - Returns: The bytes of the members that were to be kept, by name.
    /// - Throws: ``ArchiveError`` that names the first thing that is wrong.
    @discardableResult
    public func verify(
        keeping: Set<String> = [], observe: @escaping (UInt64) -> Void = { _ in }
    ) throws -> [String: [UInt8]] {
        try ArchiveReader.naming(path) {
            var kept: [String: [UInt8]] = [:]
            var tar = TarReader(pieces(observe))
            var expected = manifest.members.makeIterator()
            while let member = try tar.next() {
                guard member.header.name != Manifest.name else {
                    try tar.content(of: member) { _ in }
                    guard try tar.next() == nil else { throw ArchiveFault.noManifest }
                    break
                }
                let name = member.header.name
                let next = expected.next()
                guard let listed = next, listed.name == name else {
                    throw ArchiveFault.unlisted(name: name, expected: next?.name)
                }
                kept[name] = try check(member, listed, &tar, keeping: keeping.contains(name))
            }
            if let missing = expected.next() { throw ArchiveFault.missing(name: missing.name) }
            return kept
        }
    }

    /// Compares a member with what the manifest says of it.
    private func check(
        _ member: TarReader.Member, _ listed: Manifest.Member, _ tar: inout TarReader, keeping: Bool
    ) throws -> [UInt8]? {
        guard member.header.size == listed.bytes, member.offset == listed.offset else {
            throw ArchiveFault.misplaced(name: listed.name)
        }
        var hash = SHA256()
        var kept: [UInt8]? = keeping && listed.bytes <= 1 << 20 ? [] : nil
        try tar.content(of: member) { piece in
            unsafe piece.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
            kept?.append(contentsOf: piece)
        }
        guard ArchiveBuilder.hexadecimal(hash.finalize()) == listed.sha256 else {
            throw ArchiveFault.altered(name: listed.name)
        }
        return kept
    }

    /// The content of all frames, one after the other.
    private func pieces(_ observe: @escaping (UInt64) -> Void) -> (Int) throws -> ArraySlice<UInt8> {
        var frames = file.table.frames.indices.makeIterator()
        var rest: ArraySlice<UInt8> = []
        return { [file] count in
            while rest.isEmpty {
                guard let index = frames.next() else { return [] }
                rest = try file.content(ofFrame: index)[...]
                observe(UInt64(rest.count))
            }
            let piece = rest.prefix(count)
            rest = rest.dropFirst(count)
            return piece
        }
    }
}
