import ArgumentParser
import Foundation
import PostgresClient
import Sample

/// `sampler`: puts parts of a sample platform into a database, for the benchmark and whoever needs a large one.
@main
struct Sampler: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sampler", abstract: "Fills a database with parts of the benchmark's sample platform.",
        subcommands: [Schema.self, Load.self, Change.self, Policy.self])

    /// What all parts of one platform share.
    struct Platform: ParsableArguments {
        @Option(help: "The size in thousandths: 1000 is 2,000,000 sales a month.")
        var scale = 1_000

        @Option(help: "How many months there are.")
        var months = 4

        func make() throws -> SamplePlatform {
            var options = SampleOptions.benchmark(scale: scale)
            options.months = months
            return try SamplePlatform(options)
        }
    }

    /// The database.
    struct Database: ParsableArguments {
        @Option(help: "The database, as a URL or conninfo. Default: DATABASE_URL.")
        var database: String?

        func connect() throws -> Connection {
            try Connection(ConnectionParameters(database ?? ProcessInfo.processInfo.environment["DATABASE_URL"]))
        }
    }
}

extension Sampler {
    /// `sampler schema`
    struct Schema: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Creates the platform's tables.")
        @OptionGroup var database: Database

        func run() throws {
            try database.connect().executeScript(PlatformSchema.sql + PlatformSchema.additions)
        }
    }

    /// `sampler policy`
    struct Policy: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Prints the platform's policy.")
        @OptionGroup var platform: Platform

        func run() throws { print(try platform.make().policy, terminator: "") }
    }

    /// `sampler load`
    struct Load: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Loads the rows of a part: what there is at first, or what a month brings.")
        @OptionGroup var platform: Platform
        @OptionGroup var database: Database

        @Option(help: "The month, from 0. Default: what there is before the first.")
        var month: Int?

        @Flag(help: "What turns up after the month's close, rather than the month itself.")
        var late = false

        @Option(help: "Over how many connections the larger tables are loaded.")
        var connections = 2

        func run() throws {
            let platform = try platform.make()
            let part: SamplePart = month.map { late ? .late($0) : .month($0) } ?? .initial
            for table in platform.tables(in: part) { try load(table, part, of: platform) }
        }

        private func load(_ table: SampleTable, _ part: SamplePart, of platform: SamplePlatform) throws {
            let database = database
            let connections = connections
            let failure = Failure()
            DispatchQueue.concurrentPerform(iterations: connections) { index in
                do {
                    try database.connect().copyInText(table.copyStatement, doing: "loading \(table.rawValue)") {
                        writer in
                        try unsafe platform.write(table, part, slice: SampleSlice(index, of: connections)) { bytes in
                            try unsafe writer.write(Array(bytes))
                        }
                    }
                } catch { failure.note(error) }
            }
            if let error = failure.first { throw error }
        }
    }

    /// `sampler change`
    struct Change: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Does what happens between a month's close and the next one.")
        @OptionGroup var platform: Platform
        @OptionGroup var database: Database

        @Option(help: "The month, from 0.")
        var month: Int

        func run() throws {
            let connection = try database.connect()
            for change in try platform.make().changes(after: month) {
                try connection.execute(change.sql, doing: change.name)
            }
        }
    }
}

/// The first error of several threads.
private final class Failure: @unchecked Sendable {
    // Sendable by hand: touched with the lock held.
    private let lock = NSLock()
    private(set) var first: (any Error)?

    func note(_ error: any Error) {
        lock.withLock { first = first ?? error }
    }
}
