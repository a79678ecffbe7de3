extension Document {
    /// The explanation as lines of text, each step with its rule's number.
    public var text: String {
        var lines = [subject, "amounts in steps are cents"]
        for section in sections {
            lines += ["", section.heading]
            for entry in section.entries {
                switch entry {
                case .fact(let name, let value): lines.append("  \(name): \(value)")
                case .note(let sentence): lines.append("  \(sentence)")
                case .table(let table): lines += table.lines.map { "  \($0)" }
                case .step(let rule, let what, let formula): lines.append("  \(rule) \(what): \(formula.text)")
                }
            }
        }
        return lines.map(PlainText.clean).joined(separator: "\n") + "\n"
    }

    /// The same as one object of JSON, with a line feed.
    public var json: String {
        let parts = sections.map { section in
            let entries = section.entries.map(Document.json).joined(separator: ", ")
            return "{\"heading\": \(Document.quoted(section.heading)), \"entries\": [\(entries)]}"
        }
        return "{\"subject\": \(Document.quoted(subject)), \"sections\": [\(parts.joined(separator: ", "))]}\n"
    }

    private static func json(_ entry: Entry) -> String {
        switch entry {
        case .fact(let name, let value): "{\"fact\": \(quoted(name)), \"value\": \(quoted(value))}"
        case .note(let sentence): "{\"note\": \(quoted(sentence))}"
        case .table(let table): "{\"columns\": \(quoted(table.columns)), \"rows\": [\(rows(table))]}"
        case .step(let rule, let what, let formula):
            "{\"rule\": \(quoted(rule)), \"what\": \(quoted(what)), \"formula\": \(quoted(formula.text))}"
        }
    }

    private static func rows(_ table: Table) -> String { table.rows.map(quoted).joined(separator: ", ") }

    private static func quoted(_ texts: [String]) -> String {
        "[\(texts.map(quoted).joined(separator: ", "))]"
    }

    private static func quoted(_ text: String) -> String {
        let escaped = PlainText.clean(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(escaped)\""
    }
}
