internal import Crypto
public import PostgresClient
internal import Receipts

/// One numbered step that the schema goes through, once, in order.
public struct Migration: Sendable {
    /// Its number, from 1.
    public let number: Int
    /// Its name.
    public let name: String
    /// The statements; the first comment line gives the reason.
    public let sql: String

    /// Why the step exists: the first line of its file.
    public var reason: String {
        let line = sql.split(separator: "\n").first.map(String.init) ?? ""
        return String(line.drop { $0 == "-" || $0 == " " || $0.isNumber })
    }

    /// All steps, in their order.
    public static let all: [Migration] = [
        Migration(number: 1, name: "books", bytes: PackageResources._01_books_sql),
        Migration(number: 2, name: "functions", bytes: PackageResources._02_functions_sql),
        Migration(number: 3, name: "platform-additions", bytes: PackageResources._03_platform_additions_sql),
        Migration(number: 4, name: "snapshots", bytes: PackageResources._04_snapshots_sql),
        Migration(number: 5, name: "guards", bytes: PackageResources._05_guards_sql),
        Migration(number: 6, name: "settlers", bytes: PackageResources._06_settlers_sql),
        Migration(number: 7, name: "payouts", bytes: PackageResources._07_payouts_sql),
        Migration(number: 8, name: "by-hand", bytes: PackageResources._08_by_hand_sql),
        Migration(number: 9, name: "particulars", bytes: PackageResources._09_particulars_sql),
        Migration(number: 10, name: "report-views", bytes: PackageResources._10_report_views_sql),
        Migration(number: 11, name: "policies-of-plans", bytes: PackageResources._11_policies_of_plans_sql),
    ]

    private init(number: Int, name: String, bytes: [UInt8]) {
        self.number = number
        self.name = name
        sql = String(decoding: bytes, as: UTF8.self)
    }

    /// The SHA-256 of the statements, by which a step that was changed after it ran is told.
    var checksum: String { SHA256.hash(data: Array(sql.utf8)).hex }
}

extension Digest {
    /// The hash as lower-case hexadecimal digits.
    var hex: String { hexadecimal(Array(self)) }
}

/// Bytes as lower-case hexadecimal digits.
public func hexadecimal(_ bytes: [UInt8]) -> String {
    Hexadecimal.text(bytes)
}

/// Brings a database's schema up to this engine's version.
public struct Migrator {
    private let connection: Connection

    /// Two migrations at once take turns: the second finds nothing left to do.
    private static let lock = "SELECT pg_advisory_xact_lock(hashtextextended('remit migrate', 0))"

    /// A migrator of the database that a connection is open to.
    public init(connection: Connection) {
        self.connection = connection
    }

    /// The steps that this database has not gone through yet.
    ///
    /// - Throws: ``LedgerError/schemaNewer(found:known:)`` for a database that a newer engine has migrated.
    public func pending() throws -> [Migration] {
        let exists = try connection.queryOne("SELECT to_regclass('settlement.migrations') IS NOT NULL") { row in
            try row[0].bool()
        }
        guard exists else { return Migration.all }
        let done = try connection.query("SELECT number::int8 FROM settlement.migrations") { row in
            Int(try row[0].int64())
        }
        if let latest = done.max(), latest > Migration.all.count {
            throw LedgerError.schemaNewer(found: latest, known: Migration.all.count)
        }
        return Migration.all.filter { !done.contains($0.number) }
    }

    /// Takes all pending steps in one transaction, and gives roles their rights.
    ///
    /// - Returns: The steps taken; none if the schema was up to date.
    public func migrate(_ rights: MigrationRights = MigrationRights()) throws -> [Migration] {
        try connection.transaction {
            _ = try connection.query(Migrator.lock) { _ in }
            let steps = try pending()
            if rights.payoutGuards == false { try connection.executeScript("SET LOCAL remit.payout_guards = 'off'") }
            for step in steps {
                try connection.executeScript(step.sql, doing: "migrating to version \(step.number)")
                if step.number == 1 { try connection.executeScript(Migrator.history) }
                try connection.execute(
                    "INSERT INTO settlement.migrations (number, name, reason, checksum) VALUES ($1, $2, $3, $4)",
                    [.int(Int64(step.number)), .text(step.name), .text(step.reason), .text(step.checksum)])
            }
            try give(rights)
            return steps
        }
    }

    private func give(_ rights: MigrationRights) throws {
        func call(_ sql: String, _ parameters: [Parameter] = [], doing phrase: String) throws {
            _ = try connection.query(sql, parameters, doing: phrase) { _ in }
        }
        if let settler = rights.settler {
            try call(
                "SELECT settlement.grant_settling($1)", [.text(settler)], doing: "giving a role the rights to settle")
        }
        if let application = rights.application {
            try call(
                "SELECT settlement.grant_answers($1)", [.text(application)],
                doing: "giving a role the right to read answers")
        }
        if let payoutGuards = rights.payoutGuards {
            try connection.executeScript("SET LOCAL lock_timeout = '5s'")
            try call(
                "SELECT settlement.\(payoutGuards ? "guard" : "unguard")_payouts()", doing: "guarding the payouts")
        }
    }

    private static let history = """
        CREATE TABLE settlement.migrations (
            number     bigint PRIMARY KEY,
            name       text NOT NULL,
            reason     text NOT NULL,
            checksum   text NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now()
        )
        """
}

/// What a migration gives besides the schema.
public struct MigrationRights: Sendable {
    /// An existing role that closes and pays; nil gives no rights away.
    public var settler: String?
    /// An existing role that may read why requests were refused; nil gives no rights away.
    public var application: String?
    /// Whether triggers guard `public.payouts`; nil leaves them as they are, and new ones on.
    public var payoutGuards: Bool?

    /// Rights of roles, and guards.
    public init(settler: String? = nil, application: String? = nil, payoutGuards: Bool? = nil) {
        self.settler = settler
        self.application = application
        self.payoutGuards = payoutGuards
    }
}
