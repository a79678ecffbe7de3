import ArgumentParser
import Explanation
import Money

/// What several commands take on the command line.
enum Arguments {
    /// An id.
    ///
    /// - Parameter noun: What it is the id of, as the refusal says.
    static func identifier(_ text: String, of noun: String) throws -> Identifier {
        guard let identifier = Identifier(text) else {
            throw ToolError(
                "\"\(PlainText.clean(text))\" is not a UUID; give the id of a \(noun)", status: ExitStatus.usage)
        }
        return identifier
    }

    /// Refuses a reason that says nothing.
    static func checkReason(_ reason: String) throws {
        guard reason.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError("The reason is empty; say why, for whoever reads it in a year.")
        }
    }
}
