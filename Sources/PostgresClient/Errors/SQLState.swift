/// The five characters by which PostgreSQL names what went wrong.
///
/// A condition is matched by its code, a family of them by ``SQLState/Class-swift.struct``, both with `~=`:
///
/// ```swift
/// do { try connection.execute(insert) } catch SQLState.uniqueViolation { … } catch SQLState.Class.integrity { … }
/// ```
public struct SQLState: Hashable, Sendable {
    /// The five characters, such as `23505`.
    public let code: String

    /// A state by its code.
    public init(_ code: String) {
        self.code = code
    }

    /// The family that the state belongs to: its first two characters.
    public var category: Class { Class(String(code.prefix(2))) }

    /// A family of states, named by the two characters that they share.
    public struct Class: Hashable, Sendable {
        /// The two characters, such as `23`.
        public let code: String

        /// A family by its two characters.
        public init(_ code: String) {
            self.code = code
        }
    }
}

extension SQLState: CustomStringConvertible {
    /// The code.
    public var description: String { code }
}

extension SQLState {
    /// 22003: a number does not fit its type.
    public static let numericValueOutOfRange = SQLState("22003")
    /// 22P04: what COPY was sent is not in its format.
    public static let badCopyFileFormat = SQLState("22P04")
    /// 23502: a null in a column that refuses it.
    public static let notNullViolation = SQLState("23502")
    /// 23503: a row refers to one that is not there.
    public static let foreignKeyViolation = SQLState("23503")
    /// 23505: a second row of the same key.
    public static let uniqueViolation = SQLState("23505")
    /// 23514: a row breaks a check.
    public static let checkViolation = SQLState("23514")
    /// 25006: a write in a transaction that only reads.
    public static let readOnlyTransaction = SQLState("25006")
    /// 25P02: a statement in a transaction that has failed already.
    public static let failedTransaction = SQLState("25P02")
    /// 28000: the server does not let this user in.
    public static let invalidAuthorization = SQLState("28000")
    /// 28P01: the password is wrong.
    public static let invalidPassword = SQLState("28P01")
    /// 3D000: there is no such database.
    public static let invalidDatabaseName = SQLState("3D000")
    /// 3F000: there is no such schema.
    public static let invalidSchemaName = SQLState("3F000")
    /// 40001: a transaction met another that changed what it had read; run it again.
    public static let serializationFailure = SQLState("40001")
    /// 40P01: two transactions waited for each other; run it again.
    public static let deadlockDetected = SQLState("40P01")
    /// 42501: the role may not do this.
    public static let insufficientPrivilege = SQLState("42501")
    /// 42601: the statement cannot be read.
    public static let syntaxError = SQLState("42601")
    /// 42703: there is no such column.
    public static let undefinedColumn = SQLState("42703")
    /// 42P01: there is no such table.
    public static let undefinedTable = SQLState("42P01")
    /// 53100: the server's disk is full.
    public static let diskFull = SQLState("53100")
    /// 53200: the server is out of memory.
    public static let outOfMemory = SQLState("53200")
    /// 53300: the server takes no more connections.
    public static let tooManyConnections = SQLState("53300")
    /// 55P03: a lock was not to be had in time.
    public static let lockNotAvailable = SQLState("55P03")
    /// 57014: the statement was cancelled, by a user or by a timeout.
    public static let queryCanceled = SQLState("57014")
    /// 57P01: an administrator ended the connection, or stopped the server.
    public static let adminShutdown = SQLState("57P01")
    /// 57P02: the server ends every connection because one of its processes crashed.
    public static let crashShutdown = SQLState("57P02")
    /// 57P03: the server is starting or stopping.
    public static let cannotConnectNow = SQLState("57P03")
    /// P0001: a function raised it, usually a trigger of the ledger.
    public static let raisedException = SQLState("P0001")
}

extension SQLState.Class {
    /// 08: the connection failed.
    public static let connection = SQLState.Class("08")
    /// 22: a value that its type refuses.
    public static let data = SQLState.Class("22")
    /// 23: a row that a constraint refuses.
    public static let integrity = SQLState.Class("23")
    /// 40: the transaction was rolled back; running it again may succeed.
    public static let transactionRollback = SQLState.Class("40")
    /// 42: a statement that is wrong, or not allowed.
    public static let syntaxOrAccess = SQLState.Class("42")
    /// 53: the server lacks disk, memory or connections.
    public static let insufficientResources = SQLState.Class("53")
    /// 57: an operator stepped in.
    public static let operatorIntervention = SQLState.Class("57")
}

extension SQLState {
    /// Whether an error carries this state; what `catch SQLState.uniqueViolation` asks.
    public static func ~= (state: SQLState, error: any Error) -> Bool {
        (error as? PostgresError)?.sqlState == state
    }
}

extension SQLState.Class {
    /// Whether a state belongs to this family.
    public static func ~= (family: SQLState.Class, state: SQLState) -> Bool {
        state.category == family
    }

    /// Whether an error carries a state of this family; what `catch SQLState.Class.integrity` asks.
    public static func ~= (family: SQLState.Class, error: any Error) -> Bool {
        (error as? PostgresError)?.sqlState?.category == family
    }
}
