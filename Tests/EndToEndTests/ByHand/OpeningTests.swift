import Foundation
import TestServer
import Testing

/// `remit backfill opening`: balances of the books before these, brought in before the first close.
@Suite("Opening balances")
struct OpeningTests {
    @Test("are settled by the first close, and available from just their day")
    func settled() throws {
        let database = try SmallPlatform.fresh()
        let (one, two) = try (database.creator(1), database.creator(2))
        let file = try TestFile.write([
            TestFile.openings, "\(one),USD,sales,12345,2026-02-10", "\(one),USD,donations,500,2025-12-01",
            "\(two),USD,subscriptions,-777,2026-02-01", "\(one),USD,sales,5,2026-03-03",
        ])
        let applied = try database.remit("backfill", "opening", file)
        #expect(
            applied.output.hasPrefix("4 opening balances of file.csv applied; the next close settles them\nhash "),
            "\(applied.errors)")
        #expect(try database.remit("backfill", "opening", file).output.contains("was applied before"))
        let drafted = try database.remit("close", "--draft")
        let closed = try database.remit("close", "2026-01")
        #expect(closed.root == drafted.root && closed.root != nil, "\(closed.errors)")
        #expect(
            try database.manualLines().sorted()
                == [
                    "2026-01|n|d|\(one)|USD|500|0|0|500|t|f|2025-11-01",
                    "2026-01|n|s|\(one)|USD|12345|0|0|12345|t|f|2026-01-11",
                    "2026-01|n|s|\(one)|USD|5|0|0|5|t|f|2026-02-01",
                    "2026-01|n|p|\(two)|USD|-777|0|0|-777|t|f|2026-01-02",
                ].sorted())
        let rows = try database.remit("export", "lines").output.split(separator: "\n")
        #expect(rows.contains("2026-01,opening,sales,,,\(one),USD,12345,0,0,12345,true,false,2026-01-11"))
        let explained = try database.remit("explain", "creator", one, "--period", "2026-01").output
        #expect(explained.contains("opening balance: 123.45 USD, sales, available from 2026-02-10"), "\(explained)")
        #expect(explained.contains("held from 2026-01-11 (R8.6), available from 2026-02-10 (R10)"))
        #expect(try database.remit("close", "2026-02").status == 0)
        #expect(try database.manualLines().count == 4)
        let verified = try database.remit("verify", "--recompute")
        #expect(
            verified.output.hasSuffix("2 closed months sound; sources of none have drifted\n"), "\(verified.output)")
    }

    @Test("are refused once a month is closed; before that with every bad line named")
    func refused() throws {
        let database = try SmallPlatform.fresh()
        let creator = try database.creator(1)
        let file = try TestFile.write([
            TestFile.openings, "\(creator),USD,sales,5,2026-02-30", "\(creator),USD,sales,5,2026-02-01",
            "\(creator),USD,sales,6,2026-02-01", "\(creator),USD,donations,6,2026-02-01",
            "\(creator),EUR,sales,6,tomorrow",
        ])
        let refused = try database.remit("backfill", "opening", file)
        #expect(refused.status == 65)
        #expect(
            refused.complaint == """
                remit: file.csv is refused whole, and nothing was changed; mend these 3 and try again:
                file.csv:2: available_from "2026-02-30" is not a day, such as 2026-02-15
                file.csv:4: creator, currency, bucket and available_from "2026-02-01": as on line 3 already
                file.csv:6: available_from "tomorrow" is not a day, such as 2026-02-15
                """)
        let good = try TestFile.write([TestFile.openings, "\(creator),USD,sales,5,2026-02-01"])
        let more = try TestFile.write([TestFile.openings, "\(creator),USD,sales,7,2026-02-01"])
        #expect(try database.remit("backfill", "opening", good).status == 0)
        let repeated = try database.remit("backfill", "opening", more)
        #expect(
            repeated.complaint.hasSuffix(
                "file.csv:2: available_from \"2026-02-01\" of this creator, currency and bucket was applied before"))
        #expect(try database.remit("close", "2026-01").status == 0)
        #expect(try database.remit("backfill", "opening", good).output.contains("was applied before"))
        let late = try database.remit("backfill", "opening", more)
        #expect(late.status == 65)
        #expect(
            late.complaint
                == "remit: opening balances are brought in before the first close only, and 2026-01 is closed; use `remit adjust`"
        )
    }

    @Test("say which day can be kept where the hold days change")
    func hold() throws {
        let database = try SmallPlatform.fresh()
        let creator = try database.creator(1)
        let text = try String(contentsOfFile: TestPolicy.standard, encoding: .utf8)
        let start = try #require(text.firstRange(of: "  - effective: 2026-01"))
        let entry = String(text[start.lowerBound...])
        let longer = entry.replacing("effective: 2026-01", with: "effective: 2026-04").replacing(
            "hold_days: 30", with: "hold_days: 40")
        let policy = try TestPolicy.replacing([entry: entry + "\n" + longer])
        let file = try TestFile.write([
            TestFile.openings, "\(creator),USD,sales,5,2026-04-05", "\(creator),USD,sales,5,2026-03-31",
        ])
        let refused = try database.remit("backfill", "opening", file, policy: policy)
        #expect(
            refused.complaint.hasSuffix(
                "file.csv:2: available_from \"2026-04-05\" cannot be kept, since the policy's hold days change then; the next day that can is 2026-04-11"
            ), "\(refused.complaint)")
        let kept = try TestFile.write([TestFile.openings, "\(creator),USD,sales,5,2026-04-11"])
        #expect(try database.remit("backfill", "opening", kept, policy: policy).status == 0)
        #expect(try database.remit("close", "2026-01", policy: policy).status == 0)
        #expect(try database.sql("SELECT hold_from FROM settlement.lines WHERE kind = 'n'") == "2026-03-02")
    }

    @Test("can be brought in again once the first month is reopened")
    func reopened() throws {
        let database = try SmallPlatform.fresh()
        let creator = try database.creator(1)
        #expect(try database.remit("close", "2026-01").status == 0)
        #expect(try database.remit("reopen", "2026-01", "--reason", "balances were forgotten").status == 0)
        let file = try TestFile.write([TestFile.openings, "\(creator),USD,sales,5,2026-02-01"])
        #expect(try database.remit("backfill", "opening", file).status == 0)
        #expect(try database.remit("close", "2026-01").status == 0)
        #expect(try database.manualLines().count == 1)
        #expect(try database.remit("verify").status == 0)
    }
}
