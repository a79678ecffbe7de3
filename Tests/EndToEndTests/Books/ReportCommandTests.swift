import Foundation
import TestServer
import Testing

/// `remit report`: the reports that ship, from query to file, and what becomes of mistakes.
@Suite("Reports by the command")
struct ReportCommandTests {
    private static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let shelf = checkout.appending(path: "Reports").path

    /// Runs the command against a database, with the reports that ship unless the arguments name others.
    private func report(_ arguments: [String], of database: TestDatabase) throws -> Shell.Result {
        let shelf = arguments.contains("--reports") ? [] : ["--reports", ReportCommandTests.shelf]
        return try Remit.run(
            ["report"] + arguments + shelf + ["--quiet"], database: database.url, now: "2026-04-10T09:00:00Z",
            environment: ["REMIT_POLICY": TestPolicy.standard])
    }

    private func foot(_ folder: Folder, _ options: String...) throws -> Shell.Result {
        try Shell.run(
            "/usr/bin/env",
            ["python3", "-B", ReportCommandTests.checkout.appending(path: "Tests/reports/foot.py").path, folder.path]
                + options)
    }

    /// The reports of three months.
    private func threeMonths(of database: TestDatabase) throws -> Folder {
        let folder = try Folder()
        for month in 1...3 {
            let result = try report(
                ["--period", "2026-0\(month)", "--as-of", "2026-04-06", "--out", folder.path], of: database)
            try #require(result.status == 0, "\(result.errors)")
        }
        return folder
    }

    @Test("foot against each other over all months, as other eyes read the finished files", arguments: [true, false])
    func footing(isPaying: Bool) throws {
        let footed = try foot(try threeMonths(of: isPaying ? BookedPlatform.fresh() : SmallPlatform.closed()))
        #expect(footed.status == 0, "\(footed.output)\(footed.errors)")
        #expect(footed.output.hasSuffix(" 0 differences\n"))
    }

    @Test("do not foot when one cell of one file is altered")
    func altered() throws {
        try expectNoticed(in: try threeMonths(of: try SmallPlatform.closed()))
    }

    /// Cells that are altered in the csv of one report, each of which other reports know.
    private static let known = [
        ("month-summary-owed", "earned_cents"), ("month-summary-owed", "closing_cents"),
        ("month-summary-settled", "creator_cents"), ("month-summary-settled", "direct_cents"),
        ("month-summary-pool", "distributed_cents"), ("subscription-revenue-deferred", "recognised_cents"),
        ("subscription-revenue-months", "revenue_cents"), ("refunds-and-corrections-kinds", "platform_cents"),
        ("exceptions-codes", "rows"), ("outcomes-states", "creators"), ("outcomes-states", "amount_cents"),
    ]

