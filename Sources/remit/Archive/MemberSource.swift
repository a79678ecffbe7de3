import Archive
import Ledger
import Reporting

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
    ///   - reader: The month's books, open for reports.
    ///   - definitions: The reports.
    ///   - progress: Hears which member is being written.
    static func all(
        signing: SigningOptions, reader: ReportReader, definitions: [ReportDefinition], progress: Progress
    ) throws -> [any MemberSource] {
        [
            PolicySource(), RulesSource(), DatasetSource(progress: progress),
            ReportSource(reader: reader, definitions: definitions, progress: progress),
            JournalSource(progress: progress), RootSource(signing: signing, key: try signing.load()),
            StatementSource(reader: reader, progress: progress),
        ]
    }
}
