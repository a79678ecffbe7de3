internal import Yams

/// A key that one mapping has twice.
///
/// The parser gives up at such a mapping and says only where the key stands first. To name the second place and the
/// path, the first one is renamed in a copy of the text, which then parses, and the mapping is looked up in its tree.
struct DuplicateKey {
    /// The YAML.
    let text: String
    /// The key that occurs twice.
    let key: String
    /// Where it stands first.
    let first: YAMLFileError.Place

    /// The refusal, at the second place if it can be found, else at the first.
    func refusal(in file: String) -> YAMLFileError {
        if let renamed = renamedFirst(), let root = try? compose(yaml: renamed, .default, .default, .utf8),
            let second = second(under: Field(node: root, path: "", file: file, remedy: ""))
        {
            return second.error("the key \(quoted(key)) was given before, on line \(first.line); keep one")
        }
        return YAMLFileError(
            file: file, place: first, message: "the key \(quoted(key)) is given more than once, first here; keep one")
    }

    /// The text with as many placeholders instead of the first occurrence as it has characters, so that marks hold.
    private func renamedFirst() -> String? {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.unicodeScalars) }
        guard lines.indices.contains(first.line - 1) else { return nil }
        let line = lines[first.line - 1]
        let scalars = Array(key.unicodeScalars)
        var start = first.column - 1
        if line.indices.contains(start), line[start] == "\"" || line[start] == "'" { start += 1 }
        let range = start..<(start + scalars.count)
        guard range.upperBound <= line.count, Array(line[range]) == scalars else { return nil }
        lines[first.line - 1].replaceSubrange(range, with: scalars.map { _ in DuplicateKey.placeholder })
        var renamed = String.UnicodeScalarView()
        for (index, line) in lines.enumerated() {
            if index > 0 { renamed.append("\n") }
            renamed.append(contentsOf: line)
        }
        return String(renamed)
    }

    /// The other occurrence, in the mapping that has the renamed one.
    ///
    /// What stands behind an alias is left out: it was anchored, and so looked at, further up.
    private func second(under field: Field) -> Field? {
        switch field.node {
        case .mapping(let mapping):
            let isHere = mapping.contains { $0.key.mark?.place == first }
            for (name, value) in mapping {
                if isHere, name.mark?.place != first, name.scalar?.string == key {
                    return field.member(name, key)
                }
                guard !isBefore(value, field.node), let name = name.scalar?.string else { continue }
                if let found = second(under: field.member(value, name)) { return found }
            }
            return nil
        case .sequence(let sequence):
            return sequence.enumerated().lazy.compactMap { index, node in
                isBefore(node, field.node) ? nil : second(under: field.item(node, at: index))
            }.first
        case .scalar, .alias: return nil
        }
    }

    private func isBefore(_ node: Node, _ parent: Node) -> Bool {
        guard let own = node.mark, let other = parent.mark else { return true }
        return (own.line, own.column) < (other.line, other.column)
    }

    /// A character for private use: allowed in YAML, and in no key of ours.
    private static let placeholder: Unicode.Scalar = "\u{E000}"
}
