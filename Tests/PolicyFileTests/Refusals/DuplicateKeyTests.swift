import PolicyFile
import Testing

/// A key that one mapping has twice: the second is where the error is, the first is named.
@Suite struct DuplicateKeyTests {
    @Test(arguments: [
        Change(
            "genesis: 2026-01", "genesis: 2026-01\ntimezone: UTC",
            "3:1: timezone: the key \"timezone\" was given before, on line 1; keep one"),
        Change(
            "    bundles:\n", "    payouts: {}\n    bundles:\n",
            "24:5: entries[0].payouts: the key \"payouts\" was given before, on line 21; keep one"),
        Change(
            "{USD: 1000}", "{USD: 1000, EUR: 1000, USD: 900}",
            "24:39: entries[0].payouts.minimum.USD: the key \"USD\" was given before, on line 24; keep one"),
        Change(
            "{USD: 1000}", "{\"USD\": 1000, 'USD': 900}",
            "24:30: entries[0].payouts.minimum.USD: the key \"USD\" was given before, on line 24; keep one"),
        Change(
            "{from: 500, percent: 15}", "{from: 500, percent: 15, from: 600}",
            "7:64: entries[0].sales.commission.USD[1].from: the key \"from\" was given before, on line 7; keep one"),
        Change(
            "        paypal: {percent: 0}\n", "        paypal: {percent: 0}\n        paddle: {percent: 0}\n",
            "13:9: entries[0].processing.providers.paddle: "
                + "the key \"paddle\" was given before, on line 11; keep one"),
    ])
    func twice(change: Change) throws {
        try change.expectRefusal()
    }

    /// YAML takes `5` and `"5"` for two keys; here both are the same name.
    @Test func oncePlainAndOnceInQuotes() throws {
        try Change(
            "        paypal: {percent: 0}\n",
            "        paypal: {percent: 0}\n        5: {percent: 0}\n        \"5\": {percent: 0}\n",
            "14:9: entries[0].processing.providers.5: the key \"5\" was given before, on line 13; keep one"
        ).expectRefusal()
    }

    @Test func inALaterEntry() throws {
        let twice = "      hold_days: 30\n      hold_days: 7\n"
        let text = try Sample.followed(by: "2026-04", ("      hold_days: 30\n", twice))
        #expect(
            Sample.refusal(of: text)
                == "policy.yaml:50:7: entries[1].payouts.hold_days: "
                + "the key \"hold_days\" was given before, on line 49; keep one")
    }

    /// The tree holds what an alias stands for a second time; the key is found where it is written.
    @Test func besideAnAlias() throws {
        var text = try Change("fixed: {USD: 50}", "fixed: &fixed {USD: 50}").applied()
        text = try Change("{USD: 1000}", "*fixed").applied(to: text)
        text = try Change("refund_days: 180}", "refund_days: 180, refund_days: 1}").applied(to: text)
        #expect(
            Sample.refusal(of: text)
                == "policy.yaml:27:56: entries[0].windows.refund_days: "
                + "the key \"refund_days\" was given before, on line 27; keep one")
    }

    /// Where there are several the parser cannot get past them, and the first place is all that is known.
    @Test(arguments: [
        Change(
            "{USD: 1000}", "{USD: 1, USD: 2, USD: 3}",
            "24:17: the key \"USD\" is given more than once, first here; keep one"),
        Change(
            "{USD: 1000}", "{&a USD: 1, USD: 2}",
            "24:17: the key \"USD\" is given more than once, first here; keep one"),
    ])
    func whereTheSecondCannotBeFound(change: Change) throws {
        try change.expectRefusal()
    }
}
