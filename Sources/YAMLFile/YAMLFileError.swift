/// Why a file of terms or settings is refused: the place in it, what is wrong there, and what is allowed instead.
public struct YAMLFileError: Error, Hashable, Sendable {
    /// A place in a text; lines and columns count from 1, columns in Unicode scalars.
    public struct Place: Hashable, Sendable {
        /// The line.
        public let line: Int
        /// The column in the line.
        public let column: Int

        /// A place by its line and column.
        public init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }
    }

    /// The file, as it was named to the reader.
    public let file: String
    /// Where in the file; nil if the file as a whole is meant.
    ///
    /// A value that stands behind a YAML alias is at its anchor, where it can be changed.
    public let place: Place?
    /// The keys that lead to the value, such as `entries[0].payouts.hold_days`; empty for the whole file.
    ///
    /// Lists count from 0, as in the paths that tools for YAML and JSON take.
    public let keyPath: String
    /// One sentence: what is wrong, the value in quotes, and what to do.
    public let message: String

    /// A refusal at a place.
    public init(file: String, place: Place? = nil, keyPath: String = "", message: String) {
        self.file = file
        self.place = place
        self.keyPath = keyPath
        self.message = message
    }
}

extension YAMLFileError: CustomStringConvertible {
    /// The refusal on one line, such as `policy.yaml:3:9: entries: nothing is not a list; give a list of entries`.
    public var description: String {
        var parts = [file + (place.map { ":\($0.line):\($0.column)" } ?? "")]
        if !keyPath.isEmpty { parts.append(keyPath) }
        return (parts + [message]).joined(separator: ": ")
    }
}
