import Foundation
import TestServer
import Testing

/// Payouts handed out in files, through the built command.
@Suite("Payout files")
struct PayoutFileTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private func export(_ database: TestDatabase, _ arguments: String..., config: String? = nil) throws -> Shell.Result
    {
        try Remit.run(
            ["payouts", "export", "--out", folder.path + "/out", "--quiet"] + arguments, database: database.url,
            now: "2026-04-02T09:00:00Z", environment: config.map { ["REMIT_CONFIG": $0] } ?? [:])
    }

    @Test("go from pending to processing, once; their owner alone reads them")
    func paypal() throws {
        let database = try PaidPlatform.fresh()
        let exported = try export(database, "--format", "paypal")
        #expect(exported.status == 0 && exported.errors == "", "\(exported)")
        let name = try #require(folder.names(in: "out").first)
        #expect(folder.names(in: "out") == [name])
        #expect(try folder.mode("out/\(name)") == 0o600)
        let batch = name.dropFirst("paypal-USD-".count).dropLast(".csv".count)
        let sum = try database.sql("SELECT sum(amount_cents) FROM payouts WHERE payout_method = 'paypal'")
        let cents = try #require(Int64(sum))
        #expect(
            exported.output
                == "batch \(batch): 2 payouts by paypal, \(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100) USD, in "
                + "\(folder.path)/out/\(name)\n")
        let rows = try folder.text("out/\(name)").split(separator: "\n").map { $0.split(separator: ",") }
        #expect(rows.map { $0[0] }.sorted() == ["secret0@example.org", "secret4@example.org"])
        #expect(
            rows.allSatisfy { $0.count == 6 && $0[2] == "USD" && $0[4] == "Payout of 2026-04-02" && $0[5] == "PAYPAL" })
        let ids = try database.sql("SELECT short_id FROM settlement.payout_batch_rows ORDER BY place")
        #expect(rows.map { String($0[3]) } == ids.split(separator: "\n").map(String.init))
        #expect(
            try database.payoutCounts() == [
                "aba pending 1", "bank_transfer pending 2", "paypal processing 2", "wise pending 1",
            ])
        let again = try export(database, "--format", "paypal")
        #expect(again.status == 0)
        #expect(again.output == "nothing to hand out: no payout that a file of format paypal can hold is pending\n")
        #expect(folder.names(in: "out") == [name])
    }

    @Test("every method has its own file, also in one format for all")
    func everyMethod() throws {
        let database = try PaidPlatform.fresh()
        let exported = try export(database, "--format", "csv", "--json")
        let report = try JSONValue.line(exported.output)
        guard case .list(let batches)? = report["batches"] else {
            Issue.record("no batches: \(exported.output)")
            return
        }
        #expect(batches.map { $0["method"]?.text } == ["aba", "bank_transfer", "paypal", "wise"])
        #expect(batches.map { $0["payouts"] } == [.number(1), .number(2), .number(2), .number(1)])
        #expect(report["left_out"] == .list([]))
        #expect(try database.sql("SELECT count(*) FROM payouts WHERE status = 'pending'") == "0")
        let wise = try #require(folder.names(in: "out").first { $0.hasPrefix("csv-wise") })
        #expect(try folder.text("out/\(wise)").contains(",wise,\"One, Creator\",one@example.org,"))
    }

    @Test("an account that cannot be is left out, named by its last four characters, and still pending")
    func leftOut() throws {
        let database = try PaidPlatform.fresh()
        let config = try folder.write(
            "debtor: {name: Learning OS, iban: DE02120300000000202051, bic: BYLADEM1001}\n", to: "remit.yaml")
        let exported = try export(database, "--format", "pain001", config: config)
        let bad = try database.payout(to: 3)
        #expect(
            exported.errors
                == "remit: left out, and still pending: payout \(bad): iban \"…2052\" does not pass its check digits "
                + "(mod 97); pay it by hand with --format csv, or confirm it from there as failed\n")
        #expect(exported.status == 0 && exported.output.contains(": 1 payout by bank_transfer, "))
        #expect(
            try database.payoutCounts().filter { $0.hasPrefix("bank") } == [
                "bank_transfer pending 1", "bank_transfer processing 1",
            ])
        let file = try #require(folder.names(in: "out").first)
        let text = try folder.text("out/\(file)")
        #expect(text.contains("<IBAN>DE02120300000000202051</IBAN>") && !text.contains("202052"))
        #expect(text.contains("<CreDtTm>2026-04-02T09:00:00Z</CreDtTm>") && text.contains("<Nm>Hidden Name</Nm>"))
        #expect(try export(database, "--format", "csv").status == 0)
        #expect(try database.sql("SELECT status FROM payouts WHERE id = '\(bad)'") == "processing")
    }

    @Test("transfers are due on the day of the policy's time zone")
    func dueDay() throws {
        let policy = try TestPolicy.replacing(["timezone: UTC": "timezone: Asia/Phnom_Penh"])
        let database = try SmallPlatform.fresh()
        func remit(_ arguments: String..., config: String = "") throws -> Shell.Result {
            let result = try Remit.run(
                arguments, database: database.url, now: "2026-04-02T17:00:00Z",
                environment: ["REMIT_POLICY": policy, "REMIT_CONFIG": config])
            #expect(result.status == 0, "\(arguments): \(result.errors)")
            return result
        }
        for month in 1...3 { _ = try remit("close", "2026-0\(month)") }
        try database.sql(
            """
            INSERT INTO creator_payment_settings (id, user_id, preferred_payout_method, payout_details)
            SELECT md5('settings ' || n)::uuid, md5('creator ' || n)::uuid, 'bank',
                   '{"iban": "DE02120300000000202051", "name": "Name"}'
            FROM generate_series(0, 6) n
            """)
        _ = try remit("payouts", "run", "--as-of", "2026-04-02")
        let config = try folder.write(
            "debtor: {name: Learning OS, iban: DE02120300000000202051}\n", to: "remit.yaml")
        let exported = try remit(
            "payouts", "export", "--format", "pain001", "--out", folder.path + "/out", config: config)
        let name = try #require(folder.names(in: "out").first, "\(exported)")
        let text = try folder.text("out/\(name)").filter { !$0.isWhitespace }
        #expect(text.contains("<CreDtTm>2026-04-02T17:00:00Z</CreDtTm>"))
        #expect(text.contains("<ReqdExctnDt><Dt>2026-04-03</Dt></ReqdExctnDt>"))
        let batch = try database.sql("SELECT batch FROM settlement.payout_batches")
        try FileManager.default.removeItem(atPath: folder.path + "/out")
        _ = try remit("payouts", "export", "--batch", batch, "--out", folder.path + "/out", config: config)
        #expect(try folder.text("out/\(name)").filter { !$0.isWhitespace } == text)
    }

    @Test(
        "what a killed export left is taken away by the next one, and nothing that another is at, or that is not ours")
    func left() throws {
        let database = try PaidPlatform.fresh()
        try FileManager.default.createDirectory(atPath: folder.path + "/out", withIntermediateDirectories: true)
        let (left, held) = (
            "wise-USD-00000000-0000-4000-8000-000000000001.csv", "pain001-EUR-00000000-0000-4000-8000-000000000002.xml"
        )
        let others = ["\(left).partial.txt", "notes.csv.partial", "wise-USD.csv.partial"]
        for name in ["\(left).partial", "\(held).partial"] + others { try folder.write("secret", to: "out/\(name)") }
        let descriptor = unsafe open("\(folder.path)/out/\(held).partial", O_RDONLY)
        defer { _ = close(descriptor) }
        #expect(flock(descriptor, LOCK_EX) == 0)
        let exported = try export(database, "--format", "paypal")
        #expect(
            exported.errors
                == "remit: removed \"\(folder.path)/out/\(left).partial\", which an export that was cut off had left; `remit "
                + "payouts export --batch 00000000-0000-4000-8000-000000000001` writes that file, if it was handed out\n"
        )
        let names = folder.names(in: "out").filter { !$0.hasPrefix("paypal-USD-") }
        #expect(names == (["\(held).partial"] + others).sorted())
        #expect(flock(descriptor, LOCK_UN) == 0)
        _ = try export(database, "--format", "wise")
        #expect(
            folder.names(in: "out").filter { $0.hasSuffix(".partial") }
                == others.filter { $0.hasSuffix(".partial") }.sorted())
    }

    @Test("of what settings hold in JSON, only texts are copied: what is not sealed gets into no file")
    func notTexts() throws {
        let database = try SmallPlatform.paying()
        try database.sql(
            """
            UPDATE creator_payment_settings SET payout_details = payout_details || '{"bic": 12345678, "wise_email": ["x"]}'
            WHERE user_id = \(SmallPlatform.creator(5));
            UPDATE creator_payment_settings SET preferred_payout_method = 'aba', payout_aba_account = '000111222',
                   payout_details = '{"name": {"first": "Hidden"}}' WHERE user_id = \(SmallPlatform.creator(2))
            """)
        #expect(try database.remit("payouts", "run", "--as-of", SmallPlatform.payday).status == 0)
        let copies = """
            SELECT payout_details FROM settlement.payouts WHERE creator_id IN (\(SmallPlatform.creator(5)), \(SmallPlatform.creator(2)))
            ORDER BY payout_method
            """
        #expect(
            try database.sql(copies) == """
                {"aba_account": "000111222"}
                {"iban": "DE02120300000000202051", "name": "Hidden Name"}
                """)
        #expect(try export(database, "--format", "csv").status == 0)
        for name in folder.names(in: "out") {
            let text = try folder.text("out/\(name)")
            #expect(!text.contains("12345678") && !text.contains("first"), "\(text)")
        }
    }

    @Test("are listed with the ids by which they are written again")
    func listed() throws {
        let database = try PaidPlatform.fresh()
        #expect(try export(database, "--format", "paypal").status == 0)
        let row = try database.sql(
            "SELECT batch, payouts, amount_cents, file_name, exported_by FROM settlement.payout_batches"
        ).split(separator: "|").map(String.init)
        let (batch, cents) = (row[0], try #require(Int(row[2])))
        let lines = try database.remit("payouts", "list").output.split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.filter { $0.hasSuffix("  \(batch.prefix(8))…") }.count == 2)
        let table = lines.drop { !$0.isEmpty }.map { $0.split(separator: " ").joined(separator: " ") }
        #expect(
            table == [
                "", "batch payouts amount handed out by file",
                "\(batch) 2 \(cents / 100).\(String(cents % 100 + 100).dropFirst()) USD 2026-04-02T09:00:00Z \(row[4]) \(row[3])",
                "",
            ])
        #expect(try !database.remit("payouts", "list", "--status", "pending").output.contains("handed out"))
        let json = try JSONValue.line(try database.remit("payouts", "list", "--json", "--status", "processing").output)
        #expect(
            json["batches"] == [
                [
                    "batch": .text(batch), "file": .text(row[3]), "method": "paypal", "currency": "USD", "payouts": 2,
                    "amount_cents": .number(Int64(cents)), "exported_at": "2026-04-02T09:00:00Z",
                    "exported_by": .text(row[4]),
                ]
            ])
    }

    @Test("without an account to pay from, nothing is handed out")
    func nobodyPays() throws {
        let database = try PaidPlatform.fresh()
        let before = try database.payoutRecords()
        let config = try folder.write("# nothing\n", to: "remit.yaml")
        let exported = try export(database, "--format", "pain001", config: config)
        #expect(exported.status == 78)
        #expect(
            exported.complaint.hasSuffix(
                "remit: the settings name no account to pay from; give debtor {name, iban, bic} in Jobs/remit.yaml or the "
                    + "file that REMIT_CONFIG names"))
        #expect(try database.payoutRecords() == before)
        #expect(folder.names(in: "out") == [])
    }

    @Test("a batch is written again byte for byte, or not at all")
    func again() throws {
        let database = try PaidPlatform.fresh()
        let plain = try folder.write("# nothing\n", to: "plain.yaml")
        #expect(try export(database, "--format", "csv", config: plain).status == 0)
        let name = try #require(folder.names(in: "out").first { $0.hasPrefix("csv-aba") })
        let before = try folder.text("out/\(name)")
        let records = try database.payoutRecords()
        try FileManager.default.removeItem(atPath: folder.path + "/out")
        let batch = String(name.dropFirst("csv-aba-USD-".count).dropLast(".csv".count))
        let written = try export(database, "--batch", batch, config: plain)
        #expect(written.status == 0 && written.output.hasPrefix("batch \(batch): 1 payout by aba, "), "\(written)")
        #expect(try folder.text("out/\(name)") == before)
        #expect(try folder.mode("out/\(name)") == 0o600)
        #expect(folder.names(in: "out") == [name])
        let other = try folder.write(
            "bank_csv: {aba: {columns: [{name: Account, from: account}]}}\n", to: "other.yaml")
        let refused = try export(database, "--batch", batch, config: other)
        #expect(refused.status == 78)
        #expect(
            refused.complaint
                == "remit: batch \(batch) would not be what it was on 2026-04-02T09:00:00Z: the settings debtor, wise or "
                + "bank_csv, or remit itself, have changed since; go back to those to write it again")
        #expect(try folder.text("out/\(name)") == before)
        let unknown = try export(database, "--batch", "00000000-0000-4000-8000-000000000001")
        #expect(unknown.status == 65)
        #expect(
            unknown.complaint
                == "remit: there is no batch \"00000000-0000-4000-8000-000000000001\": nothing was handed out under that id; "
                + "`remit payouts list` shows those there are")
        #expect(try database.payoutRecords() == records)
    }

    @Test("a folder that cannot be written hands nothing out")
    func noFolder() throws {
        let database = try PaidPlatform.fresh()
        let before = try database.payoutRecords()
        try folder.write("a file", to: "out")
        let exported = try export(database, "--format", "csv")
        #expect(exported.status == 73)
        #expect(
            exported.complaint == "remit: cannot write \"\(folder.path)/out\"; make room or choose another --out")
        #expect(try database.payoutRecords() == before)
    }

    @Test("what was handed out and has no answer is not paid again by a later run")
    func neverTwice() throws {
        let database = try PaidPlatform.fresh()
        #expect(try export(database, "--format", "csv").status == 0)
        for day in ["2026-04-03", "2026-04-04"] {
            let run = try database.remit("payouts", "run", "--as-of", day, "--quiet", now: "\(day)T09:00:00Z")
            #expect(run.status == 0, "\(run)")
        }
        #expect(try database.sql("SELECT count(*) FROM settlement.payouts") == "6")
        #expect(try database.sql(TestDatabase.overdrawn) == "")
        #expect(try export(database, "--format", "csv").output.hasPrefix("nothing to hand out"))
    }

    @Test(
        "either a format or a batch",
        arguments: [[], ["--format", "csv", "--batch", "00000000-0000-4000-8000-000000000001"]])
    func usage(arguments: [String]) throws {
        let result = try Remit.run(["payouts", "export"] + arguments, database: "postgresql:///nowhere")
        #expect(result.status == 64)
        #expect(
            result.errors.contains(
                "give either --format, to hand out what is pending, or --batch, for a file again"))
    }
}
