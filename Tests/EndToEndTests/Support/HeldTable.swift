import Foundation
import TestServer

/// A table that somebody else holds, so that whoever reads it has to wait for a while.
final class HeldTable {
    private let holder: Command
    private let released = DispatchSemaphore(value: 0)

    private static let name = "holder"

    /// Holds a table until somebody has waited for it for so many seconds.
    init(_ table: String, of database: TestDatabase, untilWaitedFor seconds: Double) throws {
        holder = try Psql.start(
            """
            SET application_name = '\(HeldTable.name)';
            BEGIN; LOCK TABLE \(table) IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(120);
            """, on: database.url)
        let locks = { @Sendable (isGranted: Bool) in
            try database.sql(
                "SELECT count(*) > 0 FROM pg_locks WHERE relation = '\(table)'::regclass AND granted = \(isGranted)")
                == "t"
        }
        try waitUntil("the table is held") { try locks(true) }
        Thread.detachNewThread { [released] in
            try? waitUntil("somebody waits for the table") { try locks(false) }
            Thread.sleep(forTimeInterval: seconds)
            _ = try? database.sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '\(HeldTable.name)'"
                    + " AND datname = current_database()")
            released.signal()
        }
    }

    deinit {
        released.wait()
        _ = holder.wait()
    }
}
