import Archive
import ArgumentParser
import Foundation
import Ledger
import PolicyFile
import Reporting
import Settlement
import SettingsFile

/// `remit archive`
struct ArchiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: "Keeps a closed month in one compressed file that can be opened, checked and searched without remit.",
        discussion: """
            remit-2026-10.tar.zst is a tar that `tar --zstd -xf` opens. Its last member, manifest.json, lists the others \
            with their SHA-256.
            """,
        subcommands: [Create.self, VerifyArchive.self, List.self, Extract.self])

    /// `remit archive create`
    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes the archive of a closed month.",
            discussion: """
                It holds the policy, the rules, every dataset, every report, the journals, the root and a statement for each \
                creator.

                It shows what the ledger had recorded by the end of a day. The same day, the same reports and the same version \
                of remit give the same members, whatever was closed, paid or changed since. The file is there in whole or not at all; \
                one that is there already is replaced with --replace alone, unless it is the same.

                Keys: archive, period, as_of, members, bytes (of the members), file_bytes, unchanged.
                """)

        @Option(help: ArgumentHelp("The closed month. Default: the last one.", valueName: "month"))
        var period: Period?

        @Option(help: ArgumentHelp("The day as of which it is made. Default: that of the close.", valueName: "day"))
        var asOf: Day?

        @Option(help: ArgumentHelp("The file. Default: out/remit-MONTH.tar.zst.", valueName: "file"))
        var out: String?

        @Flag(help: "Replace a different archive.")
        var replace = false

        @Option(help: "The level of compression, 1 to 19. Default: that of the settings, else 6.")
        var level: Int?

        @Option(help: "How many threads compress. Default: that of the settings, else one a processor, 8 at most.")
        var workers: Int?

        @OptionGroup var shelf: ShelfOptions
        @OptionGroup var signing: SigningOptions
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            if let level, !ArchiveSettings.levels.contains(level) {
                throw ValidationError("--level is \(level); give one from 1 to 19")
            }
            if let workers, !ArchiveSettings.workerCounts.contains(workers) {
                throw ValidationError("--workers is \(workers); give a number from 1 to 64")
            }
        }

        func run() throws {
            let settings = try SettingsChoice.load().archive
            let now = try Clock.now(over: database.connect())
            let shelf = try shelf.find()
            let definitions = try shelf.names().map { try shelf.definition($0) }
            let report = try Progress.show { progress in
                return try ArchivedMonth.read(
                    period, asOf: asOf, now: now, over: try database.connect(), parsing: PolicyFile.ofClosedMonth
                ) { month in
                    let path = try out ?? ArchivePlace.usual(month.period)
                    let outcome = try month.open(over: try database.connect()) { reader in
                        let sources = try ArchiveSources.all(
                            signing: signing, reader: reader, definitions: definitions, progress: progress)
                        return try ArchiveWriter.create(path, terms(of: month, settings), replace: replace) { archive in
                            for source in sources { try source.add(to: archive, of: month) }
                        }
                    }
                    return ArchiveReport(outcome, path: path, isOpen: !month.hasEnded)
                }
            }
            try output.say(report)
            report.note()
        }

        private func terms(of month: ArchivedMonth, _ settings: ArchiveSettings) -> ArchiveTerms {
            ArchiveTerms(
                period: month.period.description, asOf: month.asOf.description, engineVersion: Version.text,
                time: UInt64(max(0, Int64(month.asOf.number) * 86_400)), level: level ?? settings.level,
                workers: workers ?? settings.workers ?? min(8, ProcessInfo.processInfo.activeProcessorCount))
        }
    }

    /// `remit archive extract`
    struct Extract: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reads one member of an archive, without decompressing the rest.",
            discussion: "No database is needed. A member that is not what the manifest says ends with exit code 65.")

        @Argument(help: "The archive.")
        var archive: String

        @Argument(help: "The member, as `remit archive list` names it.")
        var member: String

        @Option(help: ArgumentHelp("A file to write, beside and renamed. Default: standard output.", valueName: "file"))
        var out: String?

        @OptionGroup var diagnostics: DiagnosticOptions

        func run() throws {
            let reader = try ArchiveReader(path: archive)
            guard let out else { return try reader.extract(member) { try Output.write($0, to: nil) } }
            try AtomicFile.write(to: out) { write in try reader.extract(member) { try write($0) } }
        }
    }
}

/// Where archives are.
enum ArchivePlace {
    /// The name of a month's archive.
    static func name(_ period: Period) -> String { "remit-\(period).tar.zst" }

    /// The usual place of a month's archive, below the current folder.
    static func usual(_ period: Period) throws -> String {
        try HeldFile.makeFolder("out")
        return "out/\(name(period))"
    }
}
