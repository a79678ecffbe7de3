import Foundation
import TestServer
import Testing

/// `remit adjust`: manual lines, taken whole or not at all, settled by the next close.
@Suite("Adjustments")
struct AdjustTests {
    @Test("are settled by the next close, in its digest, totals, datasets and explanations; verified and recomputed")
    func settled() throws {
        let database = try SmallPlatform.withJanuary()
        let (one, two) = try (database.creator(1), database.creator(2))
        let file = try TestFile.write([
            TestFile.adjustments, "\(one),USD,sales,1500,goodwill for the outage,G-1",
            "\(one),USD,sales,1500,\"goodwill, again\",G-2", "\(two),USD,subscriptions,-250,fine,F-1",
            "\(one),USD,donations,-1,dispute fee,D-1",
        ])
        let applied = try database.remit("adjust", file)
        #expect(
            applied.output.hasPrefix("4 adjustments of file.csv applied; the next close settles them\nhash "),
            "\(applied.errors)")
        #expect(try database.manualLines().isEmpty)
        let drafted = try database.remit("close", "--draft")
        let twin = try SmallPlatform.copy(of: database)
        let closed = try database.remit("close")
        #expect(closed.root == drafted.root && closed.root != nil, "\(closed.errors)")
        #expect(try twin.remit("close", "--exhaustive").root == closed.root)
        let expected = [
            "2026-02|a|d|\(one)|USD|0|0|1|-1|t|f|2026-03-01", "2026-02|a|s|\(one)|USD|0|0|-1500|1500|t|f|2026-03-01",
            "2026-02|a|s|\(one)|USD|0|0|-1500|1500|t|f|2026-03-01",
            "2026-02|a|p|\(two)|USD|0|0|250|-250|t|f|2026-03-01",
        ]
        #expect(try database.manualLines().sorted() == expected.sorted())
        let rows = try database.remit("export", "lines", "--period", "2026-02").output.split(separator: "\n")
        #expect(rows.filter { $0.contains(",adjustment,") }.count == 4)
        #expect(rows.contains("2026-02,adjustment,subscriptions,,,\(two),USD,0,0,250,-250,true,false,2026-03-01"))
        // The next month has none of them.
        #expect(try database.remit("close").status == 0)
        #expect(try database.manualLines().count == 4)
        let verified = try database.remit("verify", "--recompute")
        #expect(verified.status == 0)
        #expect(verified.output.hasSuffix("3 closed months sound; sources of 1 have drifted\n"), "\(verified.output)")
        let explained = try database.remit("explain", "creator", one, "--period", "2026-02").output
        for part in [
            "USD: put in by hand", "adjustment G-2: 15.00 USD, sales: goodwill, again", "file.csv:3, SHA-256 ",
            "adjustment D-1: -0.01 USD, donations: dispute fee",
        ] {
            #expect(explained.contains(part), "\(part) is not in \(explained)")
        }
        #expect(!explained.contains("R13"))
    }

    @Test("make a month without anything else, and a creator without anything else")
    func alone() throws {
        let database = try TestDatabase()
        try database.sql(try SmallPlatform.schema())
        #expect(try database.remit("migrate").status == 0)
        let creator = try database.creator(1)
        let file = try TestFile.write([TestFile.adjustments, "\(creator),USD,subscriptions,-99,fine,F-1"])
        #expect(try database.remit("adjust", file).status == 0)
        let closed = try database.remit("close", "2026-01")
        #expect(closed.output.hasSuffix("\n1 lines, creators earn -0.99 USD\n"), "\(closed.errors)")
        #expect(try database.remit("close", "2026-02").output.hasSuffix("\n0 lines, creators earn nothing\n"))
        let verified = try database.remit("verify", "--recompute")
        #expect(
            verified.output.hasSuffix("2 closed months sound; sources of none have drifted\n"), "\(verified.output)")
    }

    @Test("of a bad file change nothing, and every bad line is named")
    func refused() throws {
        let database = try SmallPlatform.withJanuary()
        let creator = try database.creator(1)
        let nobody = "99999999-9999-4999-8999-999999999999"
        #expect(
            try database.remit("adjust", TestFile.write([TestFile.adjustments, "\(creator),USD,sales,1,x,OLD"])).status
                == 0)
        let file = try TestFile.write(
            [
                TestFile.adjustments, "\(creator),USD,sales,100,good,N-1", "17,USD,sales,100,x,N-2",
                "\(nobody),USD,sales,100,x,N-3", "\(creator),JPY,sales,100,x,N-4", "\(creator),USD,tips,100,x,N-5",
                "\(creator),USD,sales,1.50,x,N-6", "\(creator),USD,sales,0,x,N-7", "\(creator),USD,sales,+5,x,N-8",
                "\(creator),USD,sales,9223372036854775808,x,N-9", "\(creator),USD,sales,5, ,N-10",
                "\(creator),USD,sales,5,x,", "\(creator),USD,sales,5,x,OLD", "\(creator),USD,sales,5,x,N-1",
                "\(creator),USD,sales,5,x", "\(creator),USD,sales,5,\"two\nlines\",N-11", "x,EUR,y,z,,\u{202E}",
            ], named: "bad.csv")
        let refused = try database.remit("adjust", file)
        #expect(refused.status == 65)
        let header = "remit: bad.csv is refused whole, and nothing was changed; mend these 19 and try again:"
        let expected = [
            "3: creator_id \"17\" is not a UUID",
            "4: creator_id \"\(nobody)\" is no user of the platform, and in no closed month",
            "5: currency \"JPY\" is not settled; the policy settles USD",
            "6: bucket \"tips\" is none; choose one of sales, donations, subscriptions",
            "7: amount_cents \"1.50\" is not a whole number of cents other than 0, such as 1250 or -1250",
            "8: amount_cents \"0\" is not a whole number of cents other than 0, such as 1250 or -1250",
            "9: amount_cents \"+5\" is not a whole number of cents other than 0, such as 1250 or -1250",
            "10: amount_cents \"9223372036854775808\" is more than 64 bits hold", "11: reason \" \" is empty",
            "12: reference \"\" is empty", "13: reference \"OLD\" was applied before",
            "14: reference \"N-1\": as on line 2 already", "15: has 5 fields, not 6",
            "16: reason \"two\u{FFFD}lines\" has a line break or another character that cannot be seen",
            "18: creator_id \"x\" is not a UUID",
            "18: bucket \"y\" is none; choose one of sales, donations, subscriptions",
            "18: amount_cents \"z\" is not a whole number of cents other than 0, such as 1250 or -1250",
            "18: reason \"\" is empty",
            "18: reference \"\u{FFFD}\" has a line break or another character that cannot be seen",
        ]
        #expect(
            refused.complaint.split(separator: "\n").map(String.init) == [header] + expected.map { "bad.csv:\($0)" })
        #expect(try database.sql("SELECT count(*) FROM settlement.manual_entries") == "1")
        #expect(try database.sql("SELECT count(*) FROM settlement.manual_files") == "1")
    }

    @Test(
        "are no CSV, no file, or nothing",
        arguments: [
            (
                ["creator_id,currency"],
                "1: the header is \"creator_id,currency\"; it must be \"\(TestFile.adjustments)\""
            ),
            (
                [TestFile.openings, "x"],
                "1: the header is \"\(TestFile.openings)\"; it must be \"\(TestFile.adjustments)\""
            ),
            ([], "1: the header is nothing; it must be \"\(TestFile.adjustments)\""),
            ([TestFile.adjustments], "1: there is no line below the header"),
            ([TestFile.adjustments, "\"a,b"], "2: has a quote that does not end"),
            (
                [TestFile.adjustments, "a\"b,c"],
                "2: has a quote inside a field; quote the whole field, and double the quote"
            ),
            ([TestFile.adjustments, "\"a\"b,c"], "2: has text after a quoted field"),
            (["\"creator_id"], "1: has a quote that does not end"),
        ])
    func malformed(lines: [String], fault: String) throws {
        let database = try SmallPlatform.fresh()
        let refused = try database.remit("adjust", TestFile.write(lines))
        #expect(refused.status == 65)
        #expect(
            refused.complaint
                == "remit: file.csv is refused whole, and nothing was changed; mend this and try again:\nfile.csv:\(fault)"
        )
        let missing = try database.remit("adjust", "no such file")
        #expect(missing.status == 64 && missing.complaint == "remit: cannot read \"no such file\"; name a CSV file")
    }

    @Test("are refused under a policy that says something else of a closed month")
    func otherPolicy() throws {
        let database = try SmallPlatform.withJanuary()
        let file = try TestFile.write([TestFile.adjustments])
        let refused = try database.remit(
            "adjust", file, policy: TestPolicy.replacing(["platform_percent: 30": "platform_percent: 31"]))
        #expect(refused.status == 78 && refused.complaint.contains("2026-01"), "\(refused.errors)")
    }

    @Test("name every line whose quotes are malformed, not the first alone")
    func everyMalformedLine() throws {
        let database = try SmallPlatform.fresh()
        let refused = try database.remit("adjust", TestFile.write([TestFile.adjustments, "a\"b", "\"a\"b", "c"]))
        #expect(refused.status == 65)
        for fault in ["2: has a quote inside a field", "3: has text after a quoted field", "4: has 1 fields, not 6"] {
            #expect(refused.errors.contains("file.csv:\(fault)"))
        }
    }

    @Test("come with Windows' line ends, quotes and a byte order mark just as well")
    func dialects() throws {
        let database = try SmallPlatform.fresh()
        let creator = try database.creator(1)
        let file = try TestFile.write([
            "\u{FEFF}\(TestFile.adjustments)\r", "\"\(creator)\",USD,\"sales\",5,\"say \"\"sorry\"\"\",R\r", "\r",
        ])
        #expect(try database.remit("adjust", file).status == 0)
        #expect(try database.sql("SELECT reason, reference FROM settlement.manual_entries") == "say \"sorry\"|R")
    }

    @Test("of the same file are applied once, also after they were settled; a reference is used once")
    func once() throws {
        let database = try SmallPlatform.fresh()
        let creator = try database.creator(1)
        let line = "\(creator),USD,sales,100,goodwill,G-1"
        let file = try TestFile.write([TestFile.adjustments, line])
        #expect(try database.remit("adjust", file).status == 0)
        let user = try database.sql("SELECT session_user")
        let again = "file.csv was applied before, by \(user): 1 adjustments; nothing was changed\n"
        #expect(try database.remit("adjust", file).output == again)
        #expect(try database.remit("close", "2026-01").status == 0)
        #expect(try database.remit("adjust", file).output == again)
        let other = try database.remit(
            "adjust", TestFile.write([TestFile.adjustments, line, "\(creator),USD,sales,1,x,G-2"]))
        #expect(other.status == 65 && other.complaint.hasSuffix("file.csv:2: reference \"G-1\" was applied before"))
        #expect(try database.remit("close", "2026-02").status == 0)
        #expect(try database.manualLines().count == 1)
    }

    @Test("need a second database user where the policy requires approval")
    func approval() throws {
        let database = try SmallPlatform.fresh()
        try database.sql(
            "DO $$ BEGIN IF to_regrole('second_pair') IS NULL THEN CREATE ROLE second_pair LOGIN; END IF; END $$")
        #expect(try database.remit("migrate", "--settler", "second_pair").status == 0)
        let policy = try TestPolicy.replacing(["approval: none": "approval: required"])
        func remit(_ arguments: String..., user: String? = nil) throws -> Shell.Result {
            try Remit.run(
                arguments, database: user.map(database.url(as:)) ?? database.url,
                environment: ["REMIT_POLICY": policy])
        }
        let creator = try database.creator(1)
        let text = [TestFile.adjustments, "\(creator),USD,sales,100,goodwill,G-1"]
        let file = try TestFile.write(text)
        let proposed = try remit("adjust", file)
        let hash = try #require(proposed.output.split(separator: " ").last?.dropLast()).description
        let user = try database.sql("SELECT session_user")
        let awaiting = """
            file.csv awaits approval: another database user than \(user) applies it
            remit adjust show \(hash)
            remit adjust apply \(hash)

            """
        #expect(proposed.status == 0 && proposed.output == awaiting, "\(proposed.errors)")
        #expect(try remit("adjust", file).output == awaiting)
        #expect(
            try remit("adjust", "list").output.hasSuffix(
                " \(hash) adjustments of file.csv, proposed by \(user): awaits approval\n"))
        #expect(try remit("adjust", "show", hash, user: "second_pair").output == text.map { $0 + "\n" }.joined())
        let own = try remit("adjust", "apply", hash)
        #expect(own.status == 65)
        #expect(
            own.complaint
                == "remit: file.csv was proposed by \"\(user)\", who cannot apply it too; the policy requires that another "
                + "database user does: let somebody else run `remit adjust apply \(hash)`"
        )
        // Neither another policy nor the function lets the same user through.
        #expect(try database.remit("adjust", "apply", hash).status == 65)
        #expect(throws: Psql.Failure.self) {
            try database.sql("SELECT settlement.apply_file('\(hash)', false, now()::timestamp)")
        }
        #expect(try database.sql("SELECT count(*) FROM settlement.manual_entries") == "0")
        let applied = try remit("adjust", "apply", hash, user: "second_pair")
        #expect(
            applied.output == "1 adjustments of file.csv applied; the next close settles them\nhash \(hash)\n",
            "\(applied.errors)")
        #expect(try remit("adjust", "list").output.hasSuffix(": 1 applied by second_pair\n"))
        #expect(try remit("adjust", "apply", hash).output.contains("was applied before, by second_pair"))
        #expect(try remit("adjust", "apply", String(repeating: "0", count: 64)).status == 65)
        #expect(try remit("close", "2026-01").status == 0)
        let explained = try database.remit("explain", "creator", creator, "--period", "2026-01").output
        #expect(explained.contains("by second_pair, proposed by \(user)"), "\(explained)")
        #expect(try database.remit("verify").status == 0)
        let clock = try database.remit("adjust", file, policy: policy)
        #expect(clock.status == 78)
        #expect(clock.complaint == "remit: REMIT_NOW is refused where the policy requires approval; unset it")
    }

    @Test("at once take turns: each file is applied once, each reference by one of them")
    func atOnce() throws {
        let database = try SmallPlatform.fresh()
        let creator = try database.creator(1)
        let files = try (1...4).map { number in
            try TestFile.write(
                [TestFile.adjustments, "\(creator),USD,sales,\(number % 2 + 1),x,SAME"], named: "\(number % 2).csv")
        }
        let runs = try files.map { try database.startRemit("adjust", $0) }
        let results = runs.map { $0.wait() }
        #expect(results.count { $0.output.contains(" applied; ") } == 1)
        #expect(results.count { $0.output.contains("was applied before") } == 1)
        #expect(
            results.count { $0.status == 65 && $0.complaint.hasSuffix("reference \"SAME\" was applied before") } == 2)
        #expect(try database.sql("SELECT count(*) FROM settlement.manual_entries") == "1")
    }

    @Test("wait for a close that runs, and are settled by the one after it")
    func waiting() throws {
        let database = try SmallPlatform.fresh()
        let creator = try database.creator(1)
        let file = try TestFile.write([TestFile.adjustments, "\(creator),USD,sales,100,x,R"])
        let gate = try CommitGate(of: database)
        let close = RunningRemit(try database.startRemit("close", "2026-01"))
        try gate.waitUntilReached()
        let adjust = RunningRemit(try database.startRemit("adjust", file))
        usleep(300_000)
        #expect(!adjust.hasEnded)
        try gate.open()
        #expect(try close.wait().status == 0)
        let adjusted = try adjust.wait()
        #expect(adjusted.status == 0, "\(adjusted.errors)")
        try gate.remove()
        #expect(try database.manualLines().isEmpty)
        #expect(try database.remit("close", "2026-02").status == 0)
        #expect(try database.manualLines().map { $0.prefix(7) } == ["2026-02"])
        #expect(try database.remit("verify").status == 0)
    }

    @Test("are there whole or not at all, wherever the command is killed")
    func killed() throws {
        let template = try SmallPlatform.fresh()
        let creator = try template.creator(1)
        let file = try TestFile.write([
            TestFile.adjustments, "\(creator),USD,sales,100,x,R-1", "\(creator),USD,sales,100,x,R-2",
        ])
        var step = 0
        var isDone = false
        while !isDone {
            let database = try SmallPlatform.copy(of: template)
            let turnstile = try Turnstile(before: database.server, letting: step)
            let run = RunningRemit(
                try database.startRemit("adjust", file, through: turnstile.url(database: database.name)))
            try waitUntil("the command is held or done") { turnstile.isHolding || run.hasEnded }
            isDone = run.hasEnded
            run.kill()
            _ = try run.wait()
            turnstile.shut()
            try database.waitUntilLeft()
            let entries = try database.sql("SELECT count(*) FROM settlement.manual_entries")
            #expect(["0", "2"].contains(entries))
            #expect(try database.sql("SELECT count(*) FROM settlement.manual_files") == (entries == "0" ? "0" : "1"))
            #expect(try database.remit("adjust", file).status == 0)
            #expect(try database.sql("SELECT count(*) FROM settlement.manual_entries") == "2")
            step += 1
        }
        print("\(step) kills of an adjustment")
        #expect(step > 10)
    }

    @Test("of a reopened month are settled again by its next close")
    func reopened() throws {
        let database = try SmallPlatform.fresh()
        let creator = try database.creator(1)
        #expect(
            try database.remit("adjust", TestFile.write([TestFile.adjustments, "\(creator),USD,sales,100,x,R-1"]))
                .status == 0)
        let root = try database.remit("close", "2026-01").root
        #expect(try database.remit("reopen", "2026-01", "--reason", "x").status == 0)
        #expect(try database.remit("close", "2026-01").root == root)
        #expect(try database.remit("reopen", "2026-01", "--reason", "x").status == 0)
        #expect(
            try database.remit("adjust", TestFile.write([TestFile.adjustments, "\(creator),USD,sales,100,x,R-2"]))
                .status == 0)
        #expect(try database.remit("close", "2026-01").root != root)
        #expect(try database.manualLines().count == 2)
        #expect(try database.remit("verify", "--recompute").status == 0)
    }

    @Test("are damage where the books have others than were applied, or the file was changed")
    func damaged() throws {
        let database = try SmallPlatform.fresh()
        let creator = try database.creator(1)
        #expect(
            try database.remit("adjust", TestFile.write([TestFile.adjustments, "\(creator),USD,sales,100,x,R-1"]))
                .status == 0)
        #expect(try database.remit("close", "2026-01").status == 0)
        let place = "adjustment, sales, creator \(creator), USD 0, 0, -100, 100, held from 2026-02-01"
        for (table, sql, finding) in [
            (
                "manual_entries", "UPDATE settlement.manual_entries SET amount_cents = 200",
                "\(place): expected nothing, found 1 line;"
            ),
            ("manual_entries", "DELETE FROM settlement.manual_entries", "\(place): expected nothing, found 1 line;"),
            (
                "manual_entries", "UPDATE settlement.manual_entries SET reason = 'y'",
                "expected its lines, found other entries;"
            ),
            (
                "manual_files", "UPDATE settlement.manual_files SET text = text || ' '",
                "a file of entries by hand was changed: "
            ),
        ] {
            let copy = try SmallPlatform.copy(of: database)
            #expect(throws: Psql.Failure.self) { try copy.sql(sql) }
            try copy.sql(
                """
                ALTER TABLE settlement.\(table) DISABLE TRIGGER history; \(sql);
                ALTER TABLE settlement.\(table) ENABLE ALWAYS TRIGGER history
                """)
            let verified = try copy.remit("verify")
            #expect(verified.status == 1 && verified.output.contains(finding), "\(sql): \(verified.output)")
        }
    }
}
