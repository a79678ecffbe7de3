import Archive
import ArgumentParser
import Foundation
import Settlement
import SettingsFile

extension ArchiveCommand {
    /// `remit archive list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the archives of a folder and how long each is to be kept, or the members of one.",
            discussion: """
                No database is needed, and nothing is ever deleted: keep_years of the settings only says until when.

                Keys: of a folder archives, each with archive, period, as_of, members, file_bytes and keep_until; of an \
                archive archive, period, as_of, engine_version, keep_until, and members, each with name, bytes and sha256.
                """)

        @Argument(help: ArgumentHelp("An archive, or a folder of them. Default: out.", valueName: "file|folder"))
        var place = "out"

        @OptionGroup var output: OutputOptions

        func run() throws {
            let years = try SettingsChoice.load().archive.keepYears
            var isFolder: ObjCBool = false
            guard unsafe FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) else {
                throw ToolError("\"\(place)\" is not there; name an archive or a folder of archives")
            }
            guard isFolder.boolValue else {
                return try output.say(ArchiveContents(try ArchiveReader(path: place), keepYears: years))
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: place).sorted()
            let archives = try names.filter { $0.hasPrefix("remit-") && $0.hasSuffix(".tar.zst") }.map { name in
                ArchiveContents(try ArchiveReader(path: "\(place)/\(name)"), keepYears: years)
            }
            try output.say(ArchiveFolder(archives, of: place))
        }
    }
}

/// What an archive holds, and how long it is to be kept.
struct ArchiveContents: PrintedResult {
    /// A member, as it is listed.
    struct Member: Encodable {
        let name: String
        let bytes: UInt64
        let sha256: String
    }

    let archive: String
    let period: String
    let as_of: String
    let engine_version: String
    let keep_until: String
    let members: [Member]

    /// The contents of an archive that is to be kept for so many years after its month.
    init(_ reader: ArchiveReader, keepYears: Int) {
        archive = reader.path
        period = reader.manifest.period
        as_of = reader.manifest.asOf
        engine_version = reader.manifest.engineVersion
        keep_until = ArchiveContents.lastDay(of: period, keepYears)
        members = reader.manifest.members.map { Member(name: $0.name, bytes: $0.bytes, sha256: $0.sha256) }
    }

    /// The last day on which an archive of a month has to be kept.
    private static func lastDay(of period: String, _ years: Int) -> String {
        let (year, month) = (Int(period.prefix(4)) ?? 0, period.suffix(2))
        return Period("\(year + years)-\(month)")?.lastDay.description ?? "unknown"
    }

    var sentences: [String] {
        ["\(archive): \(period) as of \(as_of), made by remit \(engine_version), to be kept until \(keep_until)"]
            + members.map { "\($0.sha256)  \($0.name)  \($0.bytes)" }
    }
}

/// The archives of a folder.
struct ArchiveFolder: PrintedResult {
    /// An archive, as it is listed.
    struct Entry: Encodable {
        let archive: String
        let period: String
        let as_of: String
        let members: Int
        let file_bytes: UInt64
        let keep_until: String
    }

    let archives: [Entry]
    private let place: String

    private enum CodingKeys: String, CodingKey { case archives }

    /// The archives that were found in a folder.
    init(_ contents: [ArchiveContents], of place: String) {
        self.place = place
        archives = contents.map { content in
            let size = try? FileManager.default.attributesOfItem(atPath: content.archive)[.size] as? UInt64
            return Entry(
                archive: content.archive, period: content.period, as_of: content.as_of, members: content.members.count,
                file_bytes: size ?? 0, keep_until: content.keep_until)
        }
    }

    var sentences: [String] {
        guard !archives.isEmpty else { return ["\(place) has no archives"] }
        return archives.map { archive in
            "\(archive.archive): \(archive.period) as of \(archive.as_of), \(archive.members) members in "
                + "\(archive.file_bytes) bytes, to be kept until \(archive.keep_until)"
        }
    }
}
