import PostgresClient
import Synchronization
import TestServer
import Testing

/// Roles for a test's database: roles belong to the whole server, so each test makes its own.
enum TestRole {
    private static let count = Atomic(0)

    /// A new role that may log in and nothing else.
    static func make(in database: TestDatabase) throws -> String {
        let name = "role_\(count.add(1, ordering: .relaxed).newValue)"
        try database.sql("CREATE ROLE \(name) LOGIN")
        return name
    }

    /// A new role with the rights to settle.
    static func settler(in database: TestDatabase) throws -> String {
        let name = try make(in: database)
        let migrated = try database.remit("migrate", "--settler", name)
        try #require(migrated.status == 0, "\(migrated.errors)")
        return name
    }
}

extension TestDatabase {
    /// What the server says when a role tries something; nil if it let it happen.
    func refusal(of sql: String, as role: String? = nil) -> String? {
        do {
            try Psql.run(sql, on: role.map(url(as:)) ?? url)
            return nil
        } catch {
            return "\(error)"
        }
    }
}
