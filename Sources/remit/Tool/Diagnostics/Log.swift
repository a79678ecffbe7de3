import ArgumentParser
import Logging
import PostgresClient

/// Diagnostics: everything that is no result. They go to stderr, by swift-log, as text or as JSON.
///
/// What is noted is left out with `--quiet`; what went wrong never is.
enum Log {
    /// What the command line says about diagnostics.
    static let choice = DiagnosticChoice(arguments: CommandLine.arguments.dropFirst())

    private static let logger = {
        var logger = Logger(label: "remit") { _ in
            switch choice.format {
            case .text: TextLogHandler()
            case .json: JSONLogHandler()
            }
        }
        logger.logLevel = choice.isQuiet ? .error : .info
        return logger
    }()

    /// Notes something on the way.
    ///
    /// - Parameter fields: The same as values that a program can read, by names in snake case.
    static func note(_ sentence: String, _ fields: Logger.Metadata = [:]) {
        logger.info("\(sentence)", metadata: fields)
    }

    /// Says what a person has to look after although the command goes on.
    static func warn(_ sentence: String, _ fields: Logger.Metadata = [:]) {
        logger.error("\(sentence)", metadata: fields)
    }

    /// Says why a command ends without having done what it was asked; with the exit code, and the server's code where
    /// it was the server that refused.
    static func fail(_ sentence: String, status: Int32, because error: any Error) {
        var fields: Logger.Metadata = ["exit_code": .stringConvertible(status)]
        if let state = (error as? PostgresError)?.sqlState { fields["sqlstate"] = .string(state.code) }
        logger.error("\(sentence)", metadata: fields)
    }
}
