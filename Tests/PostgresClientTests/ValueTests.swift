import PostgresClient
import TestServer
import Testing

/// Values on their way to the server and back, checked against what the server itself reads and writes as text.
@Suite("Values")
struct ValueTests {
    /// A value as PostgreSQL writes it, its type, and how the client sends and reads it.
    struct Sample: Sendable, CustomTestStringConvertible {
        let type: String
        let text: String
        let parameter: Parameter
        /// The parameter that a field of a result reads as.
        let read: @Sendable (Field) throws -> Parameter
        let testDescription: String

        init(
            _ type: String, _ text: String, _ parameter: Parameter,
            _ read: @escaping @Sendable (Field) throws -> Parameter
        ) {
            (self.type, self.text, self.parameter, self.read) = (type, text, parameter, read)
            testDescription = "\(type) \(text.prefix(30))"
        }
    }

    static let samples: [Sample] = [
        Sample("boolean", "true", .bool(true)) { .bool(try $0.bool()) },
        Sample("boolean", "false", .bool(false)) { .bool(try $0.bool()) },
        Sample("bigint", "9223372036854775807", .int(.max)) { .int(try $0.int64()) },
        Sample("bigint", "-9223372036854775808", .int(.min)) { .int(try $0.int64()) },
        Sample("bigint", "0", .int(0)) { .int(try $0.int64()) },
        Sample("integer", "2147483647", .int(2_147_483_647)) { .int(Int64(try $0.int32())) },
        Sample("integer", "-2147483648", .int(-2_147_483_648)) { .int(Int64(try $0.int32())) },
        Sample("smallint", "-32768", .int(-32_768)) { .int(Int64(try $0.int16())) },
        Sample("smallint", "32767", .int(32_767)) { .int(Int64(try $0.int16())) },
        Sample("double precision", "0.1", .double(0.1)) { .double(try $0.double()) },
        Sample("double precision", "-Infinity", .double(-.infinity)) { .double(try $0.double()) },
        Sample("text", "", .text("")) { .text(try $0.text()) },
        Sample("text", "រៀន, \"quoted\" \\ and\ttabs\nlines 🐘", .text("រៀន, \"quoted\" \\ and\ttabs\nlines 🐘")) {
            .text(try $0.text())
        },
        Sample("text", String(repeating: "long ", count: 40_000), .text(String(repeating: "long ", count: 40_000))) {
            .text(try $0.text())
        },
        Sample("bytea", "\\x", .bytes([])) { .bytes(try $0.bytes()) },
        Sample("bytea", "\\x00ff10", .bytes([0, 255, 16])) { .bytes(try $0.bytes()) },
        Sample("uuid", "00000000-0000-0000-0000-000000000001", .uuid(hi: 0, lo: 1)) { field in
            let (hi, lo) = try field.uuid()
            return .uuid(hi: hi, lo: lo)
        },
        Sample(
            "uuid", "ffeeddcc-bbaa-9988-7766-554433221100", .uuid(hi: 0xFFEE_DDCC_BBAA_9988, lo: 0x7766_5544_3322_1100)
        ) { field in
            let (hi, lo) = try field.uuid()
            return .uuid(hi: hi, lo: lo)
        },
        Sample("date", "1970-01-01", .date(0)) { .date(try $0.date()) },
        Sample("date", "2000-02-29", .date(11_016)) { .date(try $0.date()) },
        Sample("date", "4714-11-24 BC", .date(-2_440_588)) { .date(try $0.date()) },
        Sample("date", "5874897-12-31", .date(2_145_042_905)) { .date(try $0.date()) },
        Sample("date", "infinity", .date(.max)) { .date(try $0.date()) },
        Sample("date", "-infinity", .date(.min)) { .date(try $0.date()) },
        Sample("timestamp", "1970-01-01 00:00:00", .timestamp(0)) { .timestamp(try $0.timestamp()) },
        Sample("timestamp", "2026-01-31 23:59:59.999999", .timestamp(1_769_903_999_999_999)) {
            .timestamp(try $0.timestamp())
        },
        Sample("timestamp", "1969-12-31 23:59:59.999999", .timestamp(-1)) { .timestamp(try $0.timestamp()) },
        Sample("timestamp", "infinity", .timestamp(.max)) { .timestamp(try $0.timestamp()) },
        Sample("timestamp", "-infinity", .timestamp(.min)) { .timestamp(try $0.timestamp()) },
    ]

    @Test("arrive as the server would have read them, and come back", arguments: samples)
    func roundTrip(sample: Sample) throws {
        let connection = try SharedDatabase.connect()
        try connection.transaction {
            let cast = "$1::\(sample.type)"
            let text = try connection.queryOne("SELECT (\(cast))::text, \(cast)", [sample.parameter]) { row in
                #expect(try sample.read(row[1]) == sample.parameter)
                return try row[0].text()
            }
            #expect(text == sample.text)
        }
    }

    @Test("that are null are read as nil, and refused where a value is wanted", arguments: samples)
    func nulls(sample: Sample) throws {
        let connection = try SharedDatabase.connect()
        let error = failure {
            try connection.queryOne("SELECT $1::\(sample.type) AS missing", [.null]) { row in
                #expect(try row[0].isNull())
                #expect(try row[0].optionalBytes() == nil)
                _ = try sample.read(row[0])
            }
        }
        #expect(error?.kind == .decoding)
        #expect(error?.message == "column 1 (missing) is null where \(sample.type) was expected")
    }

    @Test("of another width, column or encoding are refused with the column's name")
    func wrongTypes() throws {
        let connection = try SharedDatabase.connect()
        func message(_ sql: String, _ read: (Row) throws -> Void) -> String? {
            failure { try connection.queryOne(sql, doing: "looking", read) }?.description
        }
        #expect(
            message("SELECT 1 AS one") { _ = try $0[0].int64() }
                == "looking failed: column 1 (one) has 4 bytes where bigint has 8: cast it in the query")
        #expect(
            message("SELECT 1.5 AS n") { _ = try $0[0].int64() }?.contains("column 1 (n) has") == true)
        #expect(
            message("SELECT 1 AS one") { _ = try $0[3].int32() }
                == "looking failed: column 4 was asked for, and the row has 1")
        #expect(
            message("SELECT '\\xff'::bytea AS raw") { _ = try $0[0].text() }
                == "looking failed: column 1 (raw) is not valid UTF-8: repair the row, or convert it in the query")
        #expect(try connection.queryOne("SELECT timestamp '294276-12-31'") { try $0[0].timestamp() } == .max)
    }

    @Test("of rows that should be one are refused when there is none, or more")
    func rowCounts() throws {
        let connection = try SharedDatabase.connect()
        let none = failure { try connection.queryOne("SELECT 1 WHERE false") { _ in } }
        #expect(none?.message == "one row was expected, and there is none")
        let many = failure { _ = try connection.queryOptional("SELECT generate_series(1, 3)") { _ in } }
        #expect(many?.message == "at most one row was expected, and there are 3")
        #expect(try connection.queryOptional("SELECT 1 WHERE false") { _ in 1 } == nil)
        #expect(try connection.execute("CREATE TEMP TABLE t AS SELECT generate_series(1, 7) AS n") == 7)
        #expect(try connection.execute("DELETE FROM t WHERE n > $1", [.int(4)]) == 3)
    }
}
