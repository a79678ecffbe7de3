import Crypto
import Foundation
import Ledger
import TestServer
import Testing

/// What commands print with `--json`: one object on one line, compared whole.
@Suite("Results as JSON")
struct JSONResultTests {
    private static let policyHash = hexadecimal(
        Array(SHA256.hash(data: (try? Data(contentsOf: URL(filePath: TestPolicy.standard))) ?? Data())))

    private static let policy: JSONValue = ["path": .text(TestPolicy.standard), "hash": .text(policyHash)]

    private static func result(of command: Shell.Result) throws -> JSONValue {
        #expect(command.status == 0, "\(command.errors)")
        return try JSONValue.line(command.output)
    }

    @Test("close: closed, drafted, closed before, and nothing to close")
    func close() throws {
        let database = try SmallPlatform.fresh()
        let drafted = try JSONResultTests.result(of: database.remit("close", "--draft", "--json"))
        let closed = try JSONResultTests.result(of: database.remit("close", "--json"))
        let root = try database.sql("SELECT encode(root, 'hex') FROM settlement.periods")
        let lines = try database.sql("SELECT count(*) FROM settlement.lines")
        let open = try database.sql("SELECT count(*) FROM settlement.exceptions WHERE open AND severity = 'error'")
        let earnings = try database.sql(
            "SELECT currency, sum(creator_cents) FILTER (WHERE payable) FROM settlement.lines GROUP BY 1 ORDER BY 1"
        ).split(separator: "\n").map { row in
            let fields = row.split(separator: "|", omittingEmptySubsequences: false)
            return ["currency": .text(String(fields[0])), "creator_cents": .number(Int64(fields[1]) ?? 0)] as JSONValue
        }
        let expected: JSONValue = [
            "outcome": "closed", "period": "2026-01", "policy": JSONResultTests.policy, "root": .text(root),
            "lines": .number(try #require(Int64(lines))), "open_errors": .number(try #require(Int64(open))),
            "earnings": .list(earnings),
        ]
        #expect(closed == expected)
        #expect(drafted.without("outcome") == expected.without("outcome") && drafted["outcome"] == "drafted")
        #expect(
            try JSONResultTests.result(of: database.remit("close", "2026-01", "--json")) == [
                "outcome": "already_closed", "period": "2026-01", "policy": JSONResultTests.policy,
                "root": .text(root),
            ])
        #expect(
            try JSONResultTests.result(of: database.remit("close", "--json", now: "2026-02-28T23:59:59Z")) == [
                "outcome": "nothing_to_close", "period": "2026-02", "policy": JSONResultTests.policy,
                "ends_at": "2026-03-01T00:00:00Z",
            ])
    }

    @Test("close: a month in which nothing happened earns nothing")
    func emptyMonth() throws {
        let database = try TestDatabase()
        try database.sql(try SmallPlatform.schema())
        #expect(try database.remit("migrate").status == 0)
        let closed = try JSONResultTests.result(of: database.remit("close", "--json"))
        #expect(
            closed.without("root") == [
                "outcome": "closed", "period": "2026-01", "policy": JSONResultTests.policy, "lines": 0,
                "open_errors": 0, "earnings": [],
            ])
    }

    @Test("close: a refusal prints nothing on stdout")
    func refused() throws {
        let result = try SmallPlatform.fresh().remit("close", "2026-02", "--json")
        #expect(result.status == 65 && result.output == "")
        #expect(result.complaint == "remit: 2026-02 is not the next period to close: that is 2026-01")
    }

    @Test("migrate: what would run, what ran, for whom, and that nothing is left to do")
    func migrate() throws {
        let database = try TestDatabase()
        try database.sql(try SmallPlatform.schema())
        let role = TestRoleName.fresh()
        try database.sql("CREATE ROLE \(role)")
        let version = Int64(Migration.all.count)
        let steps = { (withSQL: Bool) in
            JSONValue.list(
                Migration.all.map { step in
                    let known: [String: JSONValue] = [
                        "number": .number(Int64(step.number)), "name": .text(step.name), "reason": .text(step.reason),
                    ]
                    return .object(withSQL ? known.merging(["sql": .text(step.sql)]) { $1 } : known)
                })
        }
        #expect(
            try JSONResultTests.result(of: database.remit("migrate", "--dry-run", "--json")) == [
                "dry_run": true, "schema_version": .number(version), "steps": steps(true),
            ])
        #expect(try database.sql("SELECT to_regnamespace('settlement') IS NULL") == "t")
        #expect(
            try JSONResultTests.result(of: database.remit("migrate", "--json", "--settler", role)) == [
                "dry_run": false, "schema_version": .number(version), "settler": .text(role), "steps": steps(false),
            ])
        #expect(
            try JSONResultTests.result(of: database.remit("migrate", "--json")) == [
                "dry_run": false, "schema_version": .number(version), "steps": [],
            ])
        try database.sql("DROP OWNED BY \(role); DROP ROLE \(role)")
    }

    @Test("backfill late: from when, and how many rows")
    func backfill() throws {
        let database = try SmallPlatform.withJanuary()
        let result = try JSONResultTests.result(
            of: database.remit("backfill", "late", "--from", "2026-01", "--json"))
        let noted = try #require(Int64(database.sql("SELECT count(*) FROM settlement.late_notes")))
        #expect(result == ["from": "2026-01", "noted": .number(noted)])
    }

    @Test("policy check: the file, its hash, and what it holds")
    func policyCheck() throws {
        let result = try Remit.run(["policy", "check", "--json", "--policy", TestPolicy.standard], database: "")
        #expect(
            try JSONResultTests.result(of: result) == [
                "path": .text(TestPolicy.standard), "hash": .text(JSONResultTests.policyHash), "timezone": "UTC",
                "genesis": "2026-01", "entries": ["2026-01"],
            ])
    }
}

/// Names for roles, which a server has once for all its databases.
private enum TestRoleName {
    static func fresh() -> String { "role_\(UUID().uuidString.lowercased().replacing("-", with: "_"))" }
}
