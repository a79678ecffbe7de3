import ArgumentParser
import Foundation
import Ledger
import PolicyFile
import Settlement

/// `remit adjust`
struct AdjustCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adjust", abstract: "Adjusts creators' balances by hand: goodwill, fines, fees of disputes.",
        subcommands: [File.self, Apply.self, List.self, Show.self], defaultSubcommand: File.self)

    /// `remit adjust FILE`
    struct File: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "file",
            abstract: "Takes a file of adjustments; the next close settles them. `adjust FILE` is the same.",
            discussion: """
                CSV with the header creator_id,currency,bucket,amount_cents,reason,reference: a UUID, a settled currency, \
                sales, donations or subscriptions, whole cents that the creator gets or, below 0, loses, why, and a text of \
                your own that is used once. A file with a bad line is refused whole with exit code 65, every bad line named.

                Where the policy says approval: required, or the one does that the last month was closed under, another \
                database user applies the file by its hash. The same file again changes nothing.

                With --json: outcome (applied, awaits_approval, applied_before), hash, kind, name, approval, proposed_by, \
                proposed_at, and once they are applied entries (how many) and applied_by.
                """)

        @Argument(help: "The file.", completion: .file())
        var file: String

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var policy: PolicyOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            try ManualRun(database: database, policy: policy, output: output).run("adjusting") { files in
                try files.adjust(ManualRun.bytes(of: file), name: ManualRun.name(of: file))
            }
        }
    }

    /// `remit adjust apply`
    struct Apply: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Applies a file that another database user proposed, by its hash.",
            discussion: """
                Everything about it is checked again. Applying what was applied changes nothing. It applies opening balances \
                too.

                With --json: as remit adjust.
                """)

        @Argument(help: "The file's hash, as remit adjust printed it.")
        var hash: String

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var policy: PolicyOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            try ManualRun(database: database, policy: policy, output: output).run("applying") { try $0.apply(hash) }
        }
    }

    /// `remit adjust list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the files that were proposed, and which of them wait for approval.",
            discussion: """
                With --json: files, each with hash, kind, name, approval, proposed_by, proposed_at, and once it is applied \
                entries and applied_by.
                """)

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            try output.say(ManualListReport(try ManualFileList(connection: try database.connect()).all()))
        }
    }

    /// `remit adjust show`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints a file that was proposed, byte for byte, for whoever is to apply it.")

        @Argument(help: "The file's hash.")
        var hash: String

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var diagnostics: DiagnosticOptions

        func run() throws {
            let bytes = try ManualFileList(connection: try database.connect()).bytes(of: hash)
            try FileHandle.standardOutput.write(contentsOf: Data(bytes))
        }
    }
}

extension Backfill {
    /// `remit backfill opening`
    struct Opening: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Brings in balances from before genesis, before the first close.",
            discussion: """
                CSV with the header creator_id,currency,bucket,amount_cents,available_from; a balance below 0 is a debt. The \
                first close makes a line of each, held so that it is available from just that day. A file with a bad line is \
                refused whole with exit code 65, every bad line named. Where the policy says approval: required, another \
                database user applies the file: remit adjust apply HASH. The same file again changes nothing.

                With --json: as remit adjust.
                """)

        @Argument(help: "The file.", completion: .file())
        var file: String

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var policy: PolicyOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            try ManualRun(database: database, policy: policy, output: output).run("bringing balances in") { files in
                try files.open(ManualRun.bytes(of: file), name: ManualRun.name(of: file))
            }
        }
    }
}

/// What the commands share that put something in by hand.
struct ManualRun {
    let database: DatabaseOptions
    let policy: PolicyOptions
    let output: OutputOptions

    func run(_ phrase: String, _ body: (ManualFiles) throws -> ManualOutcome) throws {
        let loaded = try policy.load()
        let now = try Clock.now(under: loaded.policy, over: database.connect())
        let outcome = try Progress.showing(phrase) {
            try body(
                ManualFiles(
                    connection: try database.connect(), policy: loaded.policy, parsePolicy: PolicyFile.ofClosedMonth,
                    now: now))
        }
        try output.say(ManualReport(outcome))
    }

    /// The bytes of a file that the user named.
    static func bytes(of path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ToolError("cannot read \"\(path)\"; name a CSV file", status: ExitStatus.usage)
        }
        return [UInt8](data)
    }

    /// What a file is called in the history: its last name.
    static func name(of path: String) -> String { URL(filePath: path).lastPathComponent }
}
