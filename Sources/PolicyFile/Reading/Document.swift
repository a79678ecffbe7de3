internal import Foundation
internal import Yams

/// The YAML of a policy file, made into a tree whose nodes know their line.
struct Document {
    /// The YAML.
    let text: String
    /// What errors call the file.
    let file: String

    /// A document of a text; a byte order mark at its start is no part of the YAML.
    init(text: String, file: String) {
        self.text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        self.file = file
    }

    /// The one value that the text holds.
    ///
    /// - Throws: ``PolicyFileError`` for what is not YAML, a second document, a key given twice, or no value at all.
    func root() throws(PolicyFileError) -> Field {
        let node: Node?
        do {
            node = try compose(yaml: text, .default, .default, .utf8)
        } catch let error as YamlError {
            throw refusal(of: error)
        } catch {
            throw PolicyFileError(file: file, message: "the file cannot be read as YAML: \(error)")
        }
        guard let node, !Field(node: node, path: "", file: file).isNull else {
            throw PolicyFileError(
                file: file, message: "the file holds no policy; \"remit policy default\" prints one to start from")
        }
        return Field(node: node, path: "", file: file)
    }

    private func refusal(of error: YamlError) -> PolicyFileError {
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

    private func unreadable(at mark: PolicyFileError.Place?, because reason: String) -> PolicyFileError {
        let message = "this is not YAML: \(reason); check the indentation, brackets and quotes up to here"
        // A text that breaks off in the middle of a line is complained of on the line after it.
        let end = place(ofCharacter: text.count)
        return PolicyFileError(file: file, place: mark.map { $0.line > end.line ? end : $0 }, message: message)
    }

    private func place(ofCharacter offset: Int) -> PolicyFileError.Place {
        let lines = text.prefix(offset).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return PolicyFileError.Place(line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
    }
}

extension Mark {
    /// The place of the mark.
    var place: PolicyFileError.Place { PolicyFileError.Place(line: line, column: column) }
}
