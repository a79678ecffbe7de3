public import Ledger
internal import Money
internal import Settlement
internal import YAMLFile

/// Makes finished reports out of definitions and open books.
public struct ReportMaker {
    private let reader: ReportReader

    /// A maker over open books.
    public init(reader: ReportReader) {
        self.reader = reader
    }

    /// Makes a report.
    ///
    /// - Parameters:
    ///   - definition: What it is.
    ///   - values: Values of its parameters that are not the standard ones, by name.
    /// - Throws: ``ReportFault`` or `YAMLFileError` for a mistake in the definition, its query, or a value; `PostgresError`
    ///   where the database is at fault.
    public func make(_ definition: ReportDefinition, values: [String: String] = [:]) throws -> Report {
        let asked = try set(definition, values)
        let tables = try definition.tables.map { try table($0, asked: asked) }
        return Report(
            name: definition.name, title: definition.title, about: definition.about, asked: asked, tables: tables)
    }

    /// Gives the parameters their values, and says what is asked.
    private func set(
        _ definition: ReportDefinition, _ values: [String: String]
    ) throws -> [(label: String, value: String)] {
        let names = definition.parameters.map(\.name)
        if let name = values.keys.sorted().first(where: { !names.contains($0) }) {
            throw ReportFault(
                file: definition.name,
                "the report has no parameter \(name.debugDescription); "
                    + (names.isEmpty ? "it has none" : "it has \(names.joined(separator: ", "))"))
        }
        var asked = [
            (label: "Period", value: reader.occasion.period.description),
            (label: "As of", value: reader.occasion.asOf.description),
        ]
        for parameter in definition.parameters {
            let value = values[parameter.name] ?? parameter.standard
            do throws(ValueFault) { _ = try ReportValue(value, as: parameter.kind) } catch {
                throw ReportFault(file: definition.name, "the parameter \(parameter.name): \(error)")
            }
            try reader.set(parameter.name, to: value)
            asked.append((label: parameter.title, value: value))
        }
        return asked
    }

    private func table(_ definition: TableDefinition, asked: [(label: String, value: String)]) throws -> ReportTable {
        do {
            try check(definition)
            return ReportTable(
                name: definition.name, title: definition.title, about: definition.about, asked: asked,
                columns: definition.columns, sections: try sections(of: definition), charts: definition.charts)
        } catch let fault as QueryFault {
            let message = "\(fault.message); mend the query"
            throw ReportFault(file: definition.queryFile, line: fault.line, message)
        }
    }

    /// Refuses a definition that names columns that the query does not return.
    private func check(_ definition: TableDefinition) throws {
        let returned = try reader.columns(of: definition.query)
        for (name, place) in zip(definition.wanted, definition.places) where !returned.contains(name) {
            throw place.error(
                "the query does not return the column \(quoted(name)); it returns "
                    + returned.map(quoted).joined(separator: ", "))
        }
        for (index, name) in definition.wanted.enumerated() where returned.count(where: { $0 == name }) > 1 {
            throw definition.places[index].error("the query returns \(quoted(name)) more than once; name each once")
        }
    }

    private func sections(of definition: TableDefinition) throws -> [ReportTable.Section] {
        var drawers: [String?: SectionDrawer] = [:]
        var count = 0
        try reader.forEachRow(of: definition.query, columns: definition.wanted) { texts in
            count += 1
            let values = try zip(definition.columns, texts).map { column, text in
                try value(text, of: column, row: count, in: definition)
            }
            var currency: String?
            if let name = definition.currency {
                guard let code = texts.last ?? nil, !code.isEmpty else {
                    throw ReportFault(
                        file: definition.queryFile,
                        "row \(count): the column \(quoted(name)) holds no currency; give each row its own")
                }
                currency = code
            }
            try drawers[currency, default: SectionDrawer(columns: definition.columns)].add(
                values, definition, row: count)
        }
        return drawers.sorted { ($0.key ?? "").utf8.lexicographicallyPrecedes(($1.key ?? "").utf8) }.map {
            code, drawer in
            ReportTable.Section(currency: code.map(Currency.init), rows: drawer.rows, totals: drawer.totals)
        }
    }

    private func value(
        _ text: String?, of column: ReportColumn, row: Int, in definition: TableDefinition
    ) throws -> ReportValue {
        guard let text else { return .empty }
        do throws(ValueFault) { return try ReportValue(text, as: column.kind) } catch {
            throw ReportFault(
                file: definition.queryFile,
                "row \(row), column \(quoted(column.name)) (\(column.kind.rawValue)): \(error)")
        }
    }
}

extension TableDefinition {
    /// The columns of the query that are wanted, the currency last.
    var wanted: [String] { columns.map(\.name) + [currency].compactMap(\.self) }
}

/// Collects the rows of a section with their sums.
private struct SectionDrawer {
    var rows: [[ReportValue]] = []
    var totals: [Int64?]

    init(columns: [ReportColumn]) {
        totals = columns.map { $0.isTotalled ? 0 : nil }
    }

    mutating func add(_ values: [ReportValue], _ definition: TableDefinition, row: Int) throws {
        for (place, value) in values.enumerated() {
            guard let sum = totals[place], let number = value.number else { continue }
            do { totals[place] = try sum.adding(number) } catch {
                throw ReportFault(
                    file: definition.queryFile,
                    "row \(row): the total of \(quoted(definition.columns[place].name)) does not fit 64 bits")
            }
        }
        rows.append(values)
    }
}
