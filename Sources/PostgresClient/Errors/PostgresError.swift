/// What went wrong between this program and PostgreSQL.
///
/// ``description`` is one sentence that is safe to show and to log: it holds no parameter value, no password and no
/// statement. ``debugDescription`` adds all that is known but bound values.
public struct PostgresError: Error, Sendable {
    /// The ways in which a call can fail, by what its caller can do about them.
    public enum Kind: Hashable, Sendable {
        /// The connection string cannot be read; nothing was tried.
        case invalidParameters
        /// No connection came about: no server there, or it refused us.
        case connectionFailed
        /// The connection broke, and what had not been committed was rolled back.
        case connectionLost
        /// The connection broke while something was being committed: it may be in the database or not.
        case outcomeUnknown
        /// The statement was cancelled, by a signal, by ``Canceller`` or by a timeout of the server's.
        case cancelled
        /// The server refused the statement and said why: ``PostgresError/sqlState``.
        case server
        /// What the server sent is not what the caller asked for: a null, another type, a missing row.
        case decoding
        /// The connection was used in a way that it cannot serve; nothing was sent.
        case misuse
    }

    /// What the server says about an error beside its message; its `detail` may quote whole rows.
    public struct Report: Hashable, Sendable {
        var sqlState: SQLState?
        var detail: String?
        var hint: String?
        var schema: String?
        var table: String?
        var column: String?
        var constraint: String?
        var position: Int?
    }

    /// The kind of failure.
    public let kind: Kind

    /// What was attempted, as a phrase that follows "while": `reading purchases`.
    public internal(set) var action: String

    /// What the server, libpq or this module said. The server's words may quote a value, ``description`` does not.
    public let message: String

    /// The statement that failed, with `$1` in place of its values; nil where there was none.
    public internal(set) var statement: String?

    /// What the server added, empty for a failure that is not its own.
    let report: Report

    /// Whether a transaction was open, so that whatever it had written is gone.
    let wasInTransaction: Bool

    /// An error of a kind.
    init(
        _ kind: Kind, while action: String = "", _ message: String, statement: String? = nil,
        report: Report = Report(), wasInTransaction: Bool = false
    ) {
        self.kind = kind
        self.action = action
        self.message = message
        self.statement = statement
        self.report = report
        self.wasInTransaction = wasInTransaction
    }
}

extension PostgresError {
    /// The server's code for it, nil if the failure is not the server's.
    public var sqlState: SQLState? { report.sqlState }

    /// The constraint that was broken, if it is one with a name.
    public var constraint: String? { report.constraint }

    /// The table that the server's error is about, without its schema.
    public var table: String? { report.table }

    /// The server's second line. It may quote a whole row: show it to nobody who may not see the data.
    public var detail: String? { report.detail }

    /// Where in the statement the error is, in characters from 1; nil where the server does not say.
    public var position: Int? { report.position }

    /// The server's advice.
    public var hint: String? { report.hint }

    /// Whether the database could not be reached or was lost: what a command answers with exit code 69.
    public var isOutOfReach: Bool {
        kind == .connectionFailed || kind == .connectionLost || kind == .outcomeUnknown
    }
}