    @Test("foot across reports: a cell that is altered in the csv of one is not what the others say")
    func across() throws {
        let folder = try threeMonths(of: try SmallPlatform.closed())
        #expect(try foot(folder, "--csv").status == 0)
        for (file, column) in ReportCommandTests.known {
            let name = "\(file)-2026-02.csv"
            let text = try folder.text(name)
            var lines = text.split(separator: "\n").map(String.init)
            let place = try #require(lines[0].split(separator: ",").firstIndex { $0 == column })
            var cells = lines[lines.count - 1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            cells[place] = String(try #require(Int64(cells[place])) + 1)
            lines[lines.count - 1] = cells.joined(separator: ",")
            try folder.write(lines.joined(separator: "\n") + "\n", to: name)
            #expect(try foot(folder, "--csv").status == 1, "\(name) \(column)")
            try folder.write(text, to: name)
        }
    }

    /// Alters one cell of one file after the other, which the footing must notice.
    private func expectNoticed(in folder: Folder) throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        try #require(files.count > 90)
        for name in files where name.contains("2026-03") && !name.hasSuffix(".json") {
            let file = URL(filePath: folder.path).appending(path: name)
            let text = try String(contentsOf: file, encoding: .utf8)
            // The last digit of the last number in the file.
            let place =
                name.hasSuffix(".html") ? text.range(of: "</td>", options: .backwards)?.lowerBound : text.endIndex
            guard let end = place, let digit = text[..<end].lastIndex(where: \.isWholeNumber),
                text[..<digit].contains("\n")
            else { continue }
            var altered = text
            altered.replaceSubrange(digit...digit, with: text[digit] == "7" ? "8" : "7")
            try Data(altered.utf8).write(to: file)
            #expect(try foot(folder).status == 1, "\(name)")
            try Data(text.utf8).write(to: file)
        }
    }

    @Test("are the same bytes every time")
    func same() throws {
        let database = try BookedPlatform.fresh()
        let folders = [try Folder(), try Folder()]
        for folder in folders {
            #expect(try report(["--period", "2026-03", "--out", folder.path], of: database).status == 0)
        }
        #expect(try Shell.run("/usr/bin/diff", ["-r", folders[0].path, folders[1].path]).status == 0)
    }

    @Test("are listed, and written one by one in the formats that are asked for")
    func one() throws {
        let database = try BookedPlatform.fresh()
        let listed = try report(["list"], of: database)
        #expect(listed.status == 0 && listed.output.contains("\nmonth-summary            Month summary\n"))
        let folder = try Folder()
        let result = try report(
            ["outcomes", "--period", "2026-02", "--format", "csv", "--out", folder.path, "--json"], of: database)
        #expect(result.status == 0, "\(result.errors)")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(files == ["outcomes-creators-2026-02.csv", "outcomes-states-2026-02.csv"])
        #expect(result.output.contains("\"as_of\":\"2026-04-02\",\"period\":\"2026-02\",\"reports\":[{\"files\":["))
    }

    @Test("show nothing of an account but its last four characters")
    func accounts() throws {
        let database = try SmallPlatform.paying()
        let paid = try database.remit("payouts", "run", "--as-of", "2026-04-02", "--quiet", now: "2026-04-02T09:00:00Z")
        try #require(paid.status == 0, "\(paid.errors)")
        let folder = try Folder()
        let result = try report(["--period", "2026-03", "--as-of", "2026-04-06", "--out", folder.path], of: database)
        try #require(result.status == 0, "\(result.errors)")
        let register = try String(
            contentsOf: URL(filePath: folder.path).appending(path: "payout-register-2026-03.csv"), encoding: .utf8)
        #expect(register.contains("…2051") && register.contains("….org"))
        for account in ["secret", "DE0212", "example.org"] {
            #expect(try Shell.run("/bin/grep", ["-rl", account, folder.path]).status == 1, "\(account)")
        }
    }

    @Test(
        "are refused with file and line for a query that is wrong, or that returns what its columns are not",
        arguments: [
            ("SELECT 1 AS n,\n  nothing AS cents", "query.sql:2: column \"nothing\" does not exist; mend the query"),
            (
                "SELECT 'USD' AS currency, 1 AS n,\n\n 2 AS cents FROM nowhere",
                "query.sql:3: relation \"nowhere\" does not exist; mend the query"
            ),
            (
                "SELECT 'USD' AS currency, 1 AS n",
                "report.yaml:6:5: columns[1]: the query does not return the column \"cents\"; it returns \"currency\", \"n\""
            ),
            (
                "SELECT 'USD' AS currency, 1 AS n, 2 AS cents, 3 AS n",
                "report.yaml:5:5: columns[0]: the query returns \"n\" more than once; name each once"
            ),
            (
                "SELECT 'USD' AS currency, 1 AS n, 1.50 AS cents",
                "query.sql: row 1, column \"cents\" (money): \"1.50\" is no whole number of cents; give cents as a whole number, such as sum(…)::bigint"
            ),
            (
                "SELECT 'USD' AS currency, n, 1 AS cents FROM (VALUES ('1'), ('x')) v (n)",
                "query.sql: row 2, column \"n\" (count): \"x\" is no whole number; give a whole number, such as count(*)"
            ),
            (
                "SELECT NULL AS currency, 1 AS n, 1 AS cents",
                "query.sql: row 1: the column \"currency\" holds no currency; give each row its own"
            ),
            (
                "SELECT 'USD' AS currency, 1 AS n, 9223372036854775807 AS cents FROM generate_series(1, 2)",
                "query.sql: row 2: the total of \"cents\" does not fit 64 bits"
            ),
            (
                "SELECT 'USD' AS currency, 1 / (1 - n) AS n, 1 AS cents FROM generate_series(1, 2) n",
                "query.sql: division by zero; mend the query"
            ),
            (
                "SELECT 'USD' AS currency, 1 AS n, 1 AS cents) x; DROP TABLE settlement.lines; --",
                "query.sql:1: syntax error at or near \")\"; mend the query"
            ),
            (
                "SELECT 'USD' AS currency, nextval('settlement.act_numbers') AS n, 1 AS cents",
                "query.sql: cannot execute nextval() in a read-only transaction; mend the query"
            ),
        ])
    func mistakes(query: String, message: String) throws {
        let shelf = try Folder()
        let folder = URL(filePath: shelf.path).appending(path: "own")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let definition = """
            title: Own
            about: Of mine.
            currency: currency
            columns:
              - {name: n, title: N, type: count}
              - {name: cents, title: Cents, type: money, total: true}
            """
        try Data(definition.utf8).write(to: folder.appending(path: "report.yaml"))
        try Data(query.utf8).write(to: folder.appending(path: "query.sql"))
        let out = try Folder()
        let result = try report(
            ["own", "--period", "2026-03", "--out", out.path, "--reports", shelf.path], of: try BookedPlatform.fresh())
        #expect(result.status == 78)
        #expect(result.errors == "remit: \(folder.path)/\(message)\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: out.path).isEmpty)
    }

    @Test("are refused for what is not there")
    func missing() throws {
        let database = try BookedPlatform.fresh()
        let unknown = try report(["fees", "--period", "2026-03"], of: database)
        #expect(unknown.status == 78 && unknown.errors.contains("there is no report \"fees\"; there are bundles, "))
        let open = try report(["outcomes", "--period", "2026-05"], of: database)
        #expect(open.status == 65)
        let set = try report(["outcomes", "--period", "2026-03", "--set", "least=1"], of: database)
        #expect(set.status == 64 && set.errors.contains("no report here has a parameter \"least\"; they have none"))
        let shelf = try report(["list", "--reports", "/nowhere"], of: database)
        #expect(
            shelf.status == 78
                && shelf.errors
                    == "remit: \"/nowhere\" is no folder; name the one that holds the reports with --reports\n"
        )
    }
}
