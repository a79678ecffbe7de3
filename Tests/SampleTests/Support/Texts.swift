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
