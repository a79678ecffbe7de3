internal import YAMLFile

/// Reads the folder of a report as strictly as the policy: an unknown key, a wrong type, a name that occurs twice is an error
/// with file and line.
public enum DefinitionFile {
    /// Reads the definition in a folder.
    ///
    /// - Parameters:
    ///   - name: The report's name.
    ///   - folder: The folder that holds `report.yaml`, as errors name it.
    /// - Throws: `YAMLFileError` for what `report.yaml` may not say or a file that cannot be read; ``ReportFault`` for a
    ///   template that is none.
    public static func read(_ name: String, in folder: String) throws -> ReportDefinition {
        let path = "\(folder)/report.yaml"
        let text = try FileText.read(path, kind: "report.yaml")
        guard let root = try Document(text: text, file: path).root() else {
            throw YAMLFileError(file: path, message: "the file defines nothing; give title, about and columns")
        }
        return try DefinitionReader(root: root, name: name, folder: folder).definition()
    }
}

/// Reads the keys of `report.yaml`.
struct DefinitionReader {
    let root: Field
    let name: String
    let folder: String

    /// The definition.
    func definition() throws -> ReportDefinition {
        let record = try root.record("title", "about", "parameters", "tables", "currency", "columns", "charts")
        let title = try record.required("title").text("the report's title")
        return ReportDefinition(
            name: name, title: title,
            about: try DefinitionReader.prose(record.required("about"), "what the report shows"),
            parameters: try record.optional("parameters").map(DefinitionReader.parameters) ?? [],
            tables: try tables(record, title: title), page: try PageTemplate.find(in: folder))
    }

    private func tables(_ record: Record, title: String) throws -> [TableDefinition] {
        guard let list = record.optional("tables") else {
            return [
                try TableReader(folder: folder).table(record, name: name, title: title, about: "", query: "query.sql")
            ]
        }
        for key in ["currency", "columns", "charts"] {
            if let field = record.optional(key) {
                throw field.error("this belongs to each of the tables, where there is a list of them")
            }
        }
        let items = try list.items("a list of tables")
        guard !items.isEmpty else { throw list.error("has no table", give: "at least one") }
        var tables: [TableDefinition] = []
        for item in items {
            let own = try item.record("name", "title", "about", "currency", "columns", "charts")
            let field = try own.required("name")
            let table = try field.name("a table")
            guard !tables.contains(where: { $0.name == table }) else {
                throw field.error("names two tables", give: "each its own name")
            }
            tables.append(
                try TableReader(folder: folder).table(
                    own, name: table, title: try own.required("title").text("the table's title"),
                    about: try own.optional("about").map { try DefinitionReader.prose($0, "what the table shows") }
                        ?? "",
                    query: "\(table).sql"))
        }
        return tables
    }

    private static func parameters(_ field: Field) throws(YAMLFileError) -> [ReportParameter] {
        var parameters: [ReportParameter] = []
        for (name, value) in try field.members("the names of parameters") {
            _ = try value.checkName(name, "a parameter")
            let record = try value.record("title", "type", "default")
            let kind = try record.required("type").word(ReportColumn.Kind.self)
            let standard = try record.required("default")
            guard let text = standard.scalarText, !standard.isNull else {
                throw standard.error("is not a value", give: "the value that \(name) has unless another is given")
            }
            do throws(ValueFault) { _ = try ReportValue(text, as: kind) } catch {
                throw standard.error(error.description)
            }
            parameters.append(
                ReportParameter(
                    name: name, title: try record.required("title").text("the parameter's title"), kind: kind,
                    standard: text))
        }
        return parameters
    }

    /// A text of one or more lines as one line.
    static func prose(_ field: Field, _ allowed: String) throws(YAMLFileError) -> String {
        try field.text(allowed).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension Field {
    /// A name of ours: of small letters, digits, `-` and `_`, as files and columns are named.
    func name(_ what: String) throws(YAMLFileError) -> String { try checkName(try text("the name of \(what)"), what) }

    /// Refuses a name that is not of small letters, digits, `-` and `_`.
    func checkName(_ name: String, _ what: String) throws(YAMLFileError) -> String {
        let isNamed = name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
        }
        guard isNamed, name.utf8.count <= 60 else {
            throw error("\(quoted(name)) is no name for \(what); give one of small letters, digits, - and _")
        }
        return name
    }
}
