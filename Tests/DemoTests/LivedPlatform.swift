import Demo
import PostgresClient
import Sample
import Settlement
import Synchronization
import TestServer

/// A sample platform whose whole life is in a database of the tests' server, every month closed.
final class LivedPlatform: Sendable {
    let platform: SamplePlatform
    let database: TestDatabase

    /// After all months of the samples: 2026-01-01 in any time zone.
    static let now = Instant(microseconds: 1_767_312_000_000_000)

    init(_ options: SampleOptions) throws {
        let platform = try SamplePlatform(options)
        let database = try TestDatabase()
        self.platform = platform
        self.database = database
        try PlatformLife(of: platform, policyPath: "sample.yaml", now: LivedPlatform.now, engineVersion: "test") {
            try Connection(ConnectionParameters(database.url))
        }.run()
    }

    private static let state = Mutex<LivedPlatform?>(nil)

    /// The tiny platform, which tests share that only read.
    static func tiny() throws -> LivedPlatform {
        try state.withLock { lived in
            if let lived { return lived }
            let made = try LivedPlatform(.tiny)
            lived = made
            return made
        }
    }

    /// The lines that a query selects; none for an empty result.
    func lines(_ query: String) throws -> [String] {
        try database.sql(query).split(separator: "\n").map(String.init)
    }

    /// What the closes reported: `2025-01 code table row`, each a row of dataset `exceptions`.
    func reported() throws -> Set<String> {
        Set(
            try lines(
                "SELECT to_char(period, 'YYYY-MM') || ' ' || code || ' ' || source_table || ' ' || row_id"
                    + " FROM settlement.exceptions"))
    }
}
