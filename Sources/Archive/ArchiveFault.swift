public import Zstandard

/// What is wrong with an archive, one case a kind of damage, so that each has its own message.
public enum ArchiveFault: Error, Hashable, Sendable {
    /// The file is no whole file of zstd's seekable format.
    case file(ZstandardError)
    /// The tar ends within a member, or without its end.
    case tarCutOff
    /// Something follows the end of the tar, within the frames.
    case afterEnd(bytes: UInt64)
    /// A header of the tar is not as an archive has them.
    case header(place: UInt64, reason: String)
    /// A member would be written outside of the folder that it is extracted to, or cannot be written everywhere.
    case memberName(MemberNameFault)
    /// A member is a link, a folder or a device.
    case notPlain(name: String, kind: String)
    /// Two members have one name.
    case twice(name: String)
    /// The last member is not `manifest.json`.
    case noManifest
    /// The manifest is not as archives have them.
    case manifest(line: Int, reason: String)
    /// The tar has a member where the manifest has another, or none.
    case unlisted(name: String, expected: String?)
    /// The manifest lists a member that the tar does not have.
    case missing(name: String)
    /// A member is not where, or not as long as, the manifest says.
    case misplaced(name: String)
    /// A member's bytes are not those that were put in.
    case altered(name: String)
    /// There is no member of a name.
    case noMember(name: String)
}

extension ArchiveFault: CustomStringConvertible {
    /// What is wrong, as it follows the archive's name.
    public var description: String {
        switch self {
        case .file(let error): error.description
        case .tarCutOff: "its tar is cut off: it ends within a member, or without its end"
        case .afterEnd(let bytes): "\(bytes) bytes follow the end of its tar: something was hidden there"
        case .header(let place, let reason): "the tar header at byte \(place) is not as an archive has it: \(reason)"
        case .memberName(let fault): fault.description
        case .notPlain(let name, let kind): "member \"\(name)\" is \(kind); an archive has plain files alone"
        case .twice(let name): "member \"\(name)\" is there twice: which one is meant cannot be told"
        case .noManifest: "its last member is not manifest.json: this is another kind of archive"
        case .manifest(let line, let reason): "its manifest.json is not as archives have it: line \(line): \(reason)"
        case .unlisted(let name, let expected?):
            "its tar has member \"\(name)\" where its manifest has \"\(expected)\""
        case .unlisted(let name, nil): "its tar has member \"\(name)\", which its manifest does not list"
        case .missing(let name): "its manifest lists member \"\(name)\", which its tar does not have"
        case .misplaced(let name): "member \"\(name)\" is not where, or not as long as, its manifest says"
        case .altered(let name): "member \"\(name)\" was altered: its SHA-256 is not the one in the manifest"
        case .noMember(let name): "has no member \"\(name)\"; `remit archive list` names those it has"
        }
    }
}

/// What is wrong with which archive.
public struct ArchiveError: Error, Hashable, Sendable {
    /// The archive.
    public let path: String
    /// What is wrong with it.
    public let fault: ArchiveFault

    /// A fault of an archive.
    public init(path: String, fault: ArchiveFault) {
        self.path = path
        self.fault = fault
    }
}

extension ArchiveError: CustomStringConvertible {
    /// One sentence: which archive, what is wrong.
    public var description: String {
        switch fault {
        case .file(.unreadable(_, let reason)): "cannot read archive \"\(path)\": \(reason)"
        case .noMember: "archive \"\(path)\" \(fault)"
        default: "archive \"\(path)\" is refused: \(fault)"
        }
    }
}
