import Foundation
import TestServer
import Yams

/// A world of the worked cases, its months closed by the built command on a database of its own.
struct PlayedWorld {
    /// What could not be played.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let database: TestDatabase

    private static let cases = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "cases")

    /// The names of the worlds, in order.
    static let names: [String] = {
        let found = try? FileManager.default.contentsOfDirectory(atPath: cases.appending(path: "worlds").path)
        return (found ?? []).sorted()
    }()

    init(_ name: String) throws {
        let folder = PlayedWorld.cases.appending(path: "worlds/\(name)")
        database = try TestDatabase()
        try database.sql(try PlayedWorld.text(PlayedWorld.cases.appending(path: "platform.sql")))
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
        }
    }

    @discardableResult
    func run(_ arguments: [String], in folder: URL? = nil, now: String? = nil) throws -> String {
        let result = try Remit.run(arguments, database: database.url, now: now, folder: folder)
        guard result.status == 0 else { throw Failure(description: "\(arguments): \(result.errors)") }
        return result.output
    }

    private static func text(_ file: URL) throws -> String { try String(contentsOf: file, encoding: .utf8) }
}
