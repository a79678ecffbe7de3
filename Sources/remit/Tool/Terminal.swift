import Foundation
import Synchronization

/// Results go to stdout, everything else to stderr; a line of progress is taken away before either.
enum Terminal {
    /// The line of progress that stands on the terminal; empty if there is none.
    private static let standing = Mutex("")

    /// Prints a line of a result.
    static func say(_ line: String) { write(line + "\n", to: .standardOutput) }

    /// Prints a result as one line of JSON.
    static func say(json value: some Encodable) throws { say(try OneLine.json(value)) }

    /// Prints a line of diagnostics.
    static func complain(_ line: String) { write(line + "\n", to: .standardError) }

    /// Writes text as it is.
    static func write(_ text: String, to handle: FileHandle) {
        standing.withLock { line in
            if !line.isEmpty { put(erasing, to: .standardError) }
            line = ""
            put(text, to: handle)
        }
    }

    /// Puts a line of progress in the place of the one before, without a moment of nothing in between.
    ///
    /// - Parameter line: Must fit in a line of the terminal; empty to take the line away.
    static func redraw(_ line: String) {
        standing.withLock { before in
            guard line != before else { return }
            put(line.isEmpty ? erasing : "\r\(line)\u{1B}[K", to: .standardError)
            before = line
        }
    }

    /// Back to the start of the line, and nothing on it.
    private static let erasing = "\r\u{1B}[K"

    private static func put(_ text: String, to handle: FileHandle) {
        // A reader that went away is not worth a crash: what was asked for has been done.
        try? handle.write(contentsOf: Data(text.utf8))
    }
}
