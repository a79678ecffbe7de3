import Foundation
import LocalServer
import PostgresClient
import TestServer
import Testing

/// Connections that break, are cancelled, or never come about.
@Suite("Connections that end early")
struct LossTests {
    /// Ends the connections that carry a name, as an administrator would.
    private func terminate(_ name: String, in database: TestDatabase) throws {
        try database.sql(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = '\(name)'")
    }

    @Test("between two statements: out of reach, and said so at the next")
    func terminatedIdle() throws {
        let database = try TestDatabase()
        let connection = try database.connect(as: "idle")
        try terminate("idle", in: database)
        let error = try #require(failure { _ = try connection.query("SELECT 1", doing: "asking") { _ in } })
        #expect(error.kind == .connectionLost && error.isOutOfReach)
        #expect(error.description.hasPrefix("lost the connection to PostgreSQL while asking ("))
        #expect(failure { try connection.execute("SELECT 1") }?.isOutOfReach == true)
    }

    @Test("in a transaction: nothing was written")
    func terminatedInTransaction() throws {
        let database = try TestDatabase()
        try database.sql("CREATE TABLE kept (n bigint)")
        let connection = try database.connect(as: "writing")
        let error = try #require(
            failure {
                try connection.transaction {
                    try connection.execute("INSERT INTO kept VALUES (1)")
                    try terminate("writing", in: database)
                    try connection.execute("INSERT INTO kept VALUES (2)", doing: "keeping")
                }
            })
        #expect(error.kind == .connectionLost)
        #expect(error.description.contains("nothing was written; run the command again"))
        #expect(try database.sql("SELECT count(*) FROM kept") == "0")
    }

    @Test("before the COMMIT was sent: nothing was written, and that is known")
    func terminatedBeforeCommit() throws {
        let database = try TestDatabase()
        try database.sql("CREATE TABLE kept (n bigint)")
        let connection = try database.connect(as: "late")
        let error = try #require(
            failure {
                try connection.transaction {
                    try connection.execute("INSERT INTO kept VALUES (1)")
                    try terminate("late", in: database)
                }
            })
        #expect(error.kind == .connectionLost)
        #expect(try database.sql("SELECT count(*) FROM kept") == "0")
    }

    @Test("while rows stream in or out")
    func terminatedInCopy() throws {
        let database = try TestDatabase()
        try database.sql("CREATE TABLE kept (n bigint)")
        let reading = try database.connect(as: "reading")
        var isFirst = true
        let out = failure {
            try reading.copyOut("SELECT generate_series(1, 3000000)") { _ in
                if isFirst { try terminate("reading", in: database) }
                isFirst = false
            }
        }
        #expect(out?.isOutOfReach == true, "\(String(describing: out))")
        let writing = try database.connect(as: "streaming")
        let into = failure {
            try writing.copyIn("COPY kept FROM STDIN (FORMAT binary)") { writer in
                for number in 0..<300_000 {
                    if number == 10 { try terminate("streaming", in: database) }
                    try writer.writeTuple(fields: 1) { $0.append(int64: Int64(number)) }
                }
            }
        }
        #expect(into?.isOutOfReach == true, "\(String(describing: into))")
        #expect(try database.sql("SELECT count(*) FROM kept") == "0")
    }

    @Test("are cancelled from another thread, and go on afterwards")
    func cancelled() throws {
        let database = try TestDatabase()
        let connection = try database.connect(as: "sleeper")
        let canceller = connection.canceller
        Thread.detachNewThread {
            while (try? database.sql(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'sleeper' AND wait_event = 'PgSleep'"))
                == "0"
            {}
            canceller.cancel()
        }
        let error = failure { try connection.execute("SELECT pg_sleep(60)", doing: "sleeping") }
        #expect(error?.kind == .cancelled && error?.sqlState == .queryCanceled)
        #expect(error?.description.hasPrefix("cancelled while sleeping") == true)
        #expect(try connection.queryOne("SELECT 1") { try $0[0].int32() } == 1)
    }

    @Test("are interrupted: the running call ends, the next is refused, the transaction is rolled back")
    func interrupted() throws {
        let database = try TestDatabase()
        try database.sql("CREATE TABLE kept (n bigint)")
        let interruption = Interruption()
        let connection = try database.connect(as: "patient", interruption: interruption)
        Thread.detachNewThread {
            while (try? database.sql(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'patient' AND wait_event = 'PgSleep'"))
                == "0"
            {}
            interruption.request(signal: SIGINT)
        }
        let error = failure {
            try connection.transaction {
                try connection.execute("INSERT INTO kept VALUES (1)")
                try connection.execute("SELECT pg_sleep(60)")
            }
        }
        #expect(error?.kind == .cancelled)
        #expect(interruption.isRequested && interruption.signal == SIGINT)
        #expect(failure { try connection.execute("SELECT 1") }?.kind == .cancelled)
        #expect(try database.sql("SELECT count(*) FROM kept") == "0")
        try connection.close()
    }

    @Test("that are closed, or busy on another thread, refuse to serve")
    func misuse() throws {
        let database = try TestDatabase()
        let connection = try database.connect()
        let inside = failure {
            try connection.copyOut("SELECT 1") { _ in _ = try connection.execute("SELECT 2") }
        }
        #expect(inside?.kind == .misuse)
        #expect(inside?.message == "the connection is busy with another call; use a second connection")
        try connection.close()
        try connection.close()
        #expect(failure { try connection.execute("SELECT 1") }?.message == "the connection is closed")
    }

    @Test(
        "where no server is, or no such database or role",
        arguments: [
            "postgresql:///nothing?host=/nowhere", "postgresql://127.0.0.1:1/nothing",
        ])
    func unreachable(url: String) throws {
        let error = try #require(failure { _ = try Connection(ConnectionParameters(url)) })
        #expect(error.kind == .connectionFailed && error.isOutOfReach)
        #expect(!"\(error)".contains("\n"))
    }

    @Test("where the server refuses")
    func refused() throws {
        let server = try TestServer.shared()
        let url = server.url(database: "no_such")
        let error = try #require(failure { _ = try Connection(ConnectionParameters(url)) })
        #expect(error.kind == .connectionFailed)
        #expect(error.message.contains("database \"no_such\" does not exist"))
    }
}
