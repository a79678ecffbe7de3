import Foundation
import Ledger
import LocalServer
import Sample
import Settlement
import TestServer
import Testing

@testable import Demo

@Suite("What a demo tells as it goes")
struct DemoStepTests {
    @Test(
        "is a line a step",
        arguments: [
            (DemoStep.started(folder: "/f"), "a private PostgreSQL runs in /f"),
            (.loading(rows: 5), "5 more rows sent"),
            (.closing(SampleMonth(year: 2025, month: 3)), "closing 2025-03"),
            (.loaded(rows: 7), "7 rows loaded of what was there before the first month"),
            (.stopping, "stopping the server"),
        ])
    func lines(step: DemoStep, text: String) {
        #expect(step.description == text)
    }

    @Test("is heard in order: the server, the first rows, every month, the end; and once for each")
    func order() throws {
        _ = try TestServer.programs()
        let folder = DemoFolder(.temporaryDirectory.appending(path: "remit-steps-\(UUID().uuidString)"))
        defer { _ = try? DemoServer(of: folder).clean() }
        var options = SampleOptions.tiny
        options.months = 2
        var heard: [String] = []
        var sent = 0
        let demo = try DemoRun(
            in: folder, options, now: LivedPlatform.now, engineVersion: "test", handOut: nil
        ) { step in
            switch step {
            case .started: heard.append("started")
            case .loading(let rows): sent += rows
            case .loaded(let rows): heard.append(rows > 100 && rows == sent ? "loaded" : "nothing loaded")
            case .closing(let month):
                heard.append("closing \(month) \(sent > 0)")
                sent = 0
            case .closed(let close, let rows): heard.append("\(close.period) \(rows > 100 && close.lines > 50)")
            case .paid, .putIn: heard.append("paid")
            case .stopping: heard.append("stopping")
            }
        }
        let summary = try demo.run()
        #expect(
            heard == [
                "started", "loaded", "closing 2025-01 true", "2025-01 true", "closing 2025-02 true", "2025-02 true",
                "stopping",
            ])
        #expect(summary.months.map(\.period) == ["2025-01", "2025-02"])
    }

    @Test("stops with the error of a month that has not ended, and stops the server")
    func notEnded() throws {
        _ = try TestServer.programs()
        let folder = DemoFolder(.temporaryDirectory.appending(path: "remit-steps-\(UUID().uuidString)"))
        defer { _ = try? DemoServer(of: folder).clean() }
        // 2025-02-15: the second month is not over.
        let now = Instant(microseconds: 1_739_577_600_000_000)
        let error = #expect(throws: LedgerError.self) {
            try DemoRun(in: folder, .tiny, now: now, engineVersion: "test").run()
        }
        #expect("\(try #require(error))".hasPrefix("2025-02 has not ended yet"))
        #expect(try folder.server().exists && !folder.server().isRunning)
    }
}
