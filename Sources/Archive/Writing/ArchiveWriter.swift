internal import Glibc

/// Makes archives: the whole file or none, whenever the run is killed.
///
/// ```swift
/// let outcome = try ArchiveWriter.create("remit-2026-10.tar.zst", terms, replace: false) { archive in
///     try archive.add("policy.yaml", .bytes(policy))
///     try archive.add("lines.csv", .pieces { write in try export.run(.lines, write: write) })
/// }
/// ```
public enum ArchiveWriter {
    /// What became of an archive.
    public enum Outcome: Hashable, Sendable {
        /// It was written.
        case written(Manifest)
        /// The same archive, byte for byte, was there already.
        case unchanged(Manifest)

        /// What the archive holds.
        public var manifest: Manifest {
            switch self {
            case .written(let manifest), .unchanged(let manifest): manifest
            }
        }
    }

    /// Makes an archive: written beside its place, brought to the disk, and renamed.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - terms: What it is made by.
    ///   - replace: Whether a different archive that has the place is replaced.
    ///   - fill: Adds the members, in order.
    /// - Throws: ``ArchiveWriteError``, and what `fill` throws; the place then has what it had before.
    public static func create(
        _ path: String, _ terms: ArchiveTerms, replace: Bool, _ fill: (ArchiveBuilder) throws -> Void
    ) throws -> Outcome {
        let file = try PartialFile(for: path)
        do {
            let builder = ArchiveBuilder(terms: terms) { try file.write($0) }
            try fill(builder)
            let manifest = try builder.finish()
            guard isThere(path) else {
                try file.put()
                return .written(manifest)
            }
            if try file.isSameAsPlaced() {
                file.discard()
                return .unchanged(manifest)
            }
            guard replace else {
                throw ArchiveWriteError.exists(path, difference: difference(of: path, from: manifest))
            }
            try file.put()
            return .written(manifest)
        } catch {
            file.discard()
            throw error
        }
    }

    private static func isThere(_ path: String) -> Bool {
        var found = stat()
        return unsafe lstat(path, &found) == 0
    }

    /// In what an archive that is there differs from one that was made now.
    private static func difference(of path: String, from made: Manifest) -> String {
        guard let there = try? ArchiveReader(path: path).manifest else { return "it cannot be read as one" }
        if there.period != made.period { return "it is of \(there.period)" }
        if there.asOf != made.asOf { return "it was made as of \(there.asOf), and this one as of \(made.asOf)" }
        if there.engineVersion != made.engineVersion { return "engine \(there.engineVersion) made it" }
        let hashes = Dictionary(made.members.map { ($0.name, $0.sha256) }) { first, _ in first }
        if let member = there.members.first(where: { hashes[$0.name] != $0.sha256 }) {
            return hashes[member.name] == nil
                ? "this one has no \"\(member.name)\"" : "its \"\(member.name)\" has other bytes"
        }
        guard there.members.count == made.members.count else { return "this one has members that it does not have" }
        return "it has the same members, compressed otherwise"
    }
}
