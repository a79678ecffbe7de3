internal import Remittance
internal import Settlement
internal import YAMLFile

/// Reads `bank_csv`: by method, the columns of the bank's own CSV file.
enum ColumnReader {
    private static let methods = "the columns by method, such as {aba: {columns: [{name: Account, from: account}]}}"

    /// The maps by method.
    static func maps(_ field: Field) throws(YAMLFileError) -> [PayeeAccount.Method: ColumnMap] {
        var maps: [PayeeAccount.Method: ColumnMap] = [:]
        for (key, value) in try field.members(methods) {
            guard let method = PayeeAccount.Method(rawValue: key) else {
                let known = PayeeAccount.Method.allCases.map { quoted($0.rawValue) }.joined(separator: ", ")
                throw value.error("\(quoted(key)) is no payout method; the methods are \(known)")
            }
            maps[method] = try map(value)
        }
        return maps
    }

    private static func map(_ field: Field) throws(YAMLFileError) -> ColumnMap {
        let record = try field.record("header", "separator", "columns")
        let list = try record.required("columns")
        let items = try list.items("columns, such as [{name: Account, from: account}]")
        guard !items.isEmpty else { throw list.error("the list has no column; give at least one") }
        var columns: [ColumnMap.Column] = []
        for item in items { columns.append(try column(item)) }
        return ColumnMap(
            hasHeader: try record.optional("header")?.flag() ?? true,
            separator: try record.optional("separator")?.word(ColumnMap.Separator.self) ?? .comma, columns: columns)
    }

    private static func column(_ field: Field) throws(YAMLFileError) -> ColumnMap.Column {
        let record = try field.record("name", "from", "text")
        let name = try record.required("name").text("the name of a column")
        switch (record.optional("from"), record.optional("text")) {
        case (let source?, nil):
            return ColumnMap.Column(name: name, content: .field(try source.word(ColumnMap.Field.self)))
        case (nil, let text?): return ColumnMap.Column(name: name, content: .text(try text.text("a text")))
        default: throw field.error("a column has one source; give either the key \"from\" or the key \"text\"")
        }
    }
}
