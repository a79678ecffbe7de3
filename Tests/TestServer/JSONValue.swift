internal import Foundation

/// A value of JSON, to compare what a command printed with what it should have, whole.
public indirect enum JSONValue: Hashable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case flag(Bool)
    /// A whole number.
    case number(Int64)
    /// A text.
    case text(String)
    /// A list.
    case list([JSONValue])
    /// An object.
    case object([String: JSONValue])

    /// Why a text is not one line with one object.
    public struct NotOneLine: Error {
        /// The text.
        public let text: String
    }

    /// Reads what must be one object on one line, with its line feed.
    public static func line(_ text: String) throws -> JSONValue {
        guard text.hasPrefix("{"), text.hasSuffix("}\n"), text.count(where: \.isNewline) == 1 else {
            throw NotOneLine(text: text)
        }
        return try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    }

    /// The value of a key; nil if this is no object, or has no such key.
    public subscript(key: String) -> JSONValue? {
        if case .object(let values) = self { values[key] } else { nil }
    }

    /// The text; nil if this is none.
    public var text: String? { if case .text(let text) = self { text } else { nil } }

    /// The object without some of its keys.
    public func without(_ keys: String...) -> JSONValue {
        guard case .object(let values) = self else { return self }
        return .object(values.filter { !keys.contains($0.key) })
    }
}

extension JSONValue: Decodable {
    /// Reads any value but numbers that are not whole.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Int64.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSONValue].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    /// A text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// A number.
    public init(integerLiteral value: Int64) { self = .number(value) }
    /// A flag.
    public init(booleanLiteral value: Bool) { self = .flag(value) }
}

extension JSONValue: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    /// A list.
    public init(arrayLiteral elements: JSONValue...) { self = .list(elements) }
    /// An object.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(uniqueKeysWithValues: elements))
    }
}
