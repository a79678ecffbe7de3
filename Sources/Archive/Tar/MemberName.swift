/// Which names members may have: those that mean the same file below the same folder for every tool.
enum MemberName {
    /// How many bytes a name may have.
    static let limit = 1000

    /// Refuses a name that climbs out of its folder, or that cannot be told from another.
    static func check(_ name: String) throws(MemberNameFault) {
        guard !name.isEmpty, name.utf8.count <= limit else { throw .length(name.utf8.count) }
        let bytes = name.utf8
        guard !bytes.contains(where: isStrange) else { throw .characters(OneLineName.text(name)) }
        guard bytes.first != slash else { throw .absolute(name) }
        var part = 0
        var dots = 0
        for byte in bytes {
            guard byte == slash else {
                part += 1
                if byte == UInt8(ascii: ".") { dots += 1 }
                continue
            }
            try check(part: part, dots: dots, of: name)
            (part, dots) = (0, 0)
        }
        try check(part: part, dots: dots, of: name)
    }

    /// Refuses a part of a path that is empty, or that is made of one or two dots.
    private static func check(part: Int, dots: Int, of name: String) throws(MemberNameFault) {
        guard part > 0, part != 1 || dots != 1 else { throw .roundabout(name) }
        guard part != 2 || dots != 2 else { throw .climbs(name) }
    }

    private static let slash = UInt8(ascii: "/")

    /// Whether a byte is one that names have not: of a control character, a quote or a backslash.
    private static func isStrange(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
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
