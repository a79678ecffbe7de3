import PostgresClient
import Synchronization
import TestServer
import Testing

@Suite("Errors of the server")
struct ErrorTests {
    @Test(
        "carry their SQLSTATE",
        arguments: [
            ("SELECT 1/0", "22012"), ("SELEC 1", "42601"), ("SELECT nothing", "42703"),
            ("SELECT FROM nowhere", "42P01"),
            ("INSERT INTO one VALUES (1)", "23505"), ("INSERT INTO one VALUES (NULL)", "23502"),
            ("INSERT INTO one VALUES (-1)", "23514"), ("SELECT 3000000000::int", "22003"),
            ("DO $$ BEGIN RAISE EXCEPTION 'no'; END $$", "P0001"), ("SELECT FROM nowhere.at_all", "42P01"),
        ])
    func states(sql: String, state: String) throws {
        let database = try TestDatabase()
        try database.sql(
            "CREATE TABLE one (n int CONSTRAINT one_key PRIMARY KEY CHECK (n > 0)); INSERT INTO one VALUES (1)")
        let connection = try database.connect()
        let error = try #require(failure { try connection.execute(sql) })
        #expect(error.kind == .server)
        #expect(error.sqlState?.code == state)
        #expect(error.statement == sql)
        #expect(
            error.description.hasSuffix("(SQLSTATE \(state)" + (error.constraint.map { ", constraint \($0))" } ?? ")")))
        #expect(!error.isOutOfReach)
    }

    @Test("are caught by state and by class")
    func matching() throws {
        let connection = try SharedDatabase.connect()
        do {
            try connection.execute("SELECT 1/0")
            Issue.record("nothing was thrown")
        } catch SQLState.uniqueViolation {
            Issue.record("another state was matched")
        } catch SQLState.Class.data {
            // As it should be.
        }
    }

    @Test("do not repeat values: not those of a statement, not those of a row")
    func values() throws {
        let database = try TestDatabase()
        try database.sql("CREATE TABLE people (mail text UNIQUE); INSERT INTO people VALUES ('ann@example.org')")
        let connection = try database.connect()
        let twice = try #require(
            failure { try connection.execute("INSERT INTO people VALUES ($1)", [.text("ann@example.org")]) })
        #expect(twice.sqlState == .uniqueViolation && twice.constraint == "people_mail_key")
        let number = try #require(
            failure { try connection.execute("SELECT ($1::text)::int", [.text("ann@example.org")]) })
        for error in [twice, number] {
            #expect(!"\(error)".contains("ann@") && !error.debugDescription.contains("ann@"))
        }
        #expect(twice.detail?.contains("ann@") == true)
    }

    @Test("arrive as notices where they are none")
    func notices() throws {
        let database = try TestDatabase()
        let heard = Mutex<[Notice]>([])
        let connection = try Connection(ConnectionParameters(database.url)) { notice in
            heard.withLock { $0.append(notice) }
        }
        try connection.executeScript("DO $$ BEGIN RAISE WARNING 'careful' USING ERRCODE = '01000'; END $$")
        let first = heard.withLock { $0.first }
        let notice = try #require(first)
        #expect(notice.severity == "WARNING" && notice.message == "careful" && notice.sqlState == SQLState("01000"))
    }
}
