internal import Money
internal import PostgresClient
internal import Settlement

/// What the pool asks of contents: who owns them, and whether reading them counts (R9.1). One entry per content.
struct ContentTable {
    /// A content.
    struct Entry {
        let id: Identifier?
        let owner: Identifier?
        let rule: ExclusionRule?
    }

    private(set) var entries: [Entry]
    /// The places of the contents, less one: the first entry is that of no content.
    private var index = IdentifierIndex()

    /// All contents of the platform.
    init(connection: Connection) throws {
        var entries = [Entry(id: nil, owner: nil, rule: .contentMissing)]
        var index = IdentifierIndex()
        try connection.copyOut(ContentTable.query, doing: "reading the contents") { row in
            let id = try row.nextIdentifier()
            let owner = try row.nextOptionalIdentifier()
            let rule = ContentTable.rule(try row.nextChar())
            _ = index.number(for: id)
            entries.append(Entry(id: id, owner: owner, rule: rule))
        }
        self.entries = entries
        self.index = index
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

    /// The place of a content; one that is gone gets an entry when it is first met.
    mutating func place(of id: Identifier?) -> UInt32 {
        guard let id else { return 0 }
        let place = index.number(for: id) + 1
        if place == entries.count { entries.append(Entry(id: id, owner: nil, rule: .contentMissing)) }
        return UInt32(place)
    }
}
