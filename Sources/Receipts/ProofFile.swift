internal import Foundation

/// A receipt or a root as a file has it: one JSON object on one line, its keys in order, the same bytes every time.
public protocol ProofFile: Codable {
    /// What `format` says in such files.
    static var format: String { get }
    /// What such a file is called in a sentence.
    static var noun: String { get }
}

extension ProofFile {
    /// The bytes of the file, a line feed at their end.
    public func file() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }

    /// Reads a file.
    ///
    /// - Throws: ``ProofFileError`` where a field is missing or of another type, or the format is another one.
    public init(file bytes: [UInt8]) throws(ProofFileError) {
        do { self = try JSONDecoder().decode(Self.self, from: Data(bytes)) } catch {
            throw ProofFileError(error, noun: Self.noun)
        }
    }

    /// Refuses other formats than the one that is known.
    static func check<Keys: CodingKey>(_ found: String, at key: Keys) throws {
        guard found == format else {
            let text = "\"format\" is \"\(found)\", this engine knows \"\(format)\""
            throw DecodingError.dataCorrupted(.init(codingPath: [key], debugDescription: text))
        }
    }
}

/// A file that is no receipt, or no root.
public struct ProofFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with it, as it follows the file's name in a sentence.
    public let description: String

    fileprivate init(_ error: any Error, noun: String) {
        let what: String
        switch error as? DecodingError {
        case .keyNotFound(let key, _): what = "\"\(key.stringValue)\" is missing"
        case .typeMismatch(_, let context) where !context.codingPath.isEmpty,
            .valueNotFound(_, let context) where !context.codingPath.isEmpty:
            what = "\"\(context.codingPath.first?.stringValue ?? "")\" is of another type"
        case .dataCorrupted(let context) where !context.codingPath.isEmpty: what = context.debugDescription
        default: what = "it is not a JSON object"
        }
        description = "is no \(noun): \(what)"
    }
}
