@testable import Sample

/// What a table's rows of a part are, as the text that COPY takes.
func text(
    _ platform: SamplePlatform, _ table: SampleTable, _ part: SamplePart, slice: SampleSlice = .whole
) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try unsafe platform.write(table, part, slice: slice) { chunk in unsafe bytes.append(contentsOf: chunk) }
    return bytes
}

/// The rows of a table in a part, each split into its fields, which are as COPY has them: escaped, `\N` for null.
func rows(_ platform: SamplePlatform, _ table: SampleTable, _ part: SamplePart) throws -> [[String]] {
    String(decoding: try text(platform, table, part), as: UTF8.self).split(separator: "\n").map { row in
        row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
}

/// The values of one column.
func column(
    _ name: String, of table: SampleTable, _ part: SamplePart, in platform: SamplePlatform
) throws -> [String] {
    let place = table.columns.firstIndex(of: name) ?? -1
    return try rows(platform, table, part).map { $0[place] }
}

/// All parts of a platform, in the order of its life.
func parts(of platform: SamplePlatform) -> [SamplePart] {
    [.initial] + (0..<platform.options.months).flatMap { [SamplePart.month($0), .late($0)] }
}

/// What is written into a buffer as one row, without its line feed.
func written(_ body: (inout CopyBuffer) -> Void) -> String {
    var buffer = CopyBuffer(capacity: 64)
    body(&buffer)
    buffer.endRow()
    var text = ""
    unsafe buffer.flush { unsafe text = String(decoding: $0.dropLast(), as: UTF8.self) }
    return text
}

/// The rows of a table in a part, each with its fields by their columns' names; nil for null.
func records(
    _ platform: SamplePlatform, _ table: SampleTable, _ part: SamplePart
) throws -> [[String: String]] {
    try rows(platform, table, part).map { fields in
        var record: [String: String] = [:]
        for (name, field) in zip(table.columns, fields) where field != #"\N"# { record[name] = field }
        return record
    }
}

/// A platform of the demo's size, with or without planted rows.
func demo(badRows: Bool = false) throws -> SamplePlatform {
    var options = SampleOptions.demo
    options.badRows = badRows
    return try SamplePlatform(options)
}

/// A time as COPY has it, to compare with: texts of times compare as the times do, but for their fractions.
func timestamp(_ moment: Int) -> String { written { $0.moment(moment) } }

extension [String: String] {
    /// A field as a whole number; nil where it is null.
    func number(_ column: String) -> Int? { self[column].flatMap(Int.init) }
}
