/// Reads a small file of RFC 4180: its records, each with the line that it begins on.
struct CommaSeparatedReader {
    /// A record.
    struct Record {
        /// The line of the file, from 1.
        let line: Int
        /// The fields, without their quotes.
        let fields: [String]
    }

    /// Why a file is no CSV.
    struct Malformed: Error {
        /// The line of the file, from 1.
        let line: Int
        /// What is wrong.
        let what: String
    }

    private var records: [Record] = []
    private var fields: [String] = []
    private var field = String.UnicodeScalarView()
    private var line = 1
    private var start = 1
    private var isQuoted = false
    /// Whether the field had quotes, which have ended: only a comma or the end of the line may follow.
    private var isClosed = false

    /// The records of a file; empty lines are none.
    static func records(of bytes: [UInt8]) throws(Malformed) -> [Record] {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Malformed(line: 1, what: "is not UTF-8 text")
        }
        var scalars = text.unicodeScalars[...]
        if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        var reader = CommaSeparatedReader()
        while let scalar = scalars.popFirst() {
            if scalar == "\r", scalars.first == "\n", !reader.isQuoted { continue }
            if reader.isQuoted, scalar == "\"", scalars.first == "\"" {
                scalars.removeFirst()
                reader.field.append("\"")
            } else {
                try reader.take(scalar)
            }
        }
        guard !reader.isQuoted else { throw Malformed(line: reader.start, what: "has a quote that does not end") }
        reader.endRecord()
        return reader.records
    }

    private mutating func take(_ scalar: Unicode.Scalar) throws(Malformed) {
        switch scalar {
        case "\"" where isQuoted: (isQuoted, isClosed) = (false, true)
        case "\"" where field.isEmpty && !isClosed: isQuoted = true
        case "," where !isQuoted: endField()
        case "\n":
            line += 1
            isQuoted ? field.append(scalar) : endRecord()
        case "\"":
            throw Malformed(line: line, what: "has a quote inside a field; quote the whole field, and double the quote")
        default:
            guard !isClosed else { throw Malformed(line: line, what: "has text after a quoted field") }
            field.append(scalar)
        }
    }

    private mutating func endField() {
        fields.append(String(field))
        field = String.UnicodeScalarView()
        isClosed = false
    }

    private mutating func endRecord() {
        let isEmpty = fields.isEmpty && field.isEmpty && !isClosed
        endField()
        if !isEmpty { records.append(Record(line: start, fields: fields)) }
        fields = []
        start = line
    }
}
