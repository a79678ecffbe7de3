import Foundation
import LocalServer
import TestServer
import Testing

/// The ways to a database: a pooler, a URL, a conninfo, libpq's variables.
@Suite("Ways to a database")
struct WaysTests {
    private static let hasPooler = FileManager.default.isExecutableFile(atPath: Pooler.program)

    @Test(
        "through PgBouncer in transaction mode everything comes out as without it",
        .enabled(if: WaysTests.hasPooler, "PgBouncer is not installed: apt install pgbouncer"))
    func pooler() throws {
        let direct = try SmallPlatform.fresh()
        let pooled = try TestDatabase()
        try pooled.sql(try SmallPlatform.schema())
        let pooler = try Pooler(before: pooled.server, connections: 6)
        let run = { (arguments: [String]) in
            let result = try Remit.run(
                arguments, database: pooler.url(database: pooled.name), now: SmallPlatform.now,
                environment: ["REMIT_POLICY": TestPolicy.standard])
            #expect(result.status == 0, "\(arguments): \(result.errors)")
            return result
        }
        _ = try run(["migrate"])
        try pooled.sql(try SmallPlatform.file("small-platform.sql"))
        for month in ["2026-01", "2026-02", "2026-03"] {
            #expect(try run(["close", month, "--draft"]).root == direct.remit("close", month, "--draft").root)
            #expect(try run(["close", month]).root == direct.remit("close", month).root)
        }
        for dataset in ["lines", "recognitions", "billing-periods", "pools", "exceptions", "excluded-engagement"] {
            #expect(try run(["export", dataset]).output == direct.remit("export", dataset).output)
        }
        _ = try run(["backfill", "late", "--from", "2026-01"])
        #expect(try run(["migrate"]).output.contains("up to date"))
    }

    @Test("a URL, a conninfo, the PG* variables and --database lead to the same place")
    func addresses() throws {
        let database = try SmallPlatform.withJanuary()
        let socket = database.server.socketFolder.path
        let conninfo = "host=\(socket) dbname=\(database.name) user=\(LocalServer.user)"
        let variables = ["PGHOST": socket, "PGDATABASE": database.name, "PGUSER": LocalServer.user]
        let elsewhere = "postgresql:///nothing?host=/nowhere"
        let expected = try database.remit("export", "pools").output
        #expect(expected.split(separator: "\n").count == 2)
        #expect(try Remit.run(["export", "pools"], database: conninfo).output == expected)
        #expect(try Remit.run(["export", "pools"], database: "", environment: variables).output == expected)
        #expect(try Remit.run(["export", "pools", "--database", database.url], database: elsewhere).output == expected)
        #expect(try Remit.run(["export", "pools"], database: database.name, environment: variables).output == expected)
    }

    @Test("a password in an address that cannot be read is not repeated")
    func password() throws {
        let result = try Remit.run(["export", "pools"], database: "mysql://root:secret@host/db")
        #expect(result.status != 0 && !result.errors.contains("secret"))
        #expect(result.complaint.hasPrefix("remit: the connection string cannot be read: "))
    }
}
