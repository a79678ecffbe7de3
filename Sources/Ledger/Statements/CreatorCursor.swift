internal import Money
internal import PostgresClient

/// A query whose rows are grouped by creator in ascending order, read a few thousand at a time beside other such queries of the
/// same transaction.
///
/// A plan that is read to its end is asked for: the server's own guess is that the first tenth of a cursor is wanted soon.
final class CreatorCursor<Element> {
    private let connection: Connection
    private let name: String
    private let purpose: String
    private let decode: (Row) throws -> Element
    private var rows: ArraySlice<(creator: Identifier, element: Element)> = []
    private var hasEnded = false

    private static var batch: Int { 2_000 }

    /// Opens the cursor.
    ///
    /// - Parameters:
    ///   - name: Its name, which no other cursor of the transaction has.
    ///   - query: A query whose first column is the creator, by whom its rows are ordered.
    ///   - purpose: What for, as it follows "while" in an error.
    ///   - connection: The connection, in a transaction.
    ///   - decode: Makes a value of a row.
    init(
        _ name: String, _ query: String, doing purpose: String, over connection: Connection,
        _ decode: @escaping (Row) throws -> Element
    ) throws {
        self.connection = connection
        self.name = name
        self.purpose = purpose
        self.decode = decode
        try connection.execute("DECLARE \(name) NO SCROLL CURSOR FOR \(query)", doing: purpose)
    }

    /// The next creator that has rows; nil at the end.
    func nextCreator() throws -> Identifier? {
        try fill()
        return rows.first?.creator
    }

    /// Takes the rows of a creator; those of creators before are passed over.
    func take(_ creator: Identifier) throws -> [Element] {
        var taken: [Element] = []
        while true {
            try fill()
            guard let next = rows.first, next.creator <= creator else { return taken }
            if next.creator == creator { taken.append(next.element) }
            rows.removeFirst()
        }
    }

    private func fill() throws {
        guard rows.isEmpty, !hasEnded else { return }
        let fetched = try connection.query("FETCH FORWARD \(Self.batch) FROM \(name)", doing: purpose) { row in
            (creator: try row[0].identifier(), element: try decode(row))
        }
        hasEnded = fetched.count < Self.batch
        rows = fetched[...]
    }
}
