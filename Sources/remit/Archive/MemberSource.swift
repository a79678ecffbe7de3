import Archive
import Ledger

/// Something that puts members into the archive of a month.
///
/// `ArchiveSources` has them in the order of the archive; a source adds its members in an order of its own that is the same
/// every time.
protocol MemberSource {
    /// Adds the members.
    func add(to archive: ArchiveBuilder, of month: ArchivedMonth) throws
}

/// Everything that an archive holds but its manifest, in its order.
enum ArchiveSources {
    /// The sources.
    ///
    /// - Parameters:
    ///   - signing: Which key signs the root.
    ///   - progress: Hears which member is being written.
    static func all(signing: SigningOptions, progress: Progress) throws -> [any MemberSource] {
        [
            PolicySource(), DatasetSource(progress: progress), JournalSource(progress: progress),
            RootSource(signing: signing, key: try signing.load()),
        ]
    }
}
