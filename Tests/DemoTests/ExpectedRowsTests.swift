import Demo
import Ledger
import PostgresClient
import Sample
import Synchronization
import TestServer
import Testing

@Suite("What a close expects")
struct ExpectedRowsTests {
    /// Keeps what each stage expected and got, over all closes.
    private final class Listener: CloseObserver {
        struct Stage {
            var expected: Int64?
            var rows: Int64 = 0
        }
        let closes = Mutex<[[CloseStage: Stage]]>([])

        func begin(_ stage: CloseStage, expectedRows: Int64?) {
            closes.withLock { closes in
                if stage == .preparing { closes.append([:]) }
                closes[closes.count - 1][stage] = Stage(expected: expectedRows)
            }
        }
        func advance(_ stage: CloseStage, rows: Int64) {
            closes.withLock { $0[$0.count - 1][stage]?.rows += rows }
        }
        func end(_ stage: CloseStage) {}
    }

    @Test("is near what it gets, for every stage that reads the platform's rows in bulk")
    func near() throws {
        var options = SampleOptions.demo
        options.months = 2
        let database = try TestDatabase()
        let listener = Listener()
        try PlatformLife(
            of: SamplePlatform(options), policyPath: "sample.yaml", now: LivedPlatform.now, engineVersion: "test"
        ) { try Connection(ConnectionParameters(database.url)) }.run(observer: listener)
        let closes = listener.closes.withLock { $0 }
        #expect(closes.count == options.months)
        for close in closes {
            for stage in [CloseStage.purchases, .donations, .subscriptions, .pool] {
                let (rows, expected) = (close[stage]?.rows ?? 0, close[stage]?.expected ?? 0)
                #expect(rows > 0 && expected >= rows / 2 && expected <= rows * 2, "\(stage): \(expected) for \(rows)")
            }
            for stage in [CloseStage.keys, .totals, .checks, .sealing] { #expect(close[stage]?.expected == nil) }
        }
    }
}
