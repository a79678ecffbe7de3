import Foundation
import Ledger
import PostgresClient
import TestServer
import Testing

/// The list of definitions that `remit verify` compares a database with.
@Suite("The list of definitions")
struct SchemaListTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/Ledger/Verify/schema.txt")

    /// After a change of the schema: `REMIT_RECORD=1 swift test --filter SchemaListTests`, then read the difference.
    @Test("is what a fresh migration and one close make")
    func isCurrent() throws {
        let database = try SmallPlatform.withJanuary()
        let connection = try Connection(ConnectionParameters(database.url))
        let lines = try connection.transaction(.readOnly) { try SchemaListing(connection: connection).lines() }
        let text = lines.joined(separator: "\n") + "\n"
        if ProcessInfo.processInfo.environment["REMIT_RECORD"] != nil { try Data(text.utf8).write(to: Self.file) }
        #expect(lines.count > 200)
        #expect(text == (try String(contentsOf: Self.file, encoding: .utf8)))
    }
}
