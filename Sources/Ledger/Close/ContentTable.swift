internal import Money
internal import PostgresClient
internal import Settlement

/// Where the pool finds out who owns a content, and whether reading it counts (R9.1).
struct ContentTable {
    let connection: Connection

    /// All contents of the platform.
    func contents() throws -> PoolContents {
        var contents = PoolContents()
        try connection.copyOut(ContentTable.query, doing: "reading the contents") { row in
            let id = try row.nextIdentifier()
            let owner = try row.nextOptionalIdentifier()
            _ = contents.add(id, owner: owner, rule: ContentTable.rule(try row.nextChar()))
        }
        return contents
    }

    private static let query = "SELECT id, user_id, \(letter(of: "contents")) FROM public.contents"

    /// The expression of the letter that ``rule(_:)`` takes, over a row of contents that may be missing.
    static func letter(of row: String) -> String {
        """
        CASE WHEN \(row).id IS NULL THEN 'm' WHEN \(row).is_platform_content THEN 'p'
             WHEN \(row).user_id IS NULL THEN 'o' WHEN \(row).visibility::text IN ('public', 'paid') THEN '-' ELSE 'v' END::"char"
        """
    }

    /// Why reading a content does not count, by the letter that a query says it with; nil if it does.
    static func rule(_ letter: UInt8) -> ExclusionRule? {
        switch letter {
        case UInt8(ascii: "m"): .contentMissing
        case UInt8(ascii: "p"): .platformContent
        case UInt8(ascii: "o"): .noOwner
        case UInt8(ascii: "v"): .visibility
        default: nil
        }
    }
}
