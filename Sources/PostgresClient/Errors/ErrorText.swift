extension PostgresError: CustomStringConvertible {
    /// One sentence: what was attempted, what went wrong, and what to do where that is known.
    public var description: String {
        switch kind {
        case .invalidParameters:
            "the connection string cannot be read: \(message); "
                + "write it as postgresql://user@host/database or as host=… dbname=…"
        case .connectionFailed:
            "cannot connect to PostgreSQL: \(message); "
                + "check --database, DATABASE_URL or the PG* variables, and that the server runs"
        case .connectionLost:
            "lost the connection to PostgreSQL while \(action) (\(message)): \(writtenNothing)run the command again"
        case .outcomeUnknown:
            "lost the connection to PostgreSQL while \(action) (\(message)): "
                + "whether it was written is not known; look before running the command again"
        case .cancelled:
            "cancelled while \(action)" + (message.isEmpty ? "" : " (\(message))")
                + (wasInTransaction ? ": nothing was written" : "")
        case .server:
            "\(action) failed: \(messageWithoutValues)\(reference)"
        case .decoding, .misuse:
            "\(action) failed: \(message)"
        }
    }

    private var writtenNothing: String { wasInTransaction ? "nothing was written; " : "" }

    /// The server's message; a refused value, which it quotes, is left out.
    public var messageWithoutValues: String {
        sqlState?.category == .data ? LibpqText.withoutQuotes(message) : message
    }

    private var reference: String {
        let parts = [sqlState.map { "SQLSTATE \($0)" }, constraint.map { "constraint \($0)" }].compactMap(\.self)
        return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
    }
}

extension PostgresError: CustomDebugStringConvertible {
    /// Everything that is known but values: the detail is left out where the server quotes rows in it.
    public var debugDescription: String {
        let quotesValues = sqlState?.category == .data || sqlState?.category == .integrity
        let notes: [(String, String?)] = [
            ("detail", quotesValues ? nil : report.detail), ("hint", report.hint), ("schema", report.schema),
            ("table", report.table), ("column", report.column), ("statement", statement),
        ]
        return notes.reduce(into: description) { text, note in
            if let value = note.1 { text += "\n  \(note.0): \(value)" }
        }
    }
}

/// Turns what libpq says, which is several lines made for a terminal, into a phrase.
enum LibpqText {
    /// Whether libpq says that nobody is at the other end any more.
    static func tellsOfLoss(_ message: String) -> Bool {
        message.hasPrefix("server closed the connection unexpectedly")
            || message.hasPrefix("could not send data to server")
            || message.hasPrefix("could not receive data from server")
    }

    /// The lines of a message joined into one phrase: advice, severity and the full stop are dropped.
    static func phrase(_ message: String) -> String {
        let lines = message.split(separator: "\n").filter { !$0.hasPrefix("\t") }.map(tidy)
        return lines.isEmpty ? "no reason given" : lines.joined(separator: "; ")
    }

    /// A line without its severity, which may stand after libpq's own words, and without the full stop.
    private static func tidy(_ line: Substring) -> String {
        var words = line.split(separator: " ").filter { $0 != "FATAL:" && $0 != "ERROR:" }
        if let last = words.last, last.hasSuffix(".") { words[words.count - 1] = last.dropLast() }
        return words.joined(separator: " ")
    }

    /// Why a connection broke: the server's farewell if there was one, else what libpq noticed.
    static func farewell(_ message: String) -> String {
        let reason = phrase(message).split(separator: ";").first.map(String.init) ?? ""
        return reason == "server closed the connection unexpectedly" ? "server closed the connection" : reason
    }

    /// A message with everything in double quotes taken out: a connection string or a value may stand there.
    static func withoutQuotes(_ message: String) -> String {
        message.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .map { $0.offset.isMultiple(of: 2) ? String($0.element) : "…" }
            .joined(separator: "\"")
    }
}
