internal import Money
internal import Settlement

/// A report as JSON: one object on one line, its keys always in the same order, cents as whole numbers.
///
/// Keys: report, title, period and what else was asked, tables (name, title, columns (name, title, type), rows, an object
/// each with its currency and the columns' names, and totals, an object for each currency).
public enum JSONFile {
    /// Writes a report.
    ///
    /// - Parameters:
    ///   - report: The report.
    ///   - write: Takes the bytes, piece by piece.
    public static func write(_ report: Report, to write: ([UInt8]) throws -> Void) throws {
        let asked = report.asked.map { "\(quoted(key($0.label))):\(quoted($0.value))" }.joined(separator: ",")
        try write(
            Array("{\"report\":\(quoted(report.name)),\"title\":\(quoted(report.title)),\(asked),\"tables\":[".utf8))
        for (place, table) in report.tables.enumerated() {
            if place > 0 { try write([UInt8(ascii: ",")]) }
            try JSONFile.write(table, to: write)
        }
        try write(Array("]}\n".utf8))
    }

    private static func write(_ table: ReportTable, to write: ([UInt8]) throws -> Void) throws {
        let columns = table.columns.map {
            "{\"name\":\(quoted($0.name)),\"title\":\(quoted($0.title)),\"type\":\(quoted($0.kind.rawValue))}"
        }.joined(separator: ",")
        try write(
            Array(
                "{\"name\":\(quoted(table.name)),\"title\":\(quoted(table.title)),\"columns\":[\(columns)],\"rows\":["
                    .utf8))
        var isFirst = true
        for section in table.sections {
            for row in section.rows {
                let values = zip(table.columns, row).map { "\(quoted($0.name)):\(text(of: $1))" }
                try write(Array((isFirst ? "" : ",").utf8) + Array(object(section, values).utf8))
                isFirst = false
            }
        }
        let totals = table.sections.compactMap { section -> String? in
            let sums = zip(table.columns, section.totals).compactMap { column, sum in
                sum.map { "\(quoted(column.name)):\($0)" }
            }
            return sums.isEmpty ? nil : object(section, sums)
        }
        try write(Array("],\"totals\":[\(totals.joined(separator: ","))]}".utf8))
    }

    private static func object(_ section: ReportTable.Section, _ members: [String]) -> String {
        let currency = section.currency.map { ["\"currency\":\(quoted($0.code))"] } ?? []
        return "{\((currency + members).joined(separator: ","))}"
    }

    /// A label as a key: `As of` is `as_of`.
    private static func key(_ label: String) -> String { label.lowercased().replacing(" ", with: "_") }

    private static func text(of value: ReportValue) -> String {
        switch value {
        case .empty: "null"
        case .money(let number), .count(let number): String(number)
        case .percent(let hundredths): ReportText.decimal(hundredths: hundredths)
        case .date(let day): quoted(day.description)
        case .text(let text): quoted(text)
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
