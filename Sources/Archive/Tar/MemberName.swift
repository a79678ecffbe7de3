/// Which names members may have: those that mean the same file below the same folder for every tool.
enum MemberName {
    /// How many bytes a name may have.
    static let limit = 1000

    /// Refuses a name that climbs out of its folder, or that cannot be told from another.
    static func check(_ name: String) throws(MemberNameFault) {
        guard !name.isEmpty, name.utf8.count <= limit else { throw .length(name.utf8.count) }
        guard
            !name.utf8.contains(where: {
                $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\")
            })
        else { throw .characters(OneLineName.text(name)) }
        guard !name.hasPrefix("/") else { throw .absolute(name) }
        for part in name.split(separator: "/", omittingEmptySubsequences: false) {
            switch part {
            case "..": throw .climbs(name)
            case "", ".": throw .roundabout(name)
            default: continue
            }
        }
    }
}

/// Why a member cannot have a name.
public enum MemberNameFault: Error, Hashable, Sendable {
    /// It has `..` in it.
    case climbs(String)
    /// It begins with `/`.
    case absolute(String)
    /// It has `.` or nothing between two `/`.
    case roundabout(String)
    /// It has control characters, quotes or backslashes.
    case characters(String)
    /// It is empty, or longer than a name may be.
    case length(Int)
}

extension MemberNameFault: CustomStringConvertible {
    /// What is wrong with which name.
    public var description: String {
        switch self {
        case .climbs(let name): "member \"\(name)\" climbs out of the folder that it is extracted to"
        case .absolute(let name): "member \"\(name)\" has an absolute path, which says where it is written"
        case .roundabout(let name): "member \"\(name)\" has an empty part or \".\" in its path"
        case .characters(let name): "member \"\(name)\" has a control character, a quote or a backslash in its name"
        case .length(let bytes): "a member's name has \(bytes) bytes; it may have 1 to \(MemberName.limit)"
        }
    }
}
