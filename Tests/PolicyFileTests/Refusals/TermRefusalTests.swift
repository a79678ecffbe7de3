import PolicyFile
import Testing

/// The tiers of the sample.
private let tiers = "[{from: 0, percent: 20}, {from: 500, percent: 15}]"

/// Tiers and entries that could not settle what they say they settle (R3).
@Suite struct TermRefusalTests {
    @Test(arguments: [
        Change(
            tiers, "[]",
            "7:14: entries[0].sales.commission.USD: the list has no tier; give one from 0, and others rising from it"),
        Change(
            tiers, "[{from: 1, percent: 20}]",
            "7:22: entries[0].sales.commission.USD[0].from: \"1\" is where the first tier begins; "
                + "give a first tier from 0"),
        Change(
            tiers, "[{from: 0, percent: 20}, {from: 0, percent: 15}]",
            "7:46: entries[0].sales.commission.USD[1].from: \"0\" does not rise from \"0\" before it; "
                + "give tiers in rising order"),
        Change(
            tiers, "[{from: 0, percent: 20}, {from: 500, percent: 15}, {from: 499, percent: 1}]",
            "7:72: entries[0].sales.commission.USD[2].from: \"499\" does not rise from \"500\" before it; "
                + "give tiers in rising order"),
    ])
    func tiersThatDoNotRise(change: Change) throws {
        try change.expectRefusal()
    }

    @Test(arguments: [
        (
            "entries: []",
            "3:10: entries: the policy has no entries; give at least one, effective from genesis"
        ),
        (
            "entries: {}",
            "3:10: entries: a mapping is not a list; "
                + "give a list of entries, each beginning with \"- effective: \" and a month"
        ),
        (
            "entries:",
            "3:9: entries: nothing is not a list; "
                + "give a list of entries, each beginning with \"- effective: \" and a month"
        ),
    ])
    func noEntries(line: String, message: String) {
        #expect(Sample.refusal(of: "timezone: UTC\ngenesis: 2026-01\n\(line)\n") == "policy.yaml:" + message)
    }

    @Test(arguments: [
        Change(
            "effective: 2026-01", "effective: 2026-02",
            "4:5: entries[0]: the first entry is effective from \"2026-02\", after genesis \"2026-01\"; "
                + "let it begin at genesis"),
        Change(
            "{USD: 1000}", "{USD: 1000, EUR: 900}",
            "4:5: entries[0]: the entry \"2026-01\" settles \"EUR\" without commission tiers for it; "
                + "add them, or drop its minimum"),
        Change(
            "fixed: {USD: 50}", "fixed: {EUR: 50}",
            "4:5: entries[0]: the entry \"2026-01\" has no fixed fee in \"USD\" for the provider \"paddle\"; "
                + "add one (0 is good)"),
        Change(
            "[paddle]", "[paddle, stripe]",
            "4:5: entries[0]: the entry \"2026-01\" collects donations through \"stripe\", "
                + "which is not among the providers; add its fees"),
        Change(
            "direct: [paypal]", "direct: [paypal, paddle]",
            "4:5: entries[0]: the entry \"2026-01\" has the provider \"paddle\" both as collected and as direct; "
                + "keep one"),
    ])
    func theFirstEntry(change: Change) throws {
        try change.expectRefusal()
    }

    @Test(arguments: ["2026-01", "2025-12"])
    func entriesOutOfOrder(month: String) throws {
        #expect(
            try Sample.refusal(of: Sample.followed(by: month))
                == "policy.yaml:28:5: entries[1]: the entry effective \"\(month)\" is not later than the one before it; "
                + "put the entries in order")
    }

    @Test func theThirdEntryOutOfOrder() throws {
        let third = Sample.entry.replacing("effective: 2026-01", with: "effective: 2026-03")
        #expect(
            try Sample.refusal(of: Sample.followed(by: "2026-03") + third)
                == "policy.yaml:52:5: entries[2]: the entry effective \"2026-03\" is not later than the one before it; "
                + "put the entries in order")
    }

    @Test func aCurrencyDropped() throws {
        let text = try Sample.followed(by: "2026-05", ("minimum: {USD: 1000}", "minimum: {}"))
        #expect(
            Sample.refusal(of: text)
                == "policy.yaml:28:5: entries[1]: the entry \"2026-05\" no longer settles \"USD\", "
                + "which an earlier one does; keep its minimum")
    }

    @Test func aLaterEntryIsNamed() throws {
        let text = try Sample.followed(by: "2026-05", ("percent: 5, ", "percent: 5.555, "))
        #expect(
            Sample.refusal(of: text)
                == "policy.yaml:35:27: entries[1].processing.providers.paddle.percent: "
                + "\"5.555\" has more than two decimals; give a percentage from 0 to 100 with at most two decimals")
    }

    /// What stands behind an alias is at its anchor, where it can be changed.
    @Test func behindAnAlias() throws {
        var text = try Change("{USD: 50}", "&money {USD: 0.5}").applied()
        text = try Change("        paddle:", "        stripe: {percent: 1, fixed: {USD: 5}}\n        paddle:").applied(
            to: text)
        text = try Change("{USD: 1000}", "*money").applied(to: text)
        #expect(
            Sample.refusal(of: text)
                == "policy.yaml:12:50: entries[0].processing.providers.paddle.fixed.USD: \"0.5\" is not a whole number; "
                + "give a whole number of minor units (1000 is 10.00 USD) from 0 to 9223372036854775807")
    }
}
