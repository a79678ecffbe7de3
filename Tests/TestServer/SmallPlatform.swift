internal import Foundation
internal import LocalServer

/// A small platform of three months, 2026-01 to 2026-03, with rows of every kind, the good and the bad.
///
/// Each test gets a database of its own, copied from one that is made once per process.
public enum SmallPlatform {
    /// A time at which all three months have ended.
    public static let now = "2026-04-02T00:00:00Z"

    private static let untouched = Result {
        let database = try TestDatabase()
        try load(into: database)
        return database
    }

    private static let withJanuaryClosed = Result {
        let database = try fresh()
        let closed = try database.remit("close", "2026-01")
        guard closed.status == 0 else { throw Psql.Failure(description: closed.errors) }
        try database.sql(try file("small-platform-changes.sql"))
        return database
    }

    private static let withAllClosed = Result {
        let database = try withJanuary()
        for month in ["2026-02", "2026-03"] {
            let closed = try database.remit("close", month)
            guard closed.status == 0 else { throw Psql.Failure(description: closed.errors) }
        }
        return database
    }

    /// A migrated database that holds the platform and no closed month.
    public static func fresh() throws -> TestDatabase { try copy(of: untouched.get()) }

    /// The same after January was closed, and after rows were refunded, corrected and repaired since.
    public static func withJanuary() throws -> TestDatabase { try copy(of: withJanuaryClosed.get()) }

    /// The same with all three months closed.
    public static func closed() throws -> TestDatabase { try copy(of: withAllClosed.get()) }

    /// Another database with the same content.
    public static func copy(of template: TestDatabase) throws -> TestDatabase {
        try TestDatabase(on: template.server, template: template.name)
    }

    /// Loads the platform's tables, migrates, and inserts its rows.
    public static func load(into database: TestDatabase) throws {
        try database.sql(try schema())
        let migrated = try database.remit("migrate", "--quiet")
        guard migrated.status == 0 else { throw Psql.Failure(description: migrated.errors) }
        try database.sql(try file("small-platform.sql"))
    }

    /// The platform's own tables, as they ship with the sample.
    public static func schema() throws -> String {
        try String(contentsOf: root.appending(path: "Sources/Sample/platform.sql"), encoding: .utf8)
    }

    /// The text of a file in `Tests/cases`.
    public static func file(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    /// The checkout, in which this source file is.
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let folder = root.appending(path: "Tests/cases")
}

/// A policy file for tests: the one that ships with remit, with some of its words replaced.
public enum TestPolicy {
    /// The policy as it ships.
    public static let standard = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Jobs/policy.yaml").path

    /// Where the changed copies are, gone with the process.
    private static let folder = {
        let id = ProcessInfo.processInfo.processIdentifier
        let folder = URL(filePath: NSTemporaryDirectory()).appending(path: "remit-policies-\(id)")
        atexit { TestPolicy.removeFolder() }
        return folder
    }()

    private static func removeFolder() { try? FileManager.default.removeItem(at: folder) }

    /// Why a policy cannot be made.
    public struct NotFound: Error {
        /// The words that the policy does not have.
        public let words: String
    }

    /// The path of a copy with words replaced, each of which the policy must have.
    public static func replacing(_ words: KeyValuePairs<String, String>) throws -> String {
        var text = try String(contentsOfFile: standard, encoding: .utf8)
        for (old, new) in words {
            guard text.contains(old) else { throw NotFound(words: old) }
            text = text.replacing(old, with: new)
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "\(UUID().uuidString).yaml")
        try Data(text.utf8).write(to: file)
        return file.path
    }
}

extension TestDatabase {
    /// Runs the built command against this database, at a time when all months of the platform have ended.
    ///
    /// - Parameter user: The role to connect as; nil for the superuser who owns everything.
    public func remit(
        _ arguments: String..., now: String = SmallPlatform.now, policy: String = TestPolicy.standard,
        user: String? = nil, environment: [String: String] = [:]
    ) throws -> Shell.Result {
        try Remit.run(
            arguments, database: user.map(url(as:)) ?? url, now: now,
            environment: ["REMIT_POLICY": policy].merging(environment) { $1 })
    }

    /// The URL under which a role reaches the database.
    public func url(as user: String) -> String { url.replacing("user=\(LocalServer.user)", with: "user=\(user)") }

    /// Starts the built command, which says on stderr which stage it is in.
    ///
    /// - Parameter url: Where it finds the database; nil for this one directly.
    public func startRemit(_ arguments: String..., through url: String? = nil) throws -> Command {
        try Remit.start(
            arguments, database: url ?? self.url, now: SmallPlatform.now,
            environment: ["REMIT_POLICY": TestPolicy.standard, "REMIT_STAGES": "1"])
    }
}

extension Shell.Result {
    /// The 64 digits of the root that a close printed; nil if it printed none.
    public var root: String? {
        guard let found = output.firstRange(of: "root ") else { return nil }
        let digits = output[found.upperBound...].prefix { $0.isHexDigit }
        return digits.count == 64 ? String(digits) : nil
    }

    /// What went wrong: stderr without the line that names the policy, and without those that say how far it is when it takes
    /// long.
    public var complaint: String {
        errors.split(separator: "\n").filter { line in
            !line.hasPrefix("policy ") && !line.hasPrefix("stage ")
                && line.firstMatch(of: /: (under way after|done in)/) == nil
        }.joined(separator: "\n")
    }
}
