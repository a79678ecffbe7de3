import Testing

/// Something that only the owner of the books can do to them, and what `remit verify` says of it.
struct Damage: Sendable, CustomTestStringConvertible {
    /// What is done.
    let name: String
    /// The statements of the owner.
    let sql: String
    /// Lines that verification must print, with `#` for 64 hexadecimal digits.
    let lines: [String]

    var testDescription: String { name }

    /// Statements on a table of closed books, with its guard away while they run.
    static func behindTheGuard(of table: String, _ sql: String) -> String {
        """
        ALTER TABLE settlement.\(table) DISABLE TRIGGER closed;
        \(sql);
        ALTER TABLE settlement.\(table) ENABLE ALWAYS TRIGGER closed;
        """
    }

    /// Changes one row of a book of February.
    static func change(_ book: String, _ assignment: String, where condition: String, first: String) -> String {
        let table = "settlement.\(book)_2026_02"
        return behindTheGuard(
            of: "\(book)_2026_02",
            """
            UPDATE \(table) SET \(assignment)
            WHERE ctid = (SELECT ctid FROM \(table) WHERE \(condition) ORDER BY \(first) LIMIT 1)
            """)
    }

    /// Deletes one row of a book of February.
    static func delete(_ book: String, where condition: String, first: String) -> String {
        let table = "settlement.\(book)_2026_02"
        return behindTheGuard(
            of: "\(book)_2026_02",
            "DELETE FROM \(table) WHERE ctid = (SELECT ctid FROM \(table) WHERE \(condition) ORDER BY \(first) LIMIT 1)"
        )
    }

    static let restore = "; restore the books from a backup that verifies"
    static let redefine = "; let the owner of schema settlement undo the change, then verify again"

    /// What is said of a leaf of February that the books no longer lead to.
    static func leaf(_ name: String, expected: String = "#", found: String = "#") -> String {
        "2026-02 damage: the books and the kept leaf differ: leaf \"\(name)\": expected \(expected), found \(found)\(restore)"
    }

    /// What is said where February's books lead to another root.
    static let root =
        "2026-02 damage: the root is not that of the books: settlement.periods, root: expected #, found #\(restore)"
    /// What is said where February's kept leaves lead to another root.
    static let keptRoot =
        "2026-02 damage: the root is not that of the kept leaves: settlement.periods, root: expected #, found #\(restore)"

    /// What is said of February's books.
    static func february(_ what: String, _ place: String, _ expected: String, _ found: String) -> String {
        "2026-02 damage: \(what): \(place): expected \(expected), found \(found)\(restore)"
    }

    /// What is said of a definition.
    static func definition(_ period: String?, _ place: String, _ expected: String, _ found: String) -> String {
        (period.map { "\($0) " } ?? "") + "damage: a definition is not what remit migrate made: settlement\(place): "
            + "expected \(expected), found \(found)\(redefine)"
    }
}
