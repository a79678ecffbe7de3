import Foundation
import TestServer
import Testing

/// A close that has to wait for three seconds, and what it shows meanwhile.
@Suite("Progress of a close")
struct ProgressTests {
    private static let variables = [
        "REMIT_NOW": SmallPlatform.now, "REMIT_POLICY": TestPolicy.standard, "TERM": "xterm",
    ]

    /// Closes January while others hold its purchases.
    private static func close(
        _ arguments: String..., columns: UInt16 = 100, environment: [String: String] = [:]
    ) throws -> (terminal: PseudoTerminal, status: Int32, output: String) {
        let database = try SmallPlatform.fresh()
        let terminal = try PseudoTerminal(columns: columns)
        let holding = try HeldTable("public.purchases", of: database, untilWaitedFor: 3.2)
        let (status, output) = try terminal.remit(
            ["close", "2026-01", "--database", database.url] + arguments, variables.merging(environment) { $1 })
        withExtendedLifetime(holding) {}
        return (terminal, status, output)
    }

    private static func policyLine(_ text: String) -> Bool { text.hasPrefix("policy \(TestPolicy.standard) (") }

    @Test("on a terminal is a line that grows no wider than it, and is gone in the end")
    func bar() throws {
        let (terminal, status, output) = try ProgressTests.close()
        #expect(status == 0 && output.hasPrefix("2026-01 closed, root "))
        let lines = terminal.redrawn
        #expect(lines.count >= 3, "\(terminal.text)")
        #expect(lines.contains { $0.contains(/^changes [0-9]+ s/) || $0.contains("· changes") }, "\(lines)")
        #expect(lines.allSatisfy { $0.count < 100 })
        #expect(zip(lines, lines.dropFirst()).allSatisfy { $0 != $1 }, "nothing is drawn twice")
        #expect(terminal.screen.count == 2 && ProgressTests.policyLine(terminal.screen[0]) && terminal.screen[1] == "")
        #expect(!terminal.text.contains("\u{1B}[3"), "there is no colour to leave out for NO_COLOR")
    }

    @Test("on a narrow terminal is a short line")
    func narrow() throws {
        let (terminal, status, _) = try ProgressTests.close(columns: 12)
        #expect(status == 0)
        #expect(!terminal.redrawn.isEmpty && terminal.redrawn.allSatisfy { $0.count < 12 }, "\(terminal.redrawn)")
    }

    @Test("is taken away before an error is said")
    func error() throws {
        let (terminal, status, output) = try ProgressTests.close("--strict")
        #expect(status == 65 && output == "" && !terminal.redrawn.isEmpty)
        let screen = terminal.screen
        #expect(screen.count == 3 && ProgressTests.policyLine(screen[0]) && screen[2] == "")
        #expect(screen[1].hasPrefix("remit: ") && screen[1].contains("would stay open and --strict was asked for"))
    }

    @Test("with --quiet is nothing, on a terminal as well")
    func quiet() throws {
        let (terminal, status, output) = try ProgressTests.close("--quiet")
        #expect(status == 0 && output.hasPrefix("2026-01 closed, root ") && terminal.text == "")
    }

    @Test("on a terminal that cannot redraw is plain lines")
    func dumb() throws {
        let (terminal, status, _) = try ProgressTests.close(environment: ["TERM": "dumb"])
        #expect(status == 0 && terminal.redrawn.isEmpty)
        #expect(terminal.screen.contains { $0.hasPrefix("changes: ") }, "\(terminal.text)")
    }

    @Test("not on a terminal is plain lines, now and then and at a stage's end")
    func lines() throws {
        let database = try SmallPlatform.fresh()
        let holding = try HeldTable("public.purchases", of: database, untilWaitedFor: 3.2)
        let result = try database.remit("close", "2026-01")
        withExtendedLifetime(holding) {}
        #expect(result.status == 0)
        let lines = result.errors.split(separator: "\n")
        #expect(lines.contains { $0.contains(/^changes: under way after [12] s$/) }, "\(lines)")
        #expect(lines.contains { $0.contains(/^changes: done in [3-9] s$/) }, "\(lines)")
        #expect(!result.errors.contains("\u{1B}") && !result.errors.contains("\r"))
    }

    @Test("of an export is there too, while it waits and with the rows that it wrote")
    func export() throws {
        let database = try SmallPlatform.withJanuary()
        let file = FileManager.default.temporaryDirectory.appending(path: "lines-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        let holding = try HeldTable("settlement.lines_2026_01", of: database, untilWaitedFor: 3.2)
        let result = try database.remit("export", "lines", "--out", file.path)
        withExtendedLifetime(holding) {}
        #expect(result.status == 0 && result.output == "")
        #expect(result.errors.contains(/lines: under way after [12] s\n/), "\(result.errors)")
        #expect(try database.remit("export", "lines").output == String(contentsOf: file, encoding: .utf8))
    }

    @Test("as JSON is the same in figures, on a terminal as well")
    func json() throws {
        let (terminal, status, _) = try ProgressTests.close("--log-format", "json")
        #expect(status == 0 && terminal.redrawn.isEmpty)
        let reports = try terminal.screen.filter { !$0.isEmpty }.map { try JSONValue.line($0 + "\n") }
            .filter { $0["stage"] == "changes" }
        let waiting = try #require(reports.first)
        let seconds = try #require(waiting["seconds"])
        #expect(
            [1, 2].contains(seconds)
                && waiting.without("time", "seconds", "message") == ["level": "info", "stage": "changes", "rows": 0])
        #expect(waiting["message"]?.text?.hasPrefix("changes: under way after ") == true)
        let last = try #require(reports.last)
        #expect(last["message"]?.text?.hasPrefix("changes: done in ") == true)
        #expect(last.without("time", "seconds", "message") == waiting.without("time", "seconds", "message"))
    }
}
