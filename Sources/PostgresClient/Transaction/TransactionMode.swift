/// How a transaction sees and changes data.
public struct TransactionMode: Hashable, Sendable {
    /// What a statement sees of other transactions.
    public enum Isolation: Hashable, Sendable {
        /// Each statement sees what was committed before it began.
        case readCommitted
        /// Every statement sees what was committed before the first one began.
        case repeatableRead
    }

    /// What a statement sees. A transaction with a snapshot is ``Isolation/repeatableRead``, whatever it says here.
    public var isolation: Isolation
    /// Whether writes are refused by the server.
    public var isReadOnly: Bool
    /// The view of the data to share, from ``Connection/exportSnapshot(doing:)``.
    public var snapshot: Snapshot?
    /// How long a statement waits for a lock, in milliseconds, before it fails with ``SQLState/lockNotAvailable``.
    public var lockTimeout: Int

    /// A mode of any kind.
    public init(
        isolation: Isolation = .readCommitted, isReadOnly: Bool = false, snapshot: Snapshot? = nil,
        lockTimeout: Int = 30_000
    ) {
        self.isolation = isolation
        self.isReadOnly = isReadOnly
        self.snapshot = snapshot
        self.lockTimeout = lockTimeout
    }

    /// Reads and writes; each statement sees the latest data.
    public static let readWrite = TransactionMode()
    /// Reads and writes on one view of the data.
    public static let repeatableRead = TransactionMode(isolation: .repeatableRead)
    /// Only reads, on one view of the data.
    public static let readOnly = TransactionMode(isolation: .repeatableRead, isReadOnly: true)

    /// Only reads, on the view that another transaction has.
    public static func readOnly(sharing snapshot: Snapshot) -> TransactionMode {
        TransactionMode(isolation: .repeatableRead, isReadOnly: true, snapshot: snapshot)
    }
}

/// A view of the data that transactions on several connections share: they see the same rows.
///
/// It can be joined as long as the transaction that exported it is open.
public struct Snapshot: Hashable, Sendable {
    /// The server's name for it.
    let identifier: String
}

extension TransactionMode {
    /// The statements that open such a transaction, in one message.
    ///
    /// What the transaction relies on is set in it, because a pooler hands out sessions that others have changed,
    /// and because roles and databases may carry settings of their own.
    func openingStatements(serverVersion: Int) -> String {
        let isRepeatable = isolation == .repeatableRead || snapshot != nil
        let access = isReadOnly ? "READ ONLY" : "READ WRITE"
        var statements = ["BEGIN ISOLATION LEVEL \(isRepeatable ? "REPEATABLE READ" : "READ COMMITTED") \(access)"]
        if let snapshot { statements.append("SET TRANSACTION SNAPSHOT '\(snapshot.identifier)'") }
        for (name, value) in settings(serverVersion: serverVersion) {
            statements.append("SET LOCAL \(name) = \(value)")
        }
        return statements.joined(separator: "; ")
    }

    private func settings(serverVersion: Int) -> [(String, String)] {
        var settings = [
            // Dates and intervals that a query casts to text have one form.
            ("DateStyle", "'ISO, YMD'"), ("IntervalStyle", "'postgres'"),
            // A timestamp without zone holds UTC, also where the server turns one kind of timestamp into the other.
            ("TimeZone", "'UTC'"),
            // A limit that a role has for its interactive queries must not end a close of millions of rows.
            ("statement_timeout", "0"),
            // Waiting behind another's lock ends with an error that names it, not in the night.
            ("lock_timeout", "\(lockTimeout)"),
            // One connection is idle while the program works on what another one reads.
            ("idle_in_transaction_session_timeout", "0"),
            // A name means the server's own object, else one in public: no schema of the role's or temporary table
            // comes before. pg_catalog, when not listed, is searched first; listed, it would be where tables are made.
            ("search_path", "public, pg_temp"),
            // Rows that a policy on a table hides from the role would be missing from the books: an error says so instead.
            ("row_security", "off"),
        ]
        // As statement_timeout, for the transaction as a whole; PostgreSQL 17 brought it.
        if serverVersion >= 170_000 { settings.append(("transaction_timeout", "0")) }
        return settings
    }
}
