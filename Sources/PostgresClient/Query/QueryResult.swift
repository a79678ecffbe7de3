import CLibPQ

/// A result that libpq holds in memory, freed with its last row.
@safe
final class QueryResult {
    private let result: OpaquePointer

    /// Takes over a result from libpq.
    init(_ result: OpaquePointer) {
        unsafe self.result = unsafe result
    }

    deinit {
        unsafe PQclear(result)
    }

    var rowCount: Int { unsafe Int(PQntuples(result)) }

    var columnCount: Int { unsafe Int(PQnfields(result)) }

    /// How many rows the statement inserted, changed, deleted, copied or returned.
    var affectedRows: Int { unsafe Int(String(cString: PQcmdTuples(result))) ?? 0 }

    /// The name of a column.
    func name(of column: Int) -> String {
        unsafe PQfname(result, Int32(column)).map { unsafe String(cString: $0) } ?? ""
    }

    /// The bytes of a value, nil for null; they last as long as the result does.
    func bytes(row: Int, column: Int) -> UnsafeRawBufferPointer? {
        guard unsafe PQgetisnull(result, Int32(row), Int32(column)) == 0 else { return nil }
        let length = unsafe Int(PQgetlength(result, Int32(row), Int32(column)))
        return unsafe UnsafeRawBufferPointer(start: PQgetvalue(result, Int32(row), Int32(column)), count: length)
    }
}
