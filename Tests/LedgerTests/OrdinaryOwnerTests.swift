import PostgresClient
import TestServer
import Testing

/// A platform that belongs to a role like any other: no superuser migrates, owns or closes.
@Suite("An ordinary owner")
struct OrdinaryOwnerTests {
    /// A platform that a role owns, with its schema migrated by that role, and the role.
    private func platform() throws -> (TestDatabase, owner: String) {
        let database = try TestDatabase()
        let owner = try TestRole.make(in: database)
        try database.sql(
            "GRANT CREATE ON DATABASE \(database.name) TO \(owner); GRANT CREATE, USAGE ON SCHEMA public TO \(owner)")
        try Psql.run(try SmallPlatform.schema(), on: database.url(as: owner))
        let migrated = try database.remit("migrate", user: owner)
        try #require(migrated.status == 0, "\(migrated.errors)")
        try Psql.run(try SmallPlatform.file("small-platform.sql"), on: database.url(as: owner))
        return (database, owner)
    }

    @Test("migrates and closes, to the same roots as a superuser")
    func closes() throws {
        let (database, owner) = try platform()
        let reference = try SmallPlatform.fresh()
        for month in ["2026-01", "2026-02"] {
            let closed = try database.remit("close", month, user: owner)
            #expect(closed.status == 0, "\(closed.errors)")
            #expect(try closed.root == reference.remit("close", month).root)
        }
        #expect(
            try database.sql("SELECT count(*) FROM pg_proc WHERE prosecdef AND proowner <> '\(owner)'::regrole") == "0")
    }

    @Test("is refused what it would change in closed books", arguments: ImmutabilityTests.books)
    func refused(book: String) throws {
        let (database, owner) = try platform()
        _ = try database.remit("close", "2026-01", user: owner)
        for table in ["settlement.\(book)", "settlement.\(book)_2026_01"] {
            for statement in ImmutabilityTests.statements {
                let sql = statement.replacing("%", with: table)
                let refusal = database.refusal(of: sql, as: owner) ?? "it went through"
                // Closing takes the right to insert from whoever closed, the owner too.
                let isRefused = ["is refused: \(table) belongs to closed periods", "permission denied for table"]
                    .contains { refusal.contains($0) }
                #expect(isRefused, "\(statement) on \(table): \(refusal)")
            }
        }
        let replica = database.refusal(of: "SET session_replication_role = replica", as: owner)
        #expect(replica?.contains("permission denied") == true)
    }

    @Test("gives a settling role its rights, which are enough to close, also by way of a role that it is a member of")
    func membership() throws {
        let (database, owner) = try platform()
        let (settlers, person) = try (TestRole.make(in: database), TestRole.make(in: database))
        try database.sql("GRANT \(settlers) TO \(person)")
        #expect(try database.remit("migrate", "--settler", settlers, user: owner).status == 0)
        let drafted = try database.remit("close", "--draft", user: settlers)
        #expect(drafted.status == 0, "\(drafted.errors)")
        let closed = try database.remit("close", user: person)
        #expect(closed.status == 0, "\(closed.errors)")
        #expect(closed.root == drafted.root)
        #expect(try database.remit("export", "lines", user: settlers).status == 0)
    }
}
