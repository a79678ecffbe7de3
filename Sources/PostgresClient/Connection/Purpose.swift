/// What a call is for, kept so that an error can say what was attempted; words are made only when there is an error.
struct Purpose {
    /// The caller's phrase, which follows "while": `reading purchases`.
    let phrase: String?
    /// The statement that the call sends, nil where it sends none of its caller's.
    let statement: String?

    init(_ phrase: String?, _ statement: String? = nil) {
        self.phrase = phrase
        self.statement = statement
    }

    /// The phrase, or one made of the statement's first word.
    var action: String {
        if let phrase { return phrase }
        let code = (statement ?? "").split(separator: "\n").filter { !$0.hasPrefix("--") }
        let words = code.joined(separator: " ").split(whereSeparator: \.isWhitespace)
        guard let word = words.first(where: { $0.allSatisfy { $0.isASCII && $0.isLetter } }) else {
            return "running a statement"
        }
        return "running \(word.uppercased())"
    }

    /// An error of this module's own while doing this.
    func error(_ kind: PostgresError.Kind, _ message: String) -> PostgresError {
        PostgresError(kind, while: action, message, statement: statement)
    }

    /// An error that a row's decoder threw, with what was being done added.
    func naming(_ error: any Error) -> any Error {
        guard var failure = error as? PostgresError, failure.action.isEmpty else { return error }
        failure.action = action
        failure.statement = statement
        return failure
    }
}
