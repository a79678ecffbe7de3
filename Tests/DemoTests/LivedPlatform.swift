import Foundation
import Ledger
import PolicyFile
import PostgresClient
import Sample
import Settlement
import Synchronization
import TestServer

@testable import Demo

/// A sample platform whose whole life is in a database of the tests' server, every month closed.
final class LivedPlatform: Sendable {
    let platform: SamplePlatform
    let database: TestDatabase
    /// The files of its payouts; nil where nobody was paid.
    let payouts: String?

    /// After all months of the samples: 2026-01-01 in any time zone.
    static let now = Instant(microseconds: 1_767_312_000_000_000)

    /// Why payouts could not be handed out.
    private struct NotHandedOut: Error, CustomStringConvertible {
        let description: String
    }

    /// Lives a platform's life.
    ///
    /// - Parameter paying: Whether creators are paid too, their payouts handed out by the built command.
    init(_ options: SampleOptions, paying: Bool = false) throws {
        let platform = try SamplePlatform(options)
        let database = try TestDatabase()
        self.platform = platform
        self.database = database
        let folder = URL.temporaryDirectory.appending(path: "remit-paid-\(UUID().uuidString)").path
        payouts = paying ? folder : nil
        let desk = DemoDesk(folder: folder) { _, now in
            let handedOut = try Remit.run(
                ["payouts", "export", "--format", "csv", "--out", folder, "--quiet"], database: database.url,
                now: now.text)
            guard handedOut.status == 0 else { throw NotHandedOut(description: handedOut.errors) }
        }
        try PlatformLife(
            of: platform, policyPath: "sample.yaml", now: LivedPlatform.now, engineVersion: "test",
            desk: paying ? desk : nil
        ) { try Connection(ConnectionParameters(database.url)) }.run()
    }

    deinit { if let payouts { try? FileManager.default.removeItem(atPath: payouts) } }

    /// What its books say in the end.
    func summary() throws -> DemoSummary {
        let url = database.url
        let ledger = DemoLedger(
            connect: { try Connection(ConnectionParameters(url)) },
            policy: try PolicyFile.parse(platform.policy, name: "sample.yaml"), engineVersion: "test")
        return try SummaryReader(
            connection: try ledger.connect(), ledger: ledger, folder: DemoFolder(.init(filePath: "/demo")),
            database: url
        ).read()
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

    private static let paidState = Mutex<LivedPlatform?>(nil)

    /// The tiny platform over seven months, its creators paid, which tests share that only read.
    static func paid() throws -> LivedPlatform {
        try paidState.withLock { lived in
            if let lived { return lived }
            var options = SampleOptions.tiny
            options.months = 7
            options.fitReaders()
            let made = try LivedPlatform(options, paying: true)
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
