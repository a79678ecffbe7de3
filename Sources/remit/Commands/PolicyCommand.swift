import ArgumentParser
import Foundation
import PolicyFile

/// `remit policy`
struct PolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "The platform's terms.", subcommands: [Default.self, Check.self])

    /// `remit policy default`
    struct Default: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Prints a policy to start from.")

        func run() { Terminal.write(DefaultPolicy.text, to: .standardOutput) }
    }

    /// `remit policy check`
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Reads the policy and says what is wrong with it.")

        @OptionGroup var policy: PolicyOptions
        @OptionGroup var output: OutputOptions

        func run() throws { try output.say(PolicyReport(try policy.load())) }
    }
}
