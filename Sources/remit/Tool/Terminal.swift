import Foundation

/// Results go to stdout, everything else to stderr.
enum Terminal {
    /// Prints a line of a result.
    static func say(_ line: String) { write(line + "\n", to: .standardOutput) }

    /// Prints a line of diagnostics.
    static func complain(_ line: String) { write(line + "\n", to: .standardError) }

    /// Whether stderr is watched by a person.
    static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

    static func write(_ text: String, to handle: FileHandle) {
        // A reader that went away is not worth a crash: what was asked for has been done.
        try? handle.write(contentsOf: Data(text.utf8))
    }
}
