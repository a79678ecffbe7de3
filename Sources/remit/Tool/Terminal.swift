import Foundation

/// Results go to stdout, everything else to stderr.
enum Terminal {
    /// Prints a line of a result.
    static func say(_ line: String) { write(line + "\n", to: .standardOutput) }

    /// Prints a result as JSON, its keys in snake case and in order.
    static func say(json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        say(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// Prints a line of diagnostics.
    static func complain(_ line: String) { write(line + "\n", to: .standardError) }

    /// Whether stderr is watched by a person.
    static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

    static func write(_ text: String, to handle: FileHandle) {
        // A reader that went away is not worth a crash: what was asked for has been done.
        try? handle.write(contentsOf: Data(text.utf8))
    }
}
