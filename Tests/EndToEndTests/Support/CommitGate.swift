import PostgresClient
import TestServer

/// Holds whatever closes a period, or writes another table, inside its COMMIT, by a deferred trigger that waits for a lock of the test's.
final class CommitGate {
    private let database: TestDatabase
    private let holder: Connection

    private static let key = 4_711

    /// A gate that is shut.
    init(of database: TestDatabase, at table: String = "settlement.periods") throws {
        self.database = database
        try database.sql(
            """
            CREATE FUNCTION public.wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM pg_advisory_xact_lock_shared(\(CommitGate.key));
                RETURN NULL;
            END
            $$;
            CREATE CONSTRAINT TRIGGER gate AFTER INSERT ON \(table) DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION public.wait_at_gate();
            """)
        holder = try Connection(ConnectionParameters(database.url, applicationName: "gate"))
        try holder.execute("SELECT pg_advisory_lock(\(CommitGate.key))")
    }

    /// Waits until a COMMIT waits here.
    func waitUntilReached() throws { try database.waitUntilWaiting(count: 1, for: "advisory", "COMMIT") }

    /// Lets the COMMIT go on.
    func open() throws { try holder.execute("SELECT pg_advisory_unlock_all()") }

    /// Takes the trigger away again.
    func remove() throws { try database.sql("DROP FUNCTION public.wait_at_gate() CASCADE") }
}

extension TestDatabase {
    /// How many of our command's connections wait for a lock.
    ///
    /// - Parameters:
    ///   - event: What they wait for, as `pg_stat_activity` names it; empty for any lock.
    ///   - query: How their statement begins.
    func waiting(for event: String = "", _ query: String = "") throws -> Int {
        let count = try sql(
            """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'remit' AND wait_event_type = 'Lock'
              AND wait_event LIKE '\(event)%' AND query LIKE '\(query)%'
            """)
        return Int(count) ?? 0
    }

    /// Waits until so many of our command's connections wait for a lock.
    func waitUntilWaiting(count: Int, for event: String = "", _ query: String = "") throws {
        try waitUntil("\(count) connections wait for a lock") { try waiting(for: event, query) == count }
    }

    /// Has the server end those of our command's connections that wait for a lock.
    func terminateWaiting() throws {
        try sql(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'remit' AND wait_event_type = 'Lock'
            """)
    }
}
