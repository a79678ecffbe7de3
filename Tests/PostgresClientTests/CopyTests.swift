import PostgresClient
import TestServer
import Testing

/// Rows streamed in and out in PostgreSQL's binary format.
@Suite("COPY")
struct CopyTests {
    @Test("a whole number is read as wide as its column is")
    func wholeNumbers() throws {
        let database = try TestDatabase()
        let connection = try database.connect()
        var found: [Int64?] = []
        try connection.copyOut(
            "SELECT 7, 8000000000, NULL::int, NULL::bigint, -1, (-8000000000)::bigint", doing: "reading"
        ) { row in for _ in 1...6 { found.append(try row.nextOptionalWhole()) } }
        #expect(found == [7, 8_000_000_000, nil, nil, -1, -8_000_000_000])
        #expect(
            failure { try connection.copyOut("SELECT 7::smallint") { row in _ = try row.nextWhole() } }?.kind
                == .decoding)
    }

    /// One row of every type that the encoder knows.
    struct Everything: Equatable {
        var flag: Bool?
        var letter: UInt8?
        var small: Int16?
        var medium: Int32?
        var large: Int64?
        var real: Double?
        var text: String?
        var bytes: [UInt8]?
        var id: [UInt64]?
        var day: Int32?
        var time: Int64?

        func encode(to row: inout CopyEncoder) {
            row.append(bool: flag)
            row.append(char: letter)
            row.append(int16: small)
            row.append(int32: medium)
            row.append(int64: large)
            row.append(double: real)
            row.append(text: text)
            row.append(bytes: bytes)
            row.append(uuid: id.map { ($0[0], $0[1]) })
            row.append(date: day)
            row.append(timestamp: time)
        }

        init(_ row: inout CopyRow) throws {
            flag = try row.nextOptionalBool()
            letter = try row.nextOptionalChar()
            small = try row.nextOptionalInt16()
            medium = try row.nextOptionalInt32()
            large = try row.nextOptionalInt64()
            real = try row.nextOptionalDouble()
            text = try row.nextOptionalText()
            bytes = try unsafe row.nextOptionalBytes { bytes in unsafe bytes.map { unsafe [UInt8]($0) } }
            id = try row.nextOptionalUUID().map { [$0.hi, $0.lo] }
            day = try row.nextOptionalDate()
            time = try row.nextOptionalTimestamp()
        }

        /// Nothing but nulls.
        init() {}

        init(extreme isLargest: Bool) {
            flag = isLargest
            letter = isLargest ? 0x7F : 0x21
            small = isLargest ? .max : .min
            medium = isLargest ? .max : .min
            large = isLargest ? .max : .min
            real = isLargest ? .greatestFiniteMagnitude : -.infinity
            text = isLargest ? String(repeating: "ភាសា", count: 200_000) : ""
            bytes = isLargest ? [UInt8](repeating: 0xA5, count: 3_000_000) : []
            id = isLargest ? [.max, .max] : [0, 0]
            day = isLargest ? .max : .min
            time = isLargest ? .max : .min
        }
    }

    static let table = """
        CREATE TABLE everything (flag boolean, letter "char", small smallint, medium integer, large bigint,
            real double precision, text text, bytes bytea, id uuid, day date, time timestamp)
        """

    @Test("brings nulls, extremes and rows of megabytes in and out as they were")
    func everything() throws {
        let database = try TestDatabase()
        let connection = try database.connect()
        try connection.execute(CopyTests.table)
        var ordinary = Everything()
        (ordinary.day, ordinary.time, ordinary.letter) = (20_484, 1_769_903_999_999_999, 0x73)
        let rows = [Everything(), Everything(extreme: true), Everything(extreme: false), ordinary]
        let count = try connection.copyIn("COPY everything FROM STDIN (FORMAT binary)") { writer in
            for row in rows { try writer.writeTuple(fields: 11) { row.encode(to: &$0) } }
        }
        #expect(count == 4)
        var back: [Everything] = []
        #expect(try connection.copyOut("SELECT * FROM everything") { back.append(try Everything(&$0)) } == 4)
        #expect(back == rows)
        #expect(
            try database.sql("SELECT letter, day, time FROM everything WHERE flag IS NULL AND day IS NOT NULL")
                == "s|2026-01-31|2026-01-31 23:59:59.999999")
        #expect(
            try database.sql(
                "SELECT small, medium, large, real, length(text), length(bytes), id, day, time FROM everything WHERE flag"
            )
                == "32767|2147483647|9223372036854775807|1.7976931348623157e+308|800000|3000000|"
                + "ffffffff-ffff-ffff-ffff-ffffffffffff|infinity|infinity")
        #expect(
            try database.sql(
                "SELECT count(*) FROM everything WHERE num_nulls(flag, letter, small, medium, large, real, text, bytes, id, day, time) = 11"
            ) == "1")
    }

    @Test("takes chunks that other encoders prepared, in any number")
    func chunks() throws {
        let database = try TestDatabase()
        let connection = try database.connect()
        try connection.execute("CREATE TABLE numbers (n bigint)")
        let count = try connection.copyIn("COPY numbers FROM STDIN (FORMAT binary)") { writer in
            for start in stride(from: 0, to: 200_000, by: 50_000) {
                var encoder = CopyEncoder(capacity: 10)
                for number in start..<start + 50_000 {
                    encoder.beginTuple(fields: 1)
                    encoder.append(int64: Int64(number))
                }
                try writer.write(encoder.takeBytes())
            }
        }
        #expect(count == 200_000)
        #expect(try database.sql("SELECT count(DISTINCT n), sum(n) FROM numbers") == "200000|19999900000")
    }

    @Test("refuses rows of other types or widths than the table's, and leaves nothing")
    func refusedRows() throws {
        let database = try TestDatabase()
        let connection = try database.connect()
        try connection.execute(
            "CREATE TABLE strict (a integer NOT NULL, b text CONSTRAINT short CHECK (length(b) < 4))")
        func refusal(fields: Int, _ encode: (inout CopyEncoder) -> Void) -> PostgresError? {
            failure {
                try connection.copyIn("COPY strict FROM STDIN (FORMAT binary)", doing: "writing") { writer in
                    try writer.writeTuple(fields: 2) { row in
                        row.append(int32: 1)
                        row.append(text: "ok")
                    }
                    try writer.writeTuple(fields: fields, encode)
                }
            }
        }
        let width = refusal(fields: 2) { row in
            row.append(int64: 7)
            row.append(text: "ok")
        }
        #expect(width?.sqlState == SQLState("22P03"))
        #expect(width?.description == "writing failed: incorrect binary data format (SQLSTATE 22P03)")
        let count = refusal(fields: 1) { $0.append(int32: 7) }
        #expect(count?.sqlState == .badCopyFileFormat)
        #expect(count?.description == "writing failed: row field count is 1, expected 2 (SQLSTATE 22P04)")
        let check = refusal(fields: 2) { row in
            row.append(int32: 7)
            row.append(text: "secret")
        }
        #expect(check?.sqlState == .checkViolation && check?.constraint == "short" && check?.table == "strict")
        #expect(check?.debugDescription.contains("secret") == false)
        let null = refusal(fields: 2) { row in
            row.appendNull()
            row.append(text: "ok")
        }
        #expect(null?.sqlState == .notNullViolation)
        #expect(try database.sql("SELECT count(*) FROM strict") == "0")
    }

    @Test("read as other types than the query has is an error with the column's number, and the connection goes on")
    func refusedReading() throws {
        let connection = try SharedDatabase.connect()
        func message(_ query: String, _ read: (inout CopyRow) throws -> Void) -> String? {
            failure { try connection.copyOut(query, doing: "reading", read) }?.description
        }
        let many = "SELECT n, NULL::text FROM generate_series(1, 100000) n"
        #expect(
            message(many) { _ = try $0.nextInt64() }
                == "reading failed: column 1 has 4 bytes where bigint has 8: cast it in the query")
        #expect(
            message(many) { row in
                try row.skip()
                _ = try row.nextText()
            } == "reading failed: column 2 is null where text was expected")
        #expect(
            message(many) { row in
                try row.skip(2)
                _ = try row.nextBool()
            } == "reading failed: column 3 was asked for, and the row has 2")
        #expect(message("SELECT 1 / 0") { _ in } == "reading failed: division by zero (SQLSTATE 22012)")
        #expect(try connection.queryOne("SELECT 5") { try $0[0].int32() } == 5)
    }

    @Test("that is given up by its caller leaves no row and a connection that goes on")
    func givenUp() throws {
        struct Enough: Error {}
        let database = try TestDatabase()
        let connection = try database.connect()
        try connection.execute("CREATE TABLE numbers (n bigint)")
        #expect(throws: Enough.self) {
            try connection.copyIn("COPY numbers FROM STDIN (FORMAT binary)") { writer in
                for number in 0..<100_000 { try writer.writeTuple(fields: 1) { $0.append(int64: Int64(number)) } }
                throw Enough()
            }
        }
        var seen = 0
        #expect(throws: Enough.self) {
            try connection.copyOut("SELECT generate_series(1, 1000000)") { _ in
                seen += 1
                if seen == 10 { throw Enough() }
            }
        }
        #expect(seen == 10)
        #expect(try connection.queryOne("SELECT count(*) FROM numbers") { try $0[0].int64() } == 0)
    }

    @Test("by way of the wrong call or format is misuse, and the connection goes on")
    func misuse() throws {
        let database = try TestDatabase()
        let connection = try database.connect()
        try connection.execute("CREATE TABLE numbers (n bigint)")
        let wrong = [
            failure { try connection.execute("COPY numbers TO STDOUT") },
            failure { try connection.copyIn("COPY numbers FROM STDIN") { _ in } },
            failure { try connection.copyIn("SELECT 1") { _ in } },
            failure { try connection.copyInText("COPY numbers FROM STDIN (FORMAT binary)") { _ in } },
        ]
        for error in wrong { #expect(error?.kind == .misuse, "\(String(describing: error))") }
        #expect(
            try connection.copyInText("COPY numbers FROM STDIN") { try $0.write("1\n2\n\\N\n") } == 3)
    }
}
