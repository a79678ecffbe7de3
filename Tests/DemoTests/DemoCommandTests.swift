import Demo
import Foundation
import LocalServer
import TestServer
import Testing

/// The built command, as a user runs it, each time in a folder of its own.
@Suite("remit demo", .serialized)
final class DemoCommandTests {
    private let place = URL(filePath: NSTemporaryDirectory()).appending(path: "remit-demo-\(UUID().uuidString)")
    private var folder: String { place.appending(path: "demo").path }

    private static let small = [
        "--months", "3", "--creators", "14", "--subscribers", "40", "--sales", "40", "--donations", "12",
    ]

    init() throws {
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    }

    deinit {
        _ = try? DemoServer(of: DemoFolder(URL(filePath: folder))).clean()
        try? FileManager.default.removeItem(at: place)
    }

    private func remit(_ arguments: [String], _ environment: [String: String] = [:]) throws -> Shell.Result {
        try Remit.run(
            ["demo"] + arguments + ["--folder", folder], database: "postgresql:///nobody-asks-for-it",
            environment: environment)
    }

    private func isRunning() throws -> Bool {
        LocalServer(folder: URL(filePath: folder).appending(path: "server"), programs: try .find()).isRunning
    }

    @Test("makes a demo, tells how it goes, sums it up, and stops its server; then serve, stop and clean")
    func life() throws {
        _ = try TestServer.programs()
        let made = try remit(DemoCommandTests.small)
        #expect(made.status == 0, "\(made.errors)")
        let told = made.errors.split(separator: "\n")
        for month in ["2025-10", "2025-11", "2025-12"] {
            #expect(told.count { $0.hasPrefix("\(month) closed: ") } == 1)
        }
        for day in ["2025-11-05", "2025-12-05", "2026-01-05"] { #expect(told.count { $0.hasPrefix("\(day): ") } == 1) }
        #expect(!made.errors.contains("handing out"))
        #expect(made.output.hasPrefix("3 months closed, 2025-10 to 2025-12: "))
        for figure in [
            "sales", "commission", "donations", "subscription revenue", "pool", "processing", "creators earn",
            "owed to creators before", "owed to creators now", "the run of 2026-01-05 left ",
        ] {
            #expect(made.output.contains(figure), "\(figure)")
        }
        #expect(try !isRunning())

        let served = try remit(["serve"])
        let url = served.output.trimmingCharacters(in: .newlines)
        #expect(served.status == 0 && served.errors == "")
        #expect(try Psql.run("SELECT count(*) FROM settlement.periods", on: url) == "3")
        #expect(try remit(["serve"]).output == served.output)
        let exported = try Remit.run(["export", "pools", "--period", "2025-12"], database: url)
        #expect(exported.status == 0 && exported.output.contains("2025-12,USD,pro_rata,"))
        #expect(try !FileManager.default.contentsOfDirectory(atPath: "\(folder)/payouts").isEmpty)
        #expect(try remit(["stop"]).errors == "stopped\n" && !isRunning())
        #expect(try remit(["stop"]).errors == "the demo's server is not running\n")

        #expect(try remit(["clean"]).errors == "the demo in \(folder) is gone\n")
        #expect(!FileManager.default.fileExists(atPath: folder))
        #expect(try remit(["clean"]).errors == "there is no demo in \(folder)\n")
    }

    @Test("speaks JSON in serve, stop and clean: one object on one line, whether there was something to do or not")
    func json() throws {
        _ = try TestServer.programs()
        #expect(try remit(DemoCommandTests.small + ["--quiet"]).status == 0)
        let url = try remit(["serve"]).output.trimmingCharacters(in: .newlines)
        let place = JSONValue.text(folder)
        let served = try JSONValue.line(remit(["serve", "--json"]).output)
        #expect(served == ["database": .text(url), "folder": place])
        for wasRunning in [true, false] {
            let stopped = try remit(["stop", "--json", "--quiet"])
            #expect(try JSONValue.line(stopped.output) == ["folder": place, "was_running": .flag(wasRunning)])
            #expect(stopped.errors == "")
        }
        for wasThere in [true, false] {
            let cleaned = try remit(["clean", "--json", "--quiet"])
            #expect(try JSONValue.line(cleaned.output) == ["folder": place, "was_there": .flag(wasThere)])
            #expect(cleaned.errors == "")
        }
    }

    @Test("tells how many of the months are done, where it takes long")
    func progress() throws {
        _ = try TestServer.programs()
        let sizes = ["--months", "4", "--sales", "6000", "--log-format", "json"]
        let made = try remit(sizes)
        #expect(made.status == 0, "\(made.errors)")
        let told = try made.errors.split(separator: "\n").map { try JSONValue.line("\($0)\n") }
        let months = told.filter { $0["stage"] == "months" }
        #expect(months.first?["expected"] == 4, "\(made.errors)")
        #expect(months.last?["message"]?.text?.hasPrefix("months: 4 of 4 in ") == true, "\(made.errors)")
        #expect(told.count { $0["message"]?.text?.contains(" closed: ") == true } == 4)
    }

    @Test("takes the place of the demo before, is silent when asked to, and speaks JSON; the same seed, the same roots")
    func again() throws {
        _ = try TestServer.programs()
        let first = try remit(DemoCommandTests.small + ["--json", "--quiet"])
        let second = try remit(DemoCommandTests.small + ["--json", "--quiet"])
        #expect(first.status == 0 && first.errors == "" && first.output == second.output)
        #expect(try JSONValue.line(first.output)["months"] != nil)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let summary = try decoder.decode(DemoSummary.self, from: Data(first.output.utf8))
        #expect(summary.months.map(\.period) == ["2025-10", "2025-11", "2025-12"] && summary.folder == folder)
        #expect(summary.currencies.first?.currency == "USD" && !summary.exceptions.isEmpty)
        #expect(FileManager.default.fileExists(atPath: summary.policy))
        let names = try FileManager.default.contentsOfDirectory(atPath: summary.payoutFiles)
        #expect(names.count { $0.hasPrefix("answers-") } == 3)
        let other = try remit(DemoCommandTests.small + ["--json", "--quiet", "--seed", "2", "--no-bad-rows"])
        let another = try decoder.decode(DemoSummary.self, from: Data(other.output.utf8))
        #expect(another.exceptions.isEmpty)
        #expect(Set(another.months.map(\.root)).isDisjoint(with: summary.months.map(\.root)))
    }

    @Test(
        "leaves no server running, and the next demo a clean start, when it is interrupted",
        arguments: [SIGINT, SIGTERM], ["a private PostgreSQL runs", "2025-02 closed"])
    func interrupted(signal: Int32, after line: String) throws {
        _ = try TestServer.programs()
        let command = try Remit.start(["demo", "--folder", folder], database: "")
        let deadline = ContinuousClock.now + .seconds(60)
        while !command.errors.contains(line), ContinuousClock.now < deadline { usleep(20_000) }
        command.signal(signal)
        let result = command.wait()
        #expect(result.status == 1 && !result.errors.contains("2025-12 closed"), "\(result.errors)")
        #expect(try !isRunning())
        #expect(try remit(DemoCommandTests.small + ["--quiet"]).status == 0)
    }

    @Test(
        "refuses a size that no platform can have, before anything is made",
        arguments: [
            (["--months", "0"], #"remit: a sample cannot have "0" months: choose from 1 to 48"#),
            (["--months", "49"], #"remit: a sample cannot have "49" months: choose from 1 to 48"#),
            (["--creators", "3"], #"remit: a sample cannot have "3" creators: choose from 12 to 10000000"#),
            (
                ["--subscribers", "100", "--engagement", "5715"],
                #"remit: a sample cannot have "5715" engagement rows a month: choose from 20 to 5714"#
            ),
        ])
    func refused(arguments: [String], message: String) throws {
        let result = try remit(arguments)
        #expect(result.status == 64 && result.errors == message + "\n" && result.output == "")
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test("says so where there is no PostgreSQL, and leaves nothing behind")
    func noPrograms() throws {
        let result = try remit([], ["REMIT_POSTGRES_BIN": "/nowhere"])
        #expect(result.status == 78)
        #expect(result.errors.hasPrefix("remit: no PostgreSQL programs in /nowhere; run Jobs/quickstart"))
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test("touches no folder that is somebody else's")
    func foreignFolder() throws {
        _ = try TestServer.programs()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = folder + "/thesis.txt"
        try Data("mine".utf8).write(to: URL(filePath: file))
        let result = try remit([])
        #expect(result.status == 78 && result.errors.contains("holds files that are not a demo's"))
        #expect(try remit(["clean"]).status == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["thesis.txt"])
    }

    @Test("has nothing to serve where no demo was made")
    func nothingToServe() throws {
        let result = try remit(["serve"])
        #expect(
            result.status == 78 && result.errors == "remit: there is no demo in \"\(folder)\"; `remit demo` makes one\n"
        )
    }

    @Test("explains itself")
    func help() throws {
        let help = try Remit.run(["help", "demo"], database: "").output
        for word in ["--seed", "--months", "--creators", "--no-bad-rows", "--folder", "serve", "stop", "clean"] {
            #expect(help.contains(word), "\(word)")
        }
    }
}
