import PostgresClient
import TestServer
import Testing

@Suite("Transactions")
struct TransactionTests {
    struct Stop: Error {}

    /// A database with an empty table.
    private func database() throws -> TestDatabase {
        let database = try TestDatabase()
        try database.sql("CREATE TABLE kept (n bigint PRIMARY KEY)")
        return database
    }

    @Test("that throw are rolled back, and leave the connection ready")
    func rollBack() throws {
        let database = try database()
        let connection = try database.connect()
        #expect(throws: Stop.self) {
            try connection.transaction {
                try connection.execute("INSERT INTO kept VALUES (1)")
                throw Stop()
            }
        }
        #expect(try database.sql("SELECT count(*) FROM kept") == "0")
        try connection.transaction { _ = try connection.execute("INSERT INTO kept VALUES (2)") }
        #expect(try database.sql("SELECT n FROM kept") == "2")
    }

    @Test("in one another are misuse, and nothing of the outer one is kept")
    func nested() throws {
        let database = try database()
        let connection = try database.connect()
        let error = failure {
            try connection.transaction {
                try connection.execute("INSERT INTO kept VALUES (1)")
                try connection.transaction {}
            }
        }
        #expect(error?.kind == .misuse)
        #expect(error?.message == "a transaction is open on this connection already")
        #expect(try database.sql("SELECT count(*) FROM kept") == "0")
    }

    @Test("whose statement's error was swallowed do not commit what came before")
    func swallowed() throws {
        let database = try database()
        let connection = try database.connect()
        let error = failure {
            try connection.transaction(doing: "keeping") {
                try connection.execute("INSERT INTO kept VALUES (1)")
                _ = try? connection.execute("INSERT INTO kept VALUES (1)")
            }
        }
        #expect(error?.kind == .misuse)
        #expect(error?.description.contains("keeping, at its COMMIT") == true)
        #expect(try database.sql("SELECT count(*) FROM kept") == "0")
    }

    @Test("that the server refuses at the COMMIT say which constraint, and have written nothing")
    func failedCommit() throws {
        let database = try database()
        try database.sql("CREATE TABLE other (n bigint CONSTRAINT known REFERENCES kept DEFERRABLE INITIALLY DEFERRED)")
        let connection = try database.connect()
        let error = failure {
            try connection.transaction(doing: "linking") { _ = try connection.execute("INSERT INTO other VALUES (9)") }
        }
        #expect(error?.kind == .server && error?.sqlState == .foreignKeyViolation && error?.constraint == "known")
        #expect(error?.action == "linking, at its COMMIT")
        #expect(error?.description.contains("9") == false)
        #expect(try database.sql("SELECT count(*) FROM other") == "0")
    }

    @Test("set what they rely on, whatever the role or the session has set")
    func settings() throws {
        let database = try database()
        try database.sql(
            """
            ALTER DATABASE \(database.name) SET timezone = 'Asia/Phnom_Penh';
            ALTER DATABASE \(database.name) SET datestyle = 'German';
            ALTER DATABASE \(database.name) SET statement_timeout = 1;
            ALTER DATABASE \(database.name) SET search_path = nowhere;
            """)
        let connection = try database.connect()
        let text = try connection.transaction(.repeatableRead) {
            try connection.execute("SELECT pg_sleep(0.05)")
            return try connection.queryOne(
                "SELECT (timestamptz '2026-01-02 00:00+00')::text || ' ' || current_setting('transaction_isolation') || (SELECT count(*) FROM kept)"
            ) { try $0[0].text() }
        }
        #expect(text == "2026-01-02 00:00:00+00 repeatable read0")
    }

    @Test("that only read refuse a write")
    func readOnly() throws {
        let database = try database()
        let connection = try database.connect()
        let error = failure {
            try connection.transaction(.readOnly) { _ = try connection.execute("INSERT INTO kept VALUES (1)") }
        }
        #expect(error?.sqlState == .readOnlyTransaction)
    }

    @Test("share a snapshot: what is committed in between is seen by neither")
    func snapshot() throws {
        let database = try database()
        let (first, second) = try (database.connect(), database.connect())
        func count(_ connection: Connection) throws -> Int64 {
            try connection.queryOne("SELECT count(*) FROM kept") { try $0[0].int64() }
        }
        try first.transaction(.repeatableRead) {
            let snapshot = try first.exportSnapshot()
            try database.sql("INSERT INTO kept VALUES (1)")
            let seen = try second.transaction(.readOnly(sharing: snapshot)) { try [count(first), count(second)] }
            #expect(seen == [0, 0])
            #expect(try count(second) == 1)
        }
        #expect(failure { _ = try first.exportSnapshot() }?.kind == .misuse)
    }

    @Test("take an advisory lock that one holds at a time, until they end")
    func advisoryLock() throws {
        let database = try database()
        let (first, second) = try (database.connect(), database.connect())
        func take(_ key: Int64, on connection: Connection) throws -> Bool {
            try connection.transaction { try connection.tryAdvisoryTransactionLock(key: key) }
        }
        let taken = try first.transaction {
            try [
                first.tryAdvisoryTransactionLock(key: 7), first.tryAdvisoryTransactionLock(key: 7),
                take(7, on: second), take(8, on: second),
            ]
        }
        #expect(taken == [true, true, false, true])
        #expect(try take(7, on: second))
        #expect(failure { _ = try second.tryAdvisoryTransactionLock(key: 7) }?.kind == .misuse)
    }

    @Test("wait for a lock only so long")
    func lockTimeout() throws {
        let database = try database()
        let (first, second) = try (database.connect(), database.connect())
        try first.transaction {
            try first.executeScript("LOCK TABLE kept")
            let error = failure {
                try second.transaction(TransactionMode(lockTimeout: 20)) {
                    _ = try second.execute("INSERT INTO kept VALUES (1)")
                }
            }
            #expect(error?.sqlState == .lockNotAvailable)
        }
    }
}
