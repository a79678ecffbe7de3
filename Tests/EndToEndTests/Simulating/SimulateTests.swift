import Foundation
import TestServer
import Testing

/// Months under other policies, on real worlds.
@Suite("remit simulate")
struct SimulateTests {
    /// A creator's row of the csv.
    private struct Change: Hashable {
        let before: Int
        let after: Int
        let difference: Int
    }

    private static func changes(_ csv: String) -> [[String]: Change] {
        let rows = CSV.rows(csv)
        #expect(rows.first == ["creator_id", "currency", "before_cents", "after_cents", "difference_cents"])
        return rows.dropFirst().reduce(into: [:]) { changes, row in
            let amounts = row.suffix(3).compactMap { Int($0) }
            #expect(amounts.count == 3 && amounts[1] - amounts[0] == amounts[2])
            changes[Array(row.prefix(2))] = Change(before: amounts[0], after: amounts[1], difference: amounts[2])
        }
    }

    private static func list(_ value: JSONValue?) -> [JSONValue] {
        guard case .list(let values)? = value else { return [] }
        return values
    }

    /// What creators earn by the books, payable lines alone; everybody with a line.
    private static func books(_ database: TestDatabase, _ period: String) throws -> [[String]: Int] {
        try rows(
            database,
            """
            SELECT creator_id, currency, coalesce(sum(creator_cents) FILTER (WHERE payable), 0) FROM settlement.lines
            WHERE period = '\(period)-01' AND creator_id IS NOT NULL GROUP BY 1, 2
            """)
    }

    private static func rows(_ database: TestDatabase, _ sql: String) throws -> [[String]: Int] {
        try database.sql(sql).split(separator: "\n").reduce(into: [:]) { rows, line in
            let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            rows[[fields[0], fields[1]]] = Int(fields[2])
        }
    }

    /// Everything that is in the schemas that remit owns, and in the platform's.
    static func everything(_ database: TestDatabase) throws -> String {
        let statement = try database.sql(
            """
            SELECT string_agg(format('SELECT %L AS name, md5(coalesce(string_agg(row::text, E''\\n'' ORDER BY row::text COLLATE "C"), '''')) FROM %s row',
                                     oid::regclass, oid::regclass), ' UNION ALL ') || ' ORDER BY name'
            FROM pg_class WHERE relkind IN ('r', 'p')
              AND relnamespace IN ('settlement'::regnamespace, 'settlement_draft'::regnamespace, 'public'::regnamespace)
            """)
        let roots = try database.sql("SELECT period, encode(root, 'hex') FROM settlement.periods ORDER BY period")
        return try roots + database.sql(statement)
            + database.sql("SELECT count(*) FROM pg_class")
            + database.sql("SELECT count(*) FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp'")
    }

    private static func simulate(_ database: TestDatabase, _ period: String, _ policy: String, _ more: String...) throws
        -> Shell.Result
    {
        try Remit.run(
            ["simulate", "--policy", policy, "--period", period] + more, database: database.url, now: SmallPlatform.now,
            environment: ["REMIT_POLICY": TestPolicy.standard])
    }

