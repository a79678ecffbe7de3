import TestServer
import Testing

/// What the close of February leaves when nothing disturbs it, and what was there before.
struct Undisturbed {
    let root: String
    private let before: String
    private let after: String

    private static let known = Result { try Undisturbed() }

    /// As the close of a copy of the same database ended; made once.
    static func february() throws -> Undisturbed { try known.get() }

    private init() throws {
        let database = try SmallPlatform.withJanuary()
        before = try database.traces()
        let closed = try database.remit("close", "2026-02")
        root = try #require(closed.root, "\(closed.errors)")
        after = try database.traces()
    }

    /// Checks that a database is as before the close, or as after it where that may be; that nothing is locked; and
    /// that a close, or one more, ends in the same root.
    func check(_ database: TestDatabase, mayBeClosed: Bool) throws {
        let found = try database.traces()
        #expect(found == before || mayBeClosed && found == after)
        #expect(try database.locks() == "")
        let again = try database.remit("close", "2026-02")
        #expect(again.status == 0, "\(again.errors)")
        #expect(again.root == root)
        #expect(again.output.contains("already closed") == (found == after))
        #expect(try database.traces() == after)
    }
}
