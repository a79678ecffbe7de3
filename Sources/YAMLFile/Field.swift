internal import Yams

/// A value of the file with the path of keys that leads to it.
package struct Field {
    /// The value.
    let node: Node
    /// The keys that lead to it; empty for the whole file.
    let path: String
    /// What errors call the file.
    let file: String
    /// What errors say to do about a key that is missing.
    let remedy: String

    /// A refusal of this value.
    package func error(_ message: String) -> YAMLFileError {
        YAMLFileError(file: file, place: node.mark?.place, keyPath: path, message: message)
    }

    /// A refusal that says what stands here, and what should.
    package func error(_ problem: String, give allowed: String) -> YAMLFileError {
        error("\(shown) \(problem); give \(allowed)")
    }

    /// The value as an error shows it: a text in quotes, or what kind of thing it is.
    package var shown: String {
        switch node {
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .scalar(let scalar): isNull && scalar.string.isEmpty ? "nothing" : quoted(scalar.string)
        case .alias: "an alias"
        }
    }

    /// Whether the value is YAML's null: nothing, `null` or `~`, without quotes.
    package var isNull: Bool {
        guard let scalar = node.scalar, scalar.style == .plain else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    /// A key of this mapping, or its value.
    func member(_ node: Node, _ key: String) -> Field {
        Field(node: node, path: path.isEmpty ? key : "\(path).\(key)", file: file, remedy: remedy)
    }

    /// An item of this list.
    func item(_ node: Node, at index: Int) -> Field {
        Field(node: node, path: "\(path)[\(index)]", file: file, remedy: remedy)
    }
}

extension Field {
    /// The items of a list.
    package func items(_ allowed: String) throws(YAMLFileError) -> [Field] {
        guard let sequence = node.sequence else { throw error("is not a list", give: allowed) }
        return sequence.enumerated().map { item($1, at: $0) }
    }

    /// The keys and values of a mapping whose keys are names that the file chooses, in the file's order.
    package func members(_ allowed: String) throws(YAMLFileError) -> [(key: String, value: Field)] {
        guard let mapping = node.mapping else { throw error("is not a mapping", give: allowed) }
        var lines: [String: Int] = [:]
        var members: [(key: String, value: Field)] = []
        for (name, node) in mapping {
            let key = try key(name)
            if let line = lines[key] {
                throw member(name, key).error("the key \(quoted(key)) was given before, on line \(line); keep one")
            }
            lines[key] = name.mark?.line ?? 0
            members.append((key, member(node, key)))
        }
        return members
    }

    /// The values of a mapping that may have certain keys and no other.
    package func record(_ keys: String...) throws(YAMLFileError) -> Record {
        let known = keys.map(quoted).joined(separator: ", ")
        var fields: [String: Field] = [:]
        for (key, value) in try members("the keys \(known)") {
            guard keys.contains(key) else { throw unknown(key, known: known) }
            fields[key] = value
        }
        return Record(owner: self, fields: fields)
    }

    private func key(_ node: Node) throws(YAMLFileError) -> String {
        let place = Field(node: node, path: path, file: file, remedy: remedy)
        guard let key = node.scalar?.string else { throw place.error("\(place.shown) is not a key; give a name") }
        guard !key.isEmpty, !place.isNull else { throw place.error("a key is empty; give a name") }
        return key
    }

    private func unknown(_ key: String, known: String) -> YAMLFileError {
        let name = node.mapping?.first { $0.key.scalar?.string == key }?.key
        return Field(node: name ?? node, path: path, file: file, remedy: remedy)
            .error("the key \(quoted(key)) is not known; the keys here are \(known)")
    }
}

/// A mapping whose keys are all known.
package struct Record {
    /// The mapping.
    let owner: Field
    /// The values that the file gives.
    let fields: [String: Field]

    /// The value of a key that may be missing.
    package func optional(_ key: String) -> Field? { fields[key] }

    /// The value of a key that must be given.
    package func required(_ key: String) throws(YAMLFileError) -> Field {
        guard let field = fields[key] else {
            throw owner.error("the key \(quoted(key)) is missing; \(owner.remedy)")
        }
        return field
    }
}

/// A text in quotes, on one line, and cut where it is long.
package func quoted(_ text: String) -> String {
    (text.count > 60 ? String(text.prefix(60)) + "..." : text).debugDescription
}