    /// The policy that a month was closed under, in a file; gone with the folder.
    private static func policy(of period: String, in database: TestDatabase, _ folder: URL) throws -> String {
        let text = try database.sql(
            "SELECT encode(convert_to(text, 'UTF8'), 'hex') FROM settlement.policies JOIN settlement.periods ON policy_hash = hash WHERE period = '\(period)-01'"
        )
        let digits = Array(text.utf8)
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
        }
        let file = folder.appending(path: "\(period).yaml")
        try Data(bytes).write(to: file)
        return file.path
    }

    private static func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = URL(filePath: NSTemporaryDirectory()).appending(path: "remit-simulate-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    @Test(
        "under the same policy nothing differs: right after each close as the books have it, and at a world's end",
        arguments: PlayedWorld.names)
    func same(world name: String) throws {
        try SimulateTests.withFolder { folder in
            var months: [String] = []
            let world = try PlayedWorld(name) { world, month in
                months.append(month)
                let policy = try SimulateTests.policy(of: month, in: world.database, folder)
                let changes = SimulateTests.changes(
                    try SimulateTests.simulate(world.database, month, policy, "--format", "csv").output)
                #expect(
                    try changes.mapValues(\.before) == SimulateTests.books(world.database, month), "\(name) \(month)")
                #expect(changes.values.allSatisfy { $0.difference == 0 })
                let json = try JSONValue.line(SimulateTests.simulate(world.database, month, policy, "--json").output)
                #expect(json["drifted"] == 0 && json["estimate"] == false)
            }
            #expect(months.count > 1)
            let before = try SimulateTests.everything(world.database)
            for month in months {
                let policy = try SimulateTests.policy(of: month, in: world.database, folder)
                let result = try SimulateTests.simulate(world.database, month, policy, "--format", "csv")
                #expect(result.status == 0, "\(result.errors)")
                #expect(
                    SimulateTests.changes(result.output).values.allSatisfy { $0.difference == 0 }, "\(name) \(month)")
                let json = try JSONValue.line(SimulateTests.simulate(world.database, month, policy, "--json").output)
                for currency in SimulateTests.list(json["currencies"]) {
                    #expect(currency["before"] == currency["after"])
                }
            }
            #expect(try SimulateTests.everything(world.database) == before, "nothing was written")
        }
    }

    @Test("another fee on donations takes from each creator what the rule says, worked out from the lines")
    func donationFee() throws {
        let database = try SmallPlatform.closed()
        let policy = try TestPolicy.replacing(["paddle: {percent: 5, fixed": "paddle: {percent: 17.25, fixed"])
        let before = try SimulateTests.everything(database)
        for month in ["2026-02", "2026-03"] {
            let result = try SimulateTests.simulate(database, month, policy, "--format", "csv")
            #expect(result.status == 0 && result.complaint == "", "\(result.errors)")
            let changes = SimulateTests.changes(result.output)
            let expected = try SimulateTests.rows(
                database,
                """
                SELECT creator_id, currency, sum(CASE WHEN kind = 'd' AND payable
                    THEN greatest(0, gross_cents - round(gross_cents * 0.1725) - 50) - creator_cents ELSE 0 END)
                FROM settlement.lines WHERE period = '\(month)-01' AND creator_id IS NOT NULL GROUP BY 1, 2
                """)
            #expect(changes.mapValues(\.difference) == expected)
            #expect(expected.values.contains { $0 < 0 })
            #expect(try changes.mapValues(\.before) == SimulateTests.books(database, month))
        }
        #expect(try SimulateTests.everything(database) == before)
    }

    @Test(
        "another part of the platform, and other weights of metrics, share the pool as the rule says, worked out in SQL"
    )
    func pool() throws {
        let database = try SmallPlatform.closed()
        let policy = try TestPolicy.replacing([
            "platform_percent: 30": "platform_percent: 41.5",
            "{time: 50, sessions: 30, concepts: 20}": "{time: 1, sessions: 0, concepts: 0}",
        ])
        let changes = SimulateTests.changes(
            try SimulateTests.simulate(database, "2026-02", policy, "--format", "csv").output)
        let expected = try SimulateTests.rows(
            database,
            """
            WITH weights AS (SELECT creator_id, sum(seconds::numeric) AS weight FROM settlement.pool_shares
                             WHERE period = '2026-02-01' AND currency = 'USD' GROUP BY 1),
                 pool AS (SELECT revenue_cents - round(revenue_cents * 0.415) + carried_in_cents AS total
                          FROM settlement.pools WHERE period = '2026-02-01' AND currency = 'USD'),
                 split AS (SELECT creator_id, weight, total, div(total * weight, sum(weight) OVER ()) AS whole,
                                  mod(total * weight, sum(weight) OVER ()) AS rest FROM weights, pool),
                 ranked AS (SELECT *, total - sum(whole) OVER () AS cents, row_number() OVER (
                                ORDER BY weight = 0, rest DESC, sha256(convert_to('2026-02/USD', 'UTF8') || uuid_send(creator_id))) AS place
                            FROM split),
                 after AS (SELECT creator_id, whole + CASE WHEN place <= cents THEN 1 ELSE 0 END AS part FROM ranked)
            SELECT creator_id, 'USD', coalesce(part, 0) - coalesce(then_part, 0) FROM after
            FULL JOIN (SELECT creator_id, sum(creator_cents) AS then_part FROM settlement.lines
                       WHERE period = '2026-02-01' AND bucket = 'p' GROUP BY 1) books USING (creator_id)
            """)
        #expect(expected.count > 3 && expected.values.contains { $0 > 0 } || expected.values.contains { $0 < 0 })
        for (key, difference) in expected { #expect(changes[key]?.difference == difference, "\(key)") }
        #expect(changes.allSatisfy { expected[$0.key] != nil || $0.value.difference == 0 })
    }

    @Test("a narrower window leaves out what had come late, and a wider one takes nothing away")
    func windows() throws {
        let database = try SmallPlatform.closed()
        let late = try SimulateTests.rows(
            database,
            """
            SELECT creator_id, currency, -sum(creator_cents) FROM settlement.lines line
            WHERE period = '2026-02-01' AND late AND kind IN ('s', 'b', 'd') AND payable AND creator_id IS NOT NULL
              AND NOT EXISTS (SELECT FROM settlement.exceptions WHERE period = '2026-01-01' AND open AND row_id = source_id)
              AND NOT EXISTS (SELECT FROM settlement.lines undone WHERE undone.period = '2026-02-01' AND undone.kind IN ('c', 'r', 'i')
                              AND undone.source_id = line.source_id)
            GROUP BY 1, 2
            """)
        #expect(!late.isEmpty)
        let narrow = try TestPolicy.replacing(["late_arrival_days: 45": "late_arrival_days: 0"])
        let changes = SimulateTests.changes(
            try SimulateTests.simulate(database, "2026-02", narrow, "--format", "csv").output)
        for (key, difference) in late { #expect(changes[key]?.difference ?? 0 <= difference, "\(key)") }
        #expect(changes.values.contains { $0.difference != 0 })
        let wide = try TestPolicy.replacing(["late_arrival_days: 45": "late_arrival_days: 60"])
        let same = SimulateTests.changes(
            try SimulateTests.simulate(database, "2026-02", wide, "--format", "csv").output)
        #expect(same.values.allSatisfy { $0.difference == 0 })
    }

    @Test("the running month is an estimate of what its draft says, and leaves a draft as it is")
    func running() throws {
        let database = try SmallPlatform.withJanuary()
        #expect(try database.remit("close", "--draft").status == 0)
        let before = try SimulateTests.everything(database)
        let drafted = try SimulateTests.rows(
            database,
            """
            SELECT creator_id, currency, coalesce(sum(creator_cents) FILTER (WHERE payable), 0) FROM settlement_draft.lines
            WHERE creator_id IS NOT NULL GROUP BY 1, 2
            """)
        let same = try SimulateTests.simulate(database, "2026-02", TestPolicy.standard, "--format", "csv")
        let changes = SimulateTests.changes(same.output)
        #expect(changes.mapValues(\.before) == drafted && changes.values.allSatisfy { $0.difference == 0 })
        let other = try TestPolicy.replacing(["model: pro_rata": "model: user_centric"])
        let table = try SimulateTests.simulate(database, "2026-02", other)
        #expect(
            table.output.split(separator: "\n").prefix(2).last
                == "an estimate: 2026-02 is not closed; this is what its rows give now")
        let json = try JSONValue.line(SimulateTests.simulate(database, "2026-02", other, "--json").output)
        #expect(json["estimate"] == true && json["before_policy"]?["path"] == .text(TestPolicy.standard))
        #expect(try SimulateTests.everything(database) == before)
        let fresh = try SmallPlatform.fresh()
        #expect(try SimulateTests.simulate(fresh, "2026-01", other).status == 0)
    }

    @Test("says what it found as a table, to the letter")
    func table() throws {
        let database = try SmallPlatform.closed()
        let policy = try TestPolicy.replacing([
            "model: pro_rata": "model: user_centric", "viewer_cap_hours_per_day: null": "viewer_cap_hours_per_day: 1",
            "{from: 500, percent: 15}": "{from: 500, percent: 25}",
        ])
        let result = try SimulateTests.simulate(database, "2026-03", policy)
        #expect(result.status == 0 && result.errors == "")
        let shown = result.output.replacing(policy, with: "other.yaml").replacing(/\([0-9a-f]{12}\)/, with: "(HASH)")
        try Golden.check(shown, named: "simulate-table")
        let drifted = try SimulateTests.simulate(database, "2026-01", TestPolicy.standard)
        #expect(
            drifted.output.split(separator: "\n")[1].contains(
                /^the rows have changed since the close: \d+ sums of creators differ in the books from those before; `remit verify 2026-01 --recompute` lists what has drifted$/
            ), "\(drifted.output)")
        let json = try JSONValue.line(SimulateTests.simulate(database, "2026-03", policy, "--json").output)
        let creators = SimulateTests.list(json["creators"])
        let csv = try SimulateTests.simulate(database, "2026-03", policy, "--format", "csv").output
        #expect(creators.count == SimulateTests.changes(csv).count && creators.count > 5)
        #expect(
            CSV.rows(csv).dropFirst().map { Array($0.prefix(2)) }
                == CSV.rows(csv).dropFirst().map { Array($0.prefix(2)) }
                .sorted { $0.lexicographicallyPrecedes($1) })
    }

    @Test("refuses what it cannot compare, each with its exit code and sentence")
    func refused() throws {
        let database = try SmallPlatform.withJanuary()
        func complaint(_ period: String, _ policy: String, _ more: String...) throws -> String {
            let result = try Remit.run(
                ["simulate", "--policy", policy, "--period", period] + more, database: database.url,
                environment: ["REMIT_POLICY": TestPolicy.standard])
            #expect(result.output == "")
            return "\(result.status) \(result.errors)"
        }
        #expect(
            try complaint("2026-03", TestPolicy.standard)
                == "65 remit: 2026-03 is not the next period to close: that is 2026-02\n")
        #expect(
            try complaint("2025-12", TestPolicy.standard)
                == "65 remit: 2025-12 is not the next period to close: that is 2026-02\n")
        let zone = try TestPolicy.replacing(["timezone: UTC": "timezone: Asia/Phnom_Penh"])
        #expect(
            try complaint("2026-01", zone)
                == "78 remit: the policy's time zone is \"Asia/Phnom_Penh\", that of 2026-01 is \"UTC\"; months under two of them "
                + "cannot be compared: put it back\n")
        let genesis = try TestPolicy.replacing(["genesis: 2026-01": "genesis: 2026-02"])
        #expect(
            try complaint("2026-02", genesis)
                == "78 remit: the policy's genesis is \"2026-02\", that of 2026-02 is \"2026-01\"; months under two of them "
                + "cannot be compared: put it back\n")
        #expect(try complaint("2026-01", "/nowhere.yaml").hasPrefix("78 "))
        #expect(try complaint("2026-01", TestPolicy.standard, "--json", "--format", "csv").hasPrefix("64 "))
        let out = try complaint("2026-01", TestPolicy.standard, "--out", "/nowhere/file")
        #expect(out == "73 remit: cannot write \"/nowhere/file\"; choose another --out\n")
    }

    @Test("needs no more than the right to read")
    func rights() throws {
        let database = try SmallPlatform.closed()
        let role = "reader_\(UUID().uuidString.lowercased().replacing("-", with: "_"))"
        try database.sql(
            """
            CREATE ROLE \(role) LOGIN; GRANT USAGE ON SCHEMA settlement, public TO \(role);
            GRANT SELECT ON ALL TABLES IN SCHEMA settlement, public TO \(role)
            """)
        let result = try database.remit(
            "simulate", "--policy", TestPolicy.standard, "--period", "2026-03", "--json", user: role)
        #expect(result.status == 0 && !result.output.isEmpty, "\(result.errors)")
        try database.sql("DROP OWNED BY \(role); DROP ROLE \(role)")
    }
}
