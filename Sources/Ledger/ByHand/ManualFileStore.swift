internal import Money
public import PostgresClient
public import Settlement

/// A file of adjustments or opening balances, as it is listed.
public struct ManualFileSummary: Sendable {
    /// Its SHA-256, in hexadecimal digits.
    public let hash: String
    /// `adjustment` or `opening`.
    public let kind: String
    /// What it was called.
    public let name: String
    /// Whether a second person has to apply it.
    public let needsApproval: Bool
    /// The database user who proposed it.
    public let proposedBy: String
    /// When.
    public let proposedAt: Instant
    /// How many entries were applied; nil while it waits.
    public let entries: Int64?
    /// The database user who applied it; nil while it waits.
    public let appliedBy: String?

    /// Whether its entries were applied.
    public var isApplied: Bool { entries != nil }
}

/// Lists files of adjustments and opening balances, and shows what is in one.
public struct ManualFileList {
    private let store: ManualFileStore

    /// A list over a connection.
    public init(connection: Connection) {
        store = ManualFileStore(connection: connection)
    }

    /// All files, in the order in which they were proposed.
    public func all() throws -> [ManualFileSummary] {
        try reading { try store.files(where: "true", []).map(\.summary) }
    }

    /// A file, byte for byte.
    ///
    /// - Throws: ``LedgerError/notFound(_:)`` where none has that hash.
    public func bytes(of hash: String) throws -> [UInt8] {
        try reading {
            guard let file = try store.file(hash) else {
                throw LedgerError.notFound(
                    "no file with the hash \(ManualFile.quoted(hash)) was proposed; see `remit adjust list`")
            }
            return file.bytes
        }
    }

    private func reading<Value>(_ body: () throws -> Value) throws -> Value {
        try store.connection.transaction(.readOnly, doing: "reading what was proposed") {
            try PeriodStore(connection: store.connection).checkSchema()
            return try body()
        }
    }
}

/// Reads and writes files and entries by hand; the database's own functions do the writing.
struct ManualFileStore {
    let connection: Connection

    /// A file as it is kept.
    struct Kept {
        let summary: ManualFileSummary
        let kind: ManualFile.Kind
        let bytes: [UInt8]
    }

    /// A file by its hash.
    func file(_ hash: String) throws -> Kept? { try files(where: "hash = $1", [.text(hash)]).first }

    func files(where condition: String, _ parameters: [Parameter]) throws -> [Kept] {
        try connection.query(
            """
            SELECT hash, kind, name, text, approval, proposed_by, proposed_at, applied.entries, applied.by
            FROM settlement.manual_files
            LEFT JOIN (SELECT file_hash, count(*) AS entries, min(applied_by) AS by FROM settlement.manual_entries
                       GROUP BY file_hash) applied ON applied.file_hash = hash
            WHERE \(condition) ORDER BY proposed_at, hash
            """, parameters, doing: "reading what was proposed"
        ) { row in
            guard let kind = ManualFile.Kind(rawValue: try row[1].bytes().first ?? 0) else {
                throw LedgerError.damaged("a file of settlement.manual_files has an unknown kind")
            }
            let summary = ManualFileSummary(
                hash: try row[0].text(), kind: kind == .opening ? "opening" : "adjustment", name: try row[2].text(),
                needsApproval: try row[4].bool(), proposedBy: try row[5].text(),
                proposedAt: Instant(microseconds: try row[6].timestamp()), entries: try row[7].optionalInt64(),
                appliedBy: try row[8].optionalText())
            return Kept(summary: summary, kind: kind, bytes: Array(try row[3].text().utf8))
        }
    }

    /// The database user.
    func user() throws -> String { try connection.queryOne("SELECT session_user::text") { try $0[0].text() } }

    /// Which of the ids are those of nobody.
    func unknown(_ creators: [String]) throws -> Set<String> {
        Set(
            try connection.query(
                "SELECT settlement.unknown_creators($1::text::uuid[])::text",
                [.text("{\(creators.joined(separator: ","))}")], doing: "looking for the creators"
            ) { try $0[0].text() })
    }

    /// Which of the keys were applied before: references, or creators with currency, bucket and day.
    func used(_ keys: [String], kind: ManualFile.Kind) throws -> Set<String> {
        guard !keys.isEmpty else { return [] }
        let key =
            kind == .adjustment
            ? "reference"
            : """
            concat_ws(' ', creator_id, currency, CASE bucket WHEN 's' THEN 'sales' WHEN 'd' THEN 'donations'
                      ELSE 'subscriptions' END, available_from)
            """
        let known = try connection.query(
            "SELECT key FROM (SELECT \(key) AS key FROM settlement.manual_entries) known WHERE key IN (\(keys.map(Literal.text).joined(separator: ", ")))",
            doing: "looking for what was applied before"
        ) { try $0[0].text() }
        return Set(known)
    }

    /// Keeps a file that is to be applied.
    func propose(
        _ hash: String, kind: ManualFile.Kind, name: String, _ bytes: [UInt8], needsApproval: Bool, at now: Instant
    ) throws {
        try connection.execute(
            "SELECT settlement.propose_file($1, $2::text::\"char\", $3, $4, $5, $6)",
            [
                .text(hash), .text(String(UnicodeScalar(kind.rawValue))), .text(name),
                .text(String(decoding: bytes, as: UTF8.self)), .bool(needsApproval), .instant(now),
            ], doing: "keeping the file")
    }

    /// What approval is required by, in the end: where the file, or the plan of payouts, that was applied last needed two people,
    /// the next file does too, whatever its policy says.
    func standing(after own: ApprovalBasis) throws -> ApprovalBasis {
        if own.isRequired { return own }
        let stands = try connection.queryOne(
            "SELECT settlement.file_approval_stands()", doing: "looking whether approval is required"
        ) { try $0[0].bool() }
        return stands ? .lastTime : .notRequired
    }

    /// Applies the entries of a file that is kept: the database reads them from its text.
    func apply(_ hash: String, needsApproval: Bool, at now: Instant) throws {
        try connection.execute(
            "SELECT settlement.apply_file($1, $2, $3)", [.text(hash), .bool(needsApproval), .instant(now)],
            doing: "applying the entries")
    }
}
