/// Takes the members of a tar over into an archive.
package enum TarCopy {
    /// Adds every member but the manifest, which the archive makes itself.
    ///
    /// - Parameters:
    ///   - source: Hands over the next bytes of the tar: as many as are asked for, or fewer, or none at its end.
    ///   - archive: The archive.
    package static func members(
        of source: @escaping (Int) throws -> ArraySlice<UInt8>, into archive: ArchiveBuilder
    ) throws {
        var tar = TarReader(source)
        while let member = try tar.next() {
            guard member.header.name != Manifest.name else {
                try tar.content(of: member) { _ in }
                continue
            }
            try archive.add(member.header.name, size: member.header.size) { try tar.content(of: member, $0) }
        }
    }
}
