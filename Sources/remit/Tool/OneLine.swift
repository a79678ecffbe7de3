import Foundation

/// JSON as remit writes it, results and diagnostics alike: one object on one line, its keys in snake case and in
/// order, so that the same result gives the same bytes.
enum OneLine {
    /// The JSON of a value, without a line feed.
    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
