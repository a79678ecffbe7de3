import Foundation
import Logging

/// Writes the sentence of each diagnostic on a line of its own; of one that says what went wrong, after the command's
/// name.
struct TextLogHandler: LogHandler {
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        Terminal.complain(event.level >= .error ? "remit: \(event.message)" : "\(event.message)")
    }
}

/// Writes each diagnostic as one object of JSON on a line of its own: `time`, `level`, `message`, and its fields.
struct JSONLogHandler: LogHandler {
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var fields = metadata.merging(event.metadata ?? [:]) { $1 }.mapValues(LogField.init)
        fields["time"] = .text(Date.now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
        fields["level"] = .text(event.level.rawValue)
        fields["message"] = .text("\(event.message)")
        // Texts and whole numbers can always be encoded.
        if let line = try? OneLine.json(fields) { Terminal.complain(line) }
    }
}

/// A value of a diagnostic: whole numbers stay numbers.
enum LogField: Encodable {
    case text(String)
    case number(Int64)

    init(_ value: Logger.MetadataValue) {
        if case .stringConvertible(let number as any BinaryInteger) = value, let exact = Int64(exactly: number) {
            self = .number(exact)
        } else {
            self = .text("\(value)")
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        }
    }
}
