import PostgresClient
import TestServer
import Testing

@testable import Ledger

@Suite("How many rows the server expects")
struct RowEstimateTests {
    @Test(
        "is read from the first line of a plan",
        arguments: [
            ("Sort  (cost=9.70..9.95 rows=100 width=16)", Int64?(100)),
            ("Seq Scan on \"odd rows=7 name\"  (cost=0.00..1.00 rows=2 width=4)", 2),
            ("Result  (cost=0.00..0.01 rows=0 width=0)", 0), ("Utility Statement", nil), ("", nil),
            ("x (cost=0 rows= width=0)", nil),
        ])
    func plan(line: String, rows: Int64?) {
        #expect(PlannedRows.read(line) == rows)
    }

    @Test("is near the truth for a table that the server has counted, and asked without running the query")
    func near() throws {
        let database = try TestDatabase()
        try database.sql("CREATE TABLE t AS SELECT n FROM generate_series(1, 5000) n; ANALYZE t")
        let connection = try Connection(ConnectionParameters(database.url))
        #expect(try connection.estimatedRows(of: "SELECT n FROM t", doing: "testing") == 5_000)
        #expect(try connection.estimatedRows(of: "SELECT pg_sleep(60) FROM t", doing: "testing") == 5_000)
    }

    @Test("comes before an export's rows, which are all told", arguments: [DatasetFormat.csv, .jsonl])
    func export(format: DatasetFormat) throws {
        let database = try SmallPlatform.withJanuary()
        try database.sql("ANALYZE")
        var steps: [ExportStep] = []
        let export = Export(connection: try Connection(ConnectionParameters(database.url)))
        try export.run(.lines, period: nil, draft: false, format: format, observe: { steps.append($0) }) { _ in }
        let rows = try #require(Int64(database.sql("SELECT count(*) FROM settlement.lines")))
        #expect(rows > 0 && steps == [.begun(expectedRows: rows), .written(rows: rows)])
    }
}
