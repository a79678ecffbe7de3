import Archive
import ArgumentParser
import Crypto
import Foundation
import Receipts

extension ArchiveCommand {
    /// `remit archive verify`
    struct VerifyArchive: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "Checks every byte of an archive, without a database.",
            discussion: """
                Each member against its SHA-256 in the manifest, the manifest against the tar, the tar against its frames, \
                and that nothing else is in the file. root.json must be the root of the archive's month, cover the archive's \
                policy.yaml and, with --root, be what the platform published. Exits with 65 if anything is wrong.

                Keys: archive, period, as_of, members, bytes, root, signed_by where it is signed, sound.
                """)

        @Argument(help: "The archive.")
        var archive: String

        @Option(
            help: ArgumentHelp(
                "What the platform published of the month: the 64 digits of its root.", valueName: "digits"))
        var root: String?

        @OptionGroup var output: OutputOptions

        func run() throws {
            let reader = try ArchiveReader(path: archive)
            let kept = try Progress.showing("archive") {
                try reader.verify(keeping: [PolicySource.name, RootSource.name])
            }
            let published = try ArchiveRootCheck(reader: reader, kept: kept).root(published: root)
            try output.say(ArchiveVerifyReport(reader, root: published))
        }
    }
}

/// Checks the root that an archive holds against the rest of it.
struct ArchiveRootCheck {
    let reader: ArchiveReader
    /// The bytes of the members that it needs.
    let kept: [String: [UInt8]]

    /// The root, when it is that of the archive's month and policy.
    ///
    /// - Parameter published: The root's digits that the platform published; nil where they are not given.
    func root(published: String?) throws -> PublicRoot {
        guard let bytes = kept[RootSource.name], let policy = kept[PolicySource.name] else {
            throw refused("it has no \(RootSource.name) or no \(PolicySource.name), so its month is not proved")
        }
        let root: PublicRoot
        do { root = try PublicRoot(file: bytes) } catch { throw refused("its \(RootSource.name) \(error)") }
        guard root.period == reader.manifest.period else {
            throw refused("its \(RootSource.name) is of \(root.period), not of \(reader.manifest.period)")
        }
        if let fault = RootCheck(root).faults().first { throw refused("\(fault)") }
        guard root.policyHash == Hexadecimal.text(Array(SHA256.hash(data: policy))) else {
            throw refused("its \(PolicySource.name) is not the one that its \(RootSource.name) covers")
        }
        if let published, published.lowercased() != root.root {
            throw refused("its root is \(root.root), not the one that was given with --root")
        }
        return root
    }

    private func refused(_ what: String) -> ToolError {
        ToolError("archive \"\(reader.path)\" is refused: \(what)", status: ExitStatus.refused)
    }
}

/// What `archive verify` found: that all is well.
struct ArchiveVerifyReport: PrintedResult {
    let archive: String
    let period: String
    let as_of: String
    let members: Int
    let bytes: UInt64
    let root: String
    let signed_by: String?
    let sound = true

    private enum CodingKeys: String, CodingKey {
        case archive, period, as_of, members, bytes, root, signed_by, sound
    }

    /// The report of an archive that is sound.
    init(_ reader: ArchiveReader, root: PublicRoot) {
        archive = reader.path
        period = reader.manifest.period
        as_of = reader.manifest.asOf
        members = reader.manifest.members.count
        bytes = reader.manifest.members.reduce(0) { $0 + $1.bytes }
        self.root = root.root
        signed_by = root.publicKey
    }

    var sentences: [String] {
        [
            "\(archive): sound, \(period) as of \(as_of), \(members) members, \(bytes) bytes",
            "its root is \(root)" + (signed_by.map { ", signed with the key \($0)" } ?? ", which is not signed"),
        ]
    }
}
