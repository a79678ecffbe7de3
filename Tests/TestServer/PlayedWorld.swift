public import Foundation
internal import Yams

/// A world of the worked cases, its months closed by the built command on a database of its own.
public struct PlayedWorld {
    /// What could not be played.
    public struct Failure: Error, CustomStringConvertible {
        /// What was run, and what it said.
        public let description: String
    }

    /// Where it was played.
    public let database: TestDatabase

    private static let cases = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "cases")

    /// The names of the worlds, in order.
    public static let names: [String] = {
        let found = try? FileManager.default.contentsOfDirectory(atPath: cases.appending(path: "worlds").path)
        return (found ?? []).sorted()
    }()

    /// Plays a world to its end.
    ///
    /// - Parameter afterClose: Is called after each close with the month that was closed, before anything changes.
    public init(_ name: String, afterClose: (PlayedWorld, String) throws -> Void = { _, _ in }) throws {
        let folder = PlayedWorld.cases.appending(path: "worlds/\(name)")
        database = try TestDatabase()
        try database.sql(try SmallPlatform.schema())
        try run(["migrate", "--quiet"], in: folder)
        try database.sql(try PlayedWorld.text(folder.appending(path: "world.sql")))
        let steps = try Yams.load(yaml: try PlayedWorld.text(folder.appending(path: "steps.yaml"))) as? [[String: Any]]
        var policy = "policy.yaml"
        for step in steps ?? [] {
            if let sql = step["sql"] as? String { try database.sql(sql) }
            if let file = step["policy"] as? String { policy = file }
            guard let command = step["run"] as? String, !command.hasPrefix("payouts") else { continue }
            let words = command.split(separator: " ").map(String.init)
            try run(words + ["--quiet", "--policy", policy], in: folder, now: step["now"].map { "\($0)" })
            if words[0] == "close", words.count > 1 { try afterClose(self, words[1]) }
        }
    }

    /// Runs the built command against its database, and gives back what it wrote to stdout.
    ///
    /// - Throws: ``Failure`` unless it exits with 0.
    @discardableResult
    public func run(_ arguments: [String], in folder: URL? = nil, now: String? = nil) throws -> String {
        let result = try Remit.run(arguments, database: database.url, now: now, folder: folder)
        guard result.status == 0 else {
            throw Failure(description: "\(arguments): \(result.errors)\(result.output)")
        }
        return result.output
    }

    private static func text(_ file: URL) throws -> String { try String(contentsOf: file, encoding: .utf8) }
}
