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

    /// The names of those whose creators are paid.
    public static let payingNames = names.filter { name in
        (try? text(cases.appending(path: "worlds/\(name)/steps.yaml")))?.contains("run: payouts run") == true
    }

    /// Plays a world to its end.
    ///
    /// - Parameters:
    ///   - paying: Whether payouts are made, handed out and confirmed too.
    ///   - afterClose: Is called after each close with the month that was closed, before anything changes.
    public init(
        _ name: String, paying: Bool = false, afterClose: (PlayedWorld, String) throws -> Void = { _, _ in }
    ) throws {
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
            guard let command = step["run"] as? String else { continue }
            let words = command.split(separator: " ").map(String.init)
            if words[0] == "payouts" {
                if paying { try pay(words, step, policy: policy, in: folder) }
                continue
            }
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

    /// Plays a step of payouts; the files that are handed out go with the step.
    private func pay(_ words: [String], _ step: [String: Any], policy: String, in folder: URL) throws {
        let files = URL(filePath: NSTemporaryDirectory()).appending(path: "remit-world-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: files) }
        let arguments = words[1] == "export" ? words.dropLast() + [files] : words
        let result = try Remit.run(
            arguments + ["--quiet"], database: database.url, now: step["now"].map { "\($0)" },
            environment: ["REMIT_POLICY": policy], folder: folder)
        guard result.status == (step["exit"] as? Int ?? 0) else {
            throw Failure(description: "\(words): \(result.errors)\(result.output)")
        }
    }

    private static func text(_ file: URL) throws -> String { try String(contentsOf: file, encoding: .utf8) }
}
