internal import YAMLFile

/// Reads what a definition says of one table.
struct TableReader {
    let folder: String

    /// The table.
    ///
    /// - Parameters:
    ///   - record: The keys of the table.
    ///   - name: Its name.
    ///   - title: Its title.
    ///   - about: What it shows.
    ///   - query: The name of its query's file.
    func table(_ record: Record, name: String, title: String, about: String, query: String) throws -> TableDefinition {
        let list = try record.required("columns")
        let columns = try TableReader.columns(list)
        let currency = record.optional("currency")
        if let money = columns.first(where: { $0.column.kind == .money }), currency == nil {
            throw money.field.error(
                "the column \(quoted(money.column.name)) is money, and the table has no currency; "
                    + "name the query's column that holds it, as currency")
        }
        let code = try currency?.name("the column that holds the currency")
        if let currency, let code, columns.contains(where: { $0.column.name == code }) {
            throw currency.error(
                "is one of the columns too", give: "it here alone: rows are shown currency by currency")
        }
        let path = "\(folder)/\(query)"
        return TableDefinition(
            name: name, title: title, about: about, currency: code, columns: columns.map(\.column),
            charts: try record.optional("charts").map { try TableReader.charts($0, of: columns.map(\.column)) } ?? [],
            queryFile: path, query: try FileText.read(path, kind: "query"),
            places: columns.map(\.field) + [currency].compactMap(\.self))
    }

    private static func columns(_ list: Field) throws(YAMLFileError) -> [(column: ReportColumn, field: Field)] {
        let items = try list.items("a list of columns")
        guard !items.isEmpty else { throw list.error("has no column", give: "at least one") }
        var columns: [(column: ReportColumn, field: Field)] = []
        for item in items {
            let column = try column(item)
            guard !columns.contains(where: { $0.column.name == column.name }) else {
                throw item.error("the column \(quoted(column.name)) is there before; keep one")
            }
            columns.append((column, item))
        }
        return columns
    }

    private static func column(_ field: Field) throws(YAMLFileError) -> ReportColumn {
        let record = try field.record("name", "title", "type", "width", "total")
        let name = try record.required("name").name("a column")
        let kind = try record.required("type").word(ReportColumn.Kind.self)
        let total = record.optional("total")
        let isTotalled = try total?.flag() ?? false
        if let total, isTotalled, kind != .money, kind != .count {
            throw total.error("a column of type \(kind.rawValue) has no total; only money and count have")
        }
        return ReportColumn(
            name: name, title: try record.required("title").text("the column's heading"), kind: kind,
            width: try record.optional("width").map { field throws(YAMLFileError) in
                Int(try field.whole(WholeNumber(name: "a width in characters", limit: 200)))
            }, isTotalled: isTotalled)
    }

    private static func charts(_ list: Field, of columns: [ReportColumn]) throws(YAMLFileError) -> [ReportChart] {
        var charts: [ReportChart] = []
        for item in try list.items("a list of charts") {
            let record = try item.record("type", "title", "label", "values", "rows")
            let values = try record.required("values")
            let places = try values.items("a list of columns").map { field throws(YAMLFileError) in
                try place(field, in: columns, where: { $0.kind == .money || $0.kind == .count }, "money or count")
            }
            guard !places.isEmpty, places.count <= 4 else {
                throw values.error("is no list", give: "one to four columns")
            }
            guard Set(places.map { columns[$0].kind }).count == 1 else {
                throw values.error("mixes money and counts", give: "columns of one type")
            }
            charts.append(
                ReportChart(
                    kind: try record.required("type").word(ReportChart.Kind.self),
                    title: try record.required("title").text("the chart's title"),
                    label: try place(record.required("label"), in: columns, where: { _ in true }, "any type"),
                    values: places,
                    rows: try record.optional("rows").map { field throws(YAMLFileError) in
                        Int(try field.whole(WholeNumber(name: "a number of rows", limit: 60)))
                    }))
        }
        return charts
    }

    private static func place(
        _ field: Field, in columns: [ReportColumn], where fits: (ReportColumn) -> Bool, _ kinds: String
    ) throws(YAMLFileError) -> Int {
        let name = try field.text("the name of a column")
        guard let place = columns.firstIndex(where: { $0.name == name && fits($0) }) else {
            let known = columns.filter(fits).map { quoted($0.name) }.joined(separator: ", ")
            throw field.error("is no column of type \(kinds)", give: known.isEmpty ? "such a column first" : known)
        }
        return place
    }
}
