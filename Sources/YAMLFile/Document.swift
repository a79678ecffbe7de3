internal import Foundation
internal import Yams

/// The YAML of a file, made into a tree whose nodes know their line.
package struct Document {
    /// The YAML.
    let text: String
    /// What errors call the file.
    let file: String
    /// What errors say to do about a key that is missing.
    let remedy: String

    /// A document of a text; a byte order mark at its start is no part of the YAML.
    ///
    /// - Parameters:
    ///   - text: The YAML.
    ///   - file: What errors call the file.
    ///   - remedy: What errors say to do about a key that is missing.
    package init(text: String, file: String, remedy: String = "give it") {
        self.text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        self.file = file
        self.remedy = remedy
    }

    /// The one value that the text holds; nil if it holds none, or null.
    ///
    /// - Throws: ``YAMLFileError`` for what is not YAML, a second document, or a key given twice.
    package func root() throws(YAMLFileError) -> Field? {
        let node: Node?
        do {
            node = try compose(yaml: text, .default, .default, .utf8)
        } catch let error as YamlError {
            throw refusal(of: error)
        } catch {
            throw YAMLFileError(file: file, message: "the file cannot be read as YAML: \(error)")
        }
        guard let node else { return nil }
        let field = Field(node: node, path: "", file: file, remedy: remedy)
        return field.isNull ? nil : field
    }

    private func refusal(of error: YamlError) -> YAMLFileError {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            let reason = context.map { "\($0.text) from line \($0.mark.line), \(problem)" } ?? problem
            return unreadable(at: mark.place, because: reason)
        case .composer(let context, let problem, let mark, _):
            return unreadable(at: mark.place, because: context.map { "\($0.text), \(problem)" } ?? problem)
        case .reader(let problem, let offset, _, _):
            return unreadable(at: offset.map(place(ofCharacter:)), because: problem)
        case .duplicatedKeysInMapping(let keys, let context):
            return DuplicateKey(text: text, key: keys.first ?? "", first: context.mark.place).refusal(in: file)
        default:
            return unreadable(at: nil, because: String(describing: error))
        }
    }

    private func unreadable(at mark: YAMLFileError.Place?, because reason: String) -> YAMLFileError {
        let message = "this is not YAML: \(reason); check the indentation, brackets and quotes up to here"
        // A text that breaks off in the middle of a line is complained of on the line after it.
        let end = place(ofCharacter: text.count)
        return YAMLFileError(file: file, place: mark.map { $0.line > end.line ? end : $0 }, message: message)
    }

    private func place(ofCharacter offset: Int) -> YAMLFileError.Place {
        let lines = text.prefix(offset).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return YAMLFileError.Place(line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
    }
}

extension Mark {
    /// The place of the mark.
    var place: YAMLFileError.Place { YAMLFileError.Place(line: line, column: column) }
}
