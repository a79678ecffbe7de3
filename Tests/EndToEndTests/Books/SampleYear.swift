import Demo
import Foundation
import Ledger
import LocalServer
import PostgresClient
import Sample
import Settlement
import Synchronization
import TestServer

/// The sample year, small, closed and paid month by month as `remit demo` does it, with the platform's tables as each close
/// found them.
final class SampleYear: Sendable {
    let database: TestDatabase
    /// The policy's file.
    let policy: String
    private let folder: Folder
    private let files: String

    private static let state = Mutex<SampleYear?>(nil)

    /// The year, which tests share that only read.
    static func shared() throws -> SampleYear {
        try state.withLock { year in
            if let year { return year }
            let made = try SampleYear()
            year = made
            return made
        }
    }

    private init() throws {
        var options = SampleOptions.tiny
        // With fewer, no plan is changed before its time is over, and nothing is forfeited.
        (options.months, options.subscribers) = (12, 200)
        options.fitReaders()
        let platform = try SamplePlatform(options)
        let database = try TestDatabase()
        let folder = try Folder()
        let files = "\(folder.path)/payouts"
        (self.database, self.folder, self.files) = (database, folder, files)
        policy = try folder.write(platform.policy, to: "policy.yaml")
        var failure: (any Error)?
        let desk = DemoDesk(folder: files) { _, now in
            if let failure { throw failure }
            let handedOut = try Remit.run(
                ["payouts", "export", "--format", "csv", "--out", files, "--quiet"], database: database.url,
                now: now.text)
            guard handedOut.status == 0 else { throw AccountingTool.Refusal(description: handedOut.errors) }
        }
        // 2026-01-02: after all months.
        let now = Instant(microseconds: 1_767_312_000_000_000)
        try PlatformLife(of: platform, policyPath: policy, now: now, engineVersion: "test", desk: desk) {
            try Connection(ConnectionParameters(database.url))
        }.run(observe: { step in
            guard case .closing(let month) = step else { return }
            do { try SampleYear.keep(month, in: database) } catch { failure = error }
        })
        if let failure { throw failure }
    }

    /// Copies the tables that a close reads.
    private static func keep(_ month: SampleMonth, in database: TestDatabase) throws {
        let schema = "seen_\(month)".replacing("-", with: "_")
        let tables: [SampleTable] = [
            .contents, .bundles, .bundleContents, .purchases, .donations, .subscriptions, .engagementTracking,
        ]
        let copies = tables.map { "CREATE TABLE \(schema).\($0.rawValue) AS TABLE public.\($0.rawValue);" }
        try database.sql("CREATE SCHEMA \(schema);\n" + copies.joined(separator: "\n"))
    }

    /// What every account must hold, sorted: from the kept tables by the oracle, and from the payouts as they are.
    ///
    /// - Parameter apart: Whether every creator has accounts of their own.
    func accounts(apart: Bool) throws -> [String] {
        let here = URL(filePath: #filePath).deletingLastPathComponent()
        let oracle = here.deletingLastPathComponent().deletingLastPathComponent().appending(path: "oracle").path
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let said = try Shell.run(
            "/usr/bin/env",
            [
                AccountingTool.python, here.appending(path: "sample_year.py").path, oracle, database.url, policy, files,
                apart ? "apart" : "together",
            ], environment: ["PATH": "\(try ServerPrograms.find().folder.path):\(path)"])
        guard said.status == 0 else { throw AccountingTool.Refusal(description: said.errors) }
        return said.output.split(separator: "\n").map(String.init)
    }
}
