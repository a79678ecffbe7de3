import ArgumentParser

/// How diagnostics are written on stderr.
enum LogFormat: String, CaseIterable, ExpressibleByArgument {
    /// A sentence a line, for people.
    case text
    /// An object of JSON a line, for programs.
    case json
}

/// What a command line says about diagnostics, read before it is parsed: what is wrong with the rest of the command
/// line is a diagnostic too, and comes in the format that was asked for.
struct DiagnosticChoice: Equatable {
    /// The last format that is named; text, if none is.
    let format: LogFormat
    /// Whether all but what went wrong is left out.
    let isQuiet: Bool

    /// The choice in the arguments of a command, up to `--`, after which there are no more options.
    init(arguments: some Sequence<String>) {
        let options = Array(arguments.prefix { $0 != "--" })
        let named = options.enumerated().compactMap { place, option in
            option == "--log-format"
                ? options.dropFirst(place + 1).first
                : option.hasPrefix("--log-format=") ? String(option.dropFirst(13)) : nil
        }
        format = named.last.flatMap(LogFormat.init(rawValue:)) ?? .text
        isQuiet = options.contains("--quiet")
    }
}
