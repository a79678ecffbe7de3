import Foundation
import TestServer
import Testing

/// `remit archive`, by the built command.
@Suite("remit archive") struct ArchiveCommandTests {
    private let folder: Folder
    private let database: TestDatabase
    private let path: String

    init() throws {
        folder = try Folder()
        database = try SmallPlatform.closed()
        path = "\(folder.path)/a.tar.zst"
    }

    private func create(_ arguments: String..., now: String = "2026-04-03T00:00:00Z") throws -> Shell.Result {
        try Remit.run(
            ["archive", "create", "--out", path] + arguments, database: database.url, now: now,
            environment: ["REMIT_CONFIG": ""])
    }

    @Test("makes, lists, verifies and extracts the last month; the same again is done already")
    func wholeLife() throws {
        let made = try create("--json")
        #expect(made.status == 0 && made.complaint == "", "\(made)")
        let report = try JSONValue.line(made.output)
        #expect(report["period"]?.text == "2026-03")
        #expect(report["as_of"]?.text == "2026-04-02")
        let again = try create("--workers", "1")
        #expect(again.status == 0)
        #expect(again.output.hasSuffix("; it was there already, the same to the byte\n"))
        let listed = try Archives.run("list", path).output.split(separator: "\n").map { $0.split(separator: " ") }
        #expect(listed[0].joined(separator: " ").hasSuffix("made by remit 0.1.0, to be kept until 2036-03-31"))
        let names = listed.dropFirst().map { String($0[1]) }
        #expect(made.output.contains("\"members\":\(names.count),"))
        #expect(
            names.filter { !$0.contains("/") } == [
                "policy.yaml", "rules.html", "lines.csv", "recognitions.csv", "billing-periods.csv", "pools.csv",
                "balances.csv",
                "payouts.csv", "outcomes.csv", "exceptions.csv", "exceptions-payouts.csv", "excluded-engagement.csv",
                "journal.hledger", "journal.beancount", "root.json",
            ])
        try checkPages(names)
        let verified = try Archives.run("verify", path)
        let root = try database.sql("SELECT encode(root, 'hex') FROM settlement.periods ORDER BY period DESC LIMIT 1")
        #expect(verified.status == 0, "\(verified)")
        #expect(verified.output.hasSuffix("its root is \(root), which is not signed\n"))
        #expect(try Archives.run("verify", path, "--root", root).status == 0)
        let other = try Archives.run("verify", path, "--root", String(repeating: "0", count: 64))
        #expect(other.status == 65)
        #expect(
            other.errors
                == "remit: archive \"\(path)\" is refused: its root is \(root), not the one that was given with --root\n"
        )
        let whole = try Archives.run("list", folder.path)
        #expect(whole.output == "\(folder.path) has no archives\n")
    }

    /// Every report that ships in every format, between datasets and journals, and in the end a statement for each creator.
    private func checkPages(_ names: [String]) throws {
        let places = names.map { $0.hasPrefix("reports/") ? "r" : $0.hasPrefix("statements/") ? "s" : "-" }.joined()
        #expect(places.wholeMatch(of: /-{12}r+-{3}s+/) != nil, "\(names)")
        let shipped = try JSONValue.line(try Remit.run(["report", "list", "--json"], database: "").output)
        let text = "\(shipped)"
        for name in names where name.hasPrefix("reports/") && name.hasSuffix(".html") {
            #expect(text.contains(String(name.dropFirst(8).dropLast(5))))
        }
        let endings = Set(names.filter { $0.hasPrefix("reports/") }.compactMap { $0.split(separator: ".").last })
        #expect(endings.isSuperset(of: ["html", "csv", "json"]))
        let creators = try database.sql(
            "SELECT DISTINCT creator_id FROM settlement.lines WHERE creator_id IS NOT NULL ORDER BY 1")
        let pages = Set(names.filter { $0.hasPrefix("statements/") })
        for creator in creators.split(separator: "\n") {
            #expect(pages.contains("statements/\(creator).html") && pages.contains("statements/\(creator).json"))
        }
        let page = try Archives.member("statements/\(creators.split(separator: "\n")[0]).html", of: path)
        #expect(page.contains("../rules.html#R"))
        #expect(try Archives.member("rules.html", of: path).contains("id=\"R4.1\""))
        #expect(try Archives.member("reports/month-summary.html", of: path).contains("</html>"))
    }

    @Test("refuses another archive in its place, days that are not due, months that are not closed")
    func refusals() throws {
        #expect(try create().status == 0)
        let before = try Data(contentsOf: URL(filePath: path))
        let refused = try create("--period", "2026-02")
        #expect(refused.status == 65)
        #expect(
            refused.complaint
                == "remit: \"\(path)\" is there and is another archive: it is of 2026-03; choose another --out, or --replace it"
        )
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
        #expect(try create("--period", "2026-02", "--replace").status == 0)
        let early = try create("--as-of", "2026-04-01")
        #expect(early.status == 65)
        #expect(
            early.complaint
                == "remit: an archive of 2026-03 cannot be made as of 2026-04-01: choose a day from 2026-04-02, on which it was closed, to 2026-04-03"
        )
        #expect(try create("--as-of", "2026-04-04").status == 65)
        #expect(try create("--period", "2026-04").status == 65)
        #expect(try create("--level", "20").status == 64)
        #expect(try create("--workers", "0").status == 64)
        let open = try create("--replace", now: "2026-04-02T12:00:00Z")
        #expect(open.status == 0)
        #expect(
            open.complaint
                == "2026-04-02 has not ended: an archive made later shows what is recorded until then as well")
    }

    @Test("refuses a day on which a month was closed that has been reopened since")
    func reopened() throws {
        #expect(try create("--period", "2026-02").status == 0)
        let reopened = try database.remit(
            "reopen", "2026-03", "--reason", "a wrong import", "--quiet", now: "2026-04-05T09:00:00Z")
        #expect(reopened.status == 0, "\(reopened)")
        let refused = try create("--period", "2026-02", "--as-of", "2026-04-03", now: "2026-04-06T00:00:00Z")
        #expect(refused.status == 65)
        #expect(
            refused.errors
                == "remit: an archive of 2026-02 cannot be made as of 2026-04-03 any more: 2026-03 was closed then, and was reopened on 2026-04-05; choose a day from 2026-04-05 on\n"
        )
        let later = try create("--period", "2026-02", "--as-of", "2026-04-05", "--replace", now: "2026-04-06T00:00:00Z")
        #expect(later.status == 0, "\(later)")
    }

    @Test("says what is wrong with an archive, and extracts nothing of it to a file")
    func damaged() throws {
        #expect(try create().status == 0)
        var bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
        bytes[200] ^= 0xFF
        try Data(bytes).write(to: URL(filePath: path))
        let verified = try Archives.run("verify", path)
        #expect(verified.status == 65)
        #expect(verified.errors.hasPrefix("remit: archive \"\(path)\" is refused: frame 0 is damaged: "))
        let out = "\(folder.path)/lines.csv"
        #expect(try Archives.run("extract", path, "lines.csv", "--out", out).status == 65)
        #expect(folder.names(in: "") == ["a.tar.zst"])
        let missing = try Archives.run("extract", path, "none.csv")
        #expect(missing.status == 1)
        #expect(
            missing.errors
                == "remit: archive \"\(path)\" has no member \"none.csv\"; `remit archive list` names those it has\n"
        )
        #expect(try Archives.run("verify", "\(folder.path)/nothing").status == 1)
    }

    @Test("killed anywhere leaves no archive, and the next one does not trip over it")
    func killed() throws {
        for milliseconds in [20, 60, 120, 200, 300] {
            let command = try Remit.start(
                ["archive", "create", "--out", path, "--level", "19", "--quiet"], database: database.url,
                now: "2026-04-03T00:00:00Z")
            Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
            command.signal(SIGKILL)
            if command.wait().status != 0 { #expect(!folder.names(in: "").contains("a.tar.zst")) }
            #expect(try create("--replace").status == 0)
            #expect(folder.names(in: "") == ["a.tar.zst"])
            #expect(try Archives.run("verify", path).status == 0)
            try FileManager.default.removeItem(atPath: path)
        }
    }
}
