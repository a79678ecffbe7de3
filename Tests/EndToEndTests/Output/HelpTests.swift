import Foundation
import TestServer
import Testing

/// The help of every command, to the letter.
@Suite("Help")
struct HelpTests {
    /// A command as the command itself lists it.
    private struct Listed: Decodable {
        struct Argument: Decodable {
            let kind: String
            let valueName: String?
            let abstract: String?
        }
        let commandName: String
        let abstract: String?
        let subcommands: [Listed]?
        let arguments: [Argument]?
    }

    private struct List: Decodable {
        let command: Listed
    }

    private static func remit(_ arguments: [String]) throws -> Shell.Result {
        try Remit.run(arguments, database: "", environment: ["COLUMNS": "80"])
    }

    /// Every command with the words that lead to it, `help` apart.
    private static func commands() throws -> [(words: [String], command: Listed)] {
        let dump = try remit(["--experimental-dump-help"]).output
        func all(_ words: [String], _ command: Listed) -> [(words: [String], command: Listed)] {
            [(words, command)]
                + (command.subcommands ?? []).filter { $0.commandName != "help" }
                .flatMap { all(words + [$0.commandName], $0) }
        }
        return all([], try JSONDecoder().decode(List.self, from: Data(dump.utf8)).command)
    }

    @Test("is as it was, for every command, however it is asked for; and no command is forgotten")
    func golden() throws {
        var names: Set<String> = []
        for (words, _) in try HelpTests.commands() {
            let name = (["help"] + words).joined(separator: "-")
            names.insert(name)
            let help = try HelpTests.remit(["help"] + words)
            #expect(help.status == 0 && help.errors == "")
            try Golden.check(help.output, named: name)
            #expect(try HelpTests.remit(words + ["--help"]).output == help.output)
        }
        #expect(names.count > 10)
        #expect(try Golden.names().filter { $0.hasPrefix("help") } == names)
    }

    @Test("says of every command and of every option what it is for")
    func complete() throws {
        for (words, command) in try HelpTests.commands() {
            #expect(command.abstract?.isEmpty == false, "\(words)")
            for argument in command.arguments ?? [] where argument.valueName != "help" {
                #expect(argument.abstract?.isEmpty == false, "\(words) \(argument)")
            }
        }
    }

    @Test("is there for every command that reports: --quiet and --log-format; --json where there is a result")
    func ways() throws {
        let speaking = [
            "migrate", "close", "export", "backfill late", "policy check", "demo", "demo serve", "demo stop",
            "demo clean",
        ]
        for command in speaking {
            let help = try HelpTests.remit(["help"] + command.split(separator: " ").map(String.init)).output
            #expect(help.contains("  --quiet ") && help.contains("  --log-format "), "\(command)")
            #expect(help.contains("  --json ") == (command != "export"), "\(command)")
        }
    }
}
