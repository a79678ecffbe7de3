public import Money
public import PostgresClient
public import Receipts
public import Settlement

/// Makes the receipts of a closed period's creators, and what is published of it, from its books.
///
/// It only reads, on one view of the data. Memory grows with the creators (their leaf hashes), not with the lines.
public struct ReceiptBook {
    private let connection: Connection

    /// How many creators' totals are in memory at a time; their lines are read in one go.
    private static let page = 20_000

    /// A book over a connection.
    public init(connection: Connection) {
        self.connection = connection
    }

    /// What the platform publishes of a period, not signed.
    ///
    /// - Throws: ``LedgerError/notClosed(_:)`` for a period without books.
    public func root(of period: Period) throws -> PublicRoot {
        try reading { try $0.leaves(of: period).published }
    }

    /// The receipt of one creator.
    ///
    /// - Throws: ``LedgerError/notClosed(_:)`` for a period without books, ``LedgerError/notFound(_:)`` for a creator
    ///   without lines in it, ``LedgerError/damaged(_:)`` where the books no longer are what the root covers.
    public func receipt(of creator: Identifier, in period: Period) throws -> Receipt {
        try reading { reader in
            let leaves = try reader.leaves(of: period)
            guard let place = leaves.creators.first(where: { $0.creator == creator }) else {
                throw LedgerError.notFound("creator \(creator) has no lines in \(period), so there is no receipt")
            }
            var found: Receipt?
            try reader.contents(of: creator...creator, in: period) { found = try leaves.receipt($0, at: place.index) }
            guard let found else { throw leaves.damage(creator) }
            return found
        }
    }

    /// Hands over the receipt of every creator of a period, in ascending order of the ids.
    ///
    /// - Parameters:
    ///   - period: The period.
    ///   - observe: Hears how many receipts there are, before the first.
    ///   - body: Takes each receipt.
    /// - Returns: What the platform publishes of the period, not signed.
    /// - Throws: as ``receipt(of:in:)``, and what `body` throws.
    public func forEach(
        in period: Period, observe: (Int) -> Void = { _ in }, _ body: (Receipt) throws -> Void
    ) throws -> PublicRoot {
        try reading { reader in
            let leaves = try reader.leaves(of: period)
            observe(leaves.creators.count)
            var rest = leaves.creators[...]
            while let first = rest.first {
                let page = rest.prefix(ReceiptBook.page)
                let last = page.last ?? first
                rest = rest.dropFirst(ReceiptBook.page)
                var places = page.makeIterator()
                try reader.contents(of: first.creator...last.creator, in: period) { content in
                    guard let place = places.next(), place.creator == content.creator else {
                        throw leaves.damage(content.creator)
                    }
                    try body(try leaves.receipt(content, at: place.index))
                }
                if let missing = places.next() { throw leaves.damage(missing.creator) }
            }
            return leaves.published
        }
    }

    private func reading<Value>(_ body: (LeafReader) throws -> Value) throws -> Value {
        try connection.transaction(.readOnly, doing: "making receipts") {
            try PeriodStore(connection: connection).checkSchema()
            try connection.prepareForLargeSets()
            return try body(LeafReader(connection: connection))
        }
    }
}
