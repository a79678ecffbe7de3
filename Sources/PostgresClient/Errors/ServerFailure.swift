import CLibPQ

/// The fields of an error or a notice, by the letters of the protocol.
@safe
struct DiagnosticFields {
    static let severity = Character("V")
    static let sqlState = Character("C")
    static let message = Character("M")
    static let detail = Character("D")
    static let hint = Character("H")
    static let schema = Character("s")
    static let table = Character("t")
    static let column = Character("c")
    static let constraint = Character("n")
    static let position = Character("P")

    private let result: OpaquePointer

    init(_ result: OpaquePointer) {
        unsafe self.result = unsafe result
    }

    /// A field, nil if the server did not send it.
    subscript(_ letter: Character) -> String? {
        let code = Int32(letter.asciiValue ?? 0)
        return unsafe PQresultErrorField(result, code).map { unsafe String(cString: $0) }
    }

    /// What goes into an error beside its message.
    var report: PostgresError.Report {
        PostgresError.Report(
            sqlState: self[Self.sqlState].map(SQLState.init), detail: self[Self.detail], hint: self[Self.hint],
            schema: self[Self.schema], table: self[Self.table], column: self[Self.column],
            constraint: self[Self.constraint], position: self[Self.position].flatMap { Int($0) })
    }
}

extension Connection {
    /// The one place that turns a failed call into an error.
    ///
    /// - Parameters:
    ///   - result: what libpq returned, nil if it returned nothing.
    ///   - endsWrite: whether the call would have committed something, had it succeeded.
    func failure(
        _ handle: OpaquePointer, _ result: OpaquePointer?, _ purpose: Purpose, endsWrite: Bool = false
    ) -> PostgresError {
        let report = unsafe result.map { unsafe DiagnosticFields($0).report } ?? PostgresError.Report()
        let primary = unsafe result.flatMap { unsafe DiagnosticFields($0)[DiagnosticFields.message] }
        let message = unsafe primary ?? String(cString: PQerrorMessage(handle))
        // What could not be sent to a server that is gone is told before the connection counts as broken.
        let isCut = report.sqlState == nil && LibpqText.tellsOfLoss(message)
        let isBroken = unsafe isCut || PQstatus(handle) == CONNECTION_BAD
        let kind = Connection.kind(of: report.sqlState, isBroken: isBroken)
        let isUnknown = kind == .connectionLost && endsWrite
        return PostgresError(
            isUnknown ? .outcomeUnknown : kind, while: purpose.action,
            kind == .connectionLost ? LibpqText.farewell(message) : LibpqText.phrase(message),
            statement: purpose.statement, report: report, wasInTransaction: isInTransaction)
    }

    private static func kind(of state: SQLState?, isBroken: Bool) -> PostgresError.Kind {
        if isBroken { return .connectionLost }
        switch state {
        case .adminShutdown, .crashShutdown, .cannotConnectNow: return .connectionLost
        case .queryCanceled: return .cancelled
        default: return state?.category == .connection ? .connectionLost : .server
        }
    }
}
