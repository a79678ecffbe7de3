internal import Money
internal import PostgresClient
internal import Settlement

/// Streams the rows of a dataset in their canonical order and text.
struct DatasetReader {
    let connection: Connection
    let edition: Edition
    let dataset: Dataset
    let columns: [Dataset.Column]
    /// Whether, of billing periods, only those are meant that the period itself recorded or changed.
    var ofPeriodAlone = false

    /// Hands over each row as a line of CSV, its line feed included.
    func forEachRow(_ body: ([UInt8]) throws -> Void) throws {
        var text: [UInt8] = []
        try forEachTuple { tuple in
            try fill(&text, from: &tuple)
            try body(text)
        }
    }

    /// Hands over each row of dataset `lines` that belongs to a creator with an id in a range, with the creator:
    /// creator by creator in ascending order, each one's rows in the dataset's order.
    func forEachLine(of creators: ClosedRange<Identifier>, _ body: (Identifier, [UInt8]) throws -> Void) throws {
        var text: [UInt8] = []
        let query = """
            SELECT creator_id, \(typed) FROM (\(selection.sql)) rows WHERE \(Literal.within(creators, "creator_id"))
            ORDER BY creator_id, \(order)
            """
        try connection.copyOut(query, doing: purpose) { tuple in
            let creator = try tuple.nextIdentifier()
            try fill(&text, from: &tuple)
            try body(creator, text)
        }
    }

    /// Writes a row as a line of CSV in the place of the one before.
    private func fill(_ text: inout [UInt8], from tuple: inout CopyRow) throws {
        text.removeAll(keepingCapacity: true)
        for (index, column) in columns.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            try DatasetReader.append(column.type, from: &tuple, to: &text)
        }
        text.append(UInt8(ascii: "\n"))
    }

    /// Hands over each row as an object of JSON, on a line of its own; empty values are null.
    func forEachObject(_ body: ([UInt8]) throws -> Void) throws {
        try forEachTuple { tuple in
            var text: [UInt8] = Array("{".utf8)
            for (index, column) in columns.enumerated() {
                text.append(contentsOf: "\(index > 0 ? ", " : "")\"\(column.name)\": ".utf8)
                var value: [UInt8] = []
                let isNull = tuple.isNextNull
                try DatasetReader.append(column.type, from: &tuple, to: &value, quoting: false)
                switch column.type {
                case .number, .flag: text.append(contentsOf: isNull ? Array("null".utf8) : value)
                default: isNull ? text.append(contentsOf: "null".utf8) : JSONText.append(value, to: &text)
                }
            }
            text.append(contentsOf: "}\n".utf8)
            try body(text)
        }
    }

    /// About how many rows there are.
    func expectedRows() throws -> Int64? { try connection.estimatedRows(of: query, doing: purpose) }

    private var purpose: String { "reading dataset \(dataset.rawValue)" }

    private func forEachTuple(_ body: (inout CopyRow) throws -> Void) throws {
        try connection.copyOut(query, doing: purpose, body)
    }

    private var query: String { "SELECT \(typed) FROM (\(selection.sql)) rows ORDER BY \(order)" }

    private var order: String {
        columns.filter(\.sorts).map { column in
            "\"\(column.name)\"\(column.type == .text ? " COLLATE \"C\"" : "") NULLS FIRST"
        }.joined(separator: ", ")
    }

    private var selection: DatasetSelection {
        DatasetSelection(edition: edition, dataset: dataset, columns: columns, ofPeriodAlone: ofPeriodAlone)
    }

    private var typed: String {
        columns.map { $0.type == .number ? "\"\($0.name)\"::bigint" : "\"\($0.name)\"" }.joined(separator: ", ")
    }

    private static func append(
        _ type: Dataset.ColumnType, from tuple: inout CopyRow, to text: inout [UInt8], quoting: Bool = true
    ) throws {
        switch type {
        case .text:
            guard let value = try tuple.nextOptionalText() else { return }
            quoting ? CommaSeparated.append(value, to: &text) : text.append(contentsOf: value.utf8)
        case .identifier: try tuple.nextOptionalIdentifier()?.appendText(to: &text)
        case .number:
            guard let value = try tuple.nextOptionalInt64() else { return }
            CanonicalLine.put(value, &text)
        case .flag:
            guard let value = try tuple.nextOptionalBool() else { return }
            text.append(contentsOf: (value ? "true" : "false").utf8)
        case .day: text.append(contentsOf: (try tuple.nextOptionalDay()?.description ?? "").utf8)
        }
    }
}

/// Strings of JSON.
enum JSONText {
    /// Appends UTF-8 as a quoted string.
    static func append(_ utf8: [UInt8], to text: inout [UInt8]) {
        text.append(UInt8(ascii: "\""))
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case UInt8(ascii: "\n"): text.append(contentsOf: "\\n".utf8)
            case 0..<0x20:
                let hex = String(byte, radix: 16)
                text.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - hex.count))\(hex)".utf8)
            default: text.append(byte)
            }
        }
        text.append(UInt8(ascii: "\""))
    }
}
