import ArgumentParser
import Foundation
import PolicyFile

/// `remit policy`
struct PolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "A policy to start from, and what is wrong with one.",
        subcommands: [Default.self, Check.self])

    /// `remit policy default`
    struct Default: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Prints a policy to start from.")

        func run() { Terminal.write(DefaultPolicy.text, to: .standardOutput) }
    }

    /// `remit policy check`
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reads the policy and says what is wrong with it.",
            discussion: """
                A policy that is not good ends with exit code 78 and names the file, the line and the value.

                With --json: path, hash (SHA-256 of the file), timezone, genesis, and entries (the first month of each).
                """)

        @OptionGroup var policy: PolicyOptions
        @OptionGroup var output: OutputOptions

        func run() throws { try output.say(PolicyReport(try policy.load())) }
    }
}
