import Foundation
import Ledger
import TestServer
import Testing

/// Diagnostics with `--log-format json`: one object a line on stderr, whatever there is to say.
@Suite("Diagnostics as JSON")
struct LogFormatTests {
    /// The diagnostics of a command without their times, which must be times of now in ISO 8601.
    private static func diagnostics(of result: Shell.Result) throws -> [JSONValue] {
        try result.errors.split(separator: "\n").map { text in
            let line = try JSONValue.line("\(text)\n")
            let time = try #require(line["time"]?.text)
            let date = try Date(time, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
            #expect(abs(date.timeIntervalSinceNow) < 600, "\(time)")
            return line.without("time")
        }
    }

    private static func policyLine(of database: TestDatabase) throws -> JSONValue {
        let hash = try database.sql("SELECT policy_hash FROM settlement.periods LIMIT 1")
        return [
            "level": "info", "message": .text("policy \(TestPolicy.standard) (\(hash.prefix(12)))"),
            "policy": .text(TestPolicy.standard), "policy_hash": .text(hash),
        ]
    }

    @Test("the policy line; the result stays text on stdout, unless it is asked for as JSON as well")
    func policy() throws {
        let database = try SmallPlatform.withJanuary()
        let result = try database.remit("close", "2026-01", "--log-format", "json")
        #expect(result.output.hasPrefix("2026-01 is already closed, root "))
        #expect(try LogFormatTests.diagnostics(of: result) == [LogFormatTests.policyLine(of: database)])
        let both = try database.remit("close", "2026-01", "--json", "--log-format=json")
        #expect(try JSONValue.line(both.output)["outcome"] == "already_closed")
        #expect(try LogFormatTests.diagnostics(of: both) == [LogFormatTests.policyLine(of: database)])
    }

    @Test("a refusal, with its exit code; with --quiet it is all there is")
    func refusal() throws {
        let database = try SmallPlatform.withJanuary()
        let refusal: JSONValue = [
            "level": "error", "exit_code": 65, "message": "2026-03 is not the next period to close: that is 2026-02",
        ]
        let result = try database.remit("close", "2026-03", "--log-format", "json")
        #expect(result.status == 65 && result.output == "")
        #expect(try LogFormatTests.diagnostics(of: result) == [LogFormatTests.policyLine(of: database), refusal])
        let quiet = try database.remit("close", "2026-03", "--log-format", "json", "--quiet")
        #expect(try LogFormatTests.diagnostics(of: quiet) == [refusal])
        let text = try database.remit("close", "2026-03", "--quiet")
        #expect(text.errors == "remit: 2026-03 is not the next period to close: that is 2026-02\n")
    }

    @Test("what the server refuses, with its SQLSTATE")
    func sqlState() throws {
        let database = try SmallPlatform.withJanuary()
        try database.sql("DROP TABLE settlement.pools CASCADE")
        let result = try database.remit("export", "pools", "--log-format", "json", "--quiet")
        #expect(result.status == 1)
        let diagnostic = try #require(LogFormatTests.diagnostics(of: result).first)
        #expect(diagnostic.without("message") == ["level": "error", "exit_code": 1, "sqlstate": "42P01"])
        let plain = try database.remit("export", "pools", "--quiet").errors
        #expect(diagnostic["message"] == .text(String(plain.dropFirst("remit: ".count).dropLast())))
    }

    @Test("a server out of reach: exit code 69 and no SQLSTATE")
    func outOfReach() throws {
        let result = try Remit.run(
            ["migrate", "--log-format", "json"], database: "postgresql:///nothing?host=/nowhere")
        #expect(result.status == 69)
        let diagnostics = try LogFormatTests.diagnostics(of: result)
        #expect(diagnostics.map { $0.without("message") } == [["level": "error", "exit_code": 69]])
    }

    @Test(
        "what is wrong with the command line, wherever the format is named in it",
        arguments: [["close", "--log-format", "json", "--wrong"], ["close", "--wrong", "--log-format=json"]])
    func usage(arguments: [String]) throws {
        let result = try Remit.run(arguments, database: "")
        #expect(result.status == 64 && result.output == "")
        #expect(
            try LogFormatTests.diagnostics(of: result) == [
                [
                    "level": "error", "exit_code": 64, "message": "Unknown option '--wrong'. Did you mean '--json'?",
                ]
            ])
    }

    @Test("a format that is not known is refused as text")
    func unknownFormat() throws {
        let result = try Remit.run(["close", "--log-format", "xml"], database: "")
        #expect(result.status == 64 && result.errors.hasPrefix("Error: The value 'xml' is invalid for '--log-format"))
    }

    @Test("what comes after -- is no option")
    func afterDashes() throws {
        let result = try Remit.run(["explain", "purchase", "--", "--log-format=json"], database: "")
        let sentence = #"remit: "--log-format=json" is not a UUID; give the id of a purchase or donation"#
        #expect(result.status == 64 && result.errors == sentence + "\n")
    }

    @Test("the last of two formats counts, as in every option")
    func lastFormat() throws {
        let options = ["--log-format", "json", "--log-format", "text"]
        let result = try Remit.run(["close", "--policy", "/nowhere"] + options, database: "")
        #expect(result.status == 78 && result.errors.hasPrefix(#"remit: the policy file "/nowhere""#))
    }

    @Test("help is help, and goes to stdout")
    func help() throws {
        let result = try Remit.run(["close", "--log-format", "json", "--help"], database: "")
        #expect(result.status == 0 && result.errors == "" && result.output.hasPrefix("OVERVIEW: "))
    }

    @Test("each stage that is named is a line, with the stage by itself")
    func stages() throws {
        let result = try SmallPlatform.fresh().remit(
            "close", "--log-format", "json", environment: ["REMIT_STAGES": "1"])
        let diagnostics = try LogFormatTests.diagnostics(of: result).dropFirst()
        let named = diagnostics.compactMap { $0["stage"] }
        #expect(named.count == diagnostics.count && Set(named.map { "\($0)" }).count == CloseStage.allCases.count)
        #expect(diagnostics.first == ["level": "info", "message": "stage preparing", "stage": "preparing"])
    }

    @Test("hostile words stay on their line")
    func hostile() throws {
        let result = try Remit.run(
            ["explain", "purchase", "a\"\n{\u{1B}[2J", "--log-format", "json"], database: "")
        #expect(result.status == 64)
        #expect(try LogFormatTests.diagnostics(of: result).count == 1)
    }
}
