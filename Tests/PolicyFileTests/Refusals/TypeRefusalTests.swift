import PolicyFile
import Testing

/// Values of a wrong type, unknown words, and texts that are not what they should be.
@Suite struct TypeRefusalTests {
    @Test(arguments: [
        Change(
            "weights: {time: 50, sessions: 30, concepts: 20}", "weights: [50, 30, 20]",
            "19:16: entries[0].subscriptions.weights: a list is not a mapping; "
                + "give the keys \"time\", \"sessions\", \"concepts\""),
        Change(
            "{USD: 1000}", "1000",
            "24:16: entries[0].payouts.minimum: \"1000\" is not a mapping; "
                + "give amounts by currency, such as {USD: 1000}"),
        Change(
            "fixed: {USD: 50}", "fixed: 50",
            "11:37: entries[0].processing.providers.paddle.fixed: \"50\" is not a mapping; "
                + "give amounts by currency, such as {USD: 1000}"),
        Change(
            "fixed: {USD: 50}", "fixed: null",
            "11:37: entries[0].processing.providers.paddle.fixed: \"null\" is not a mapping; "
                + "give amounts by currency, such as {USD: 1000}"),
        Change(
            "paypal: {percent: 0}", "paypal: 0",
            "12:17: entries[0].processing.providers.paypal: \"0\" is not a mapping; "
                + "give the keys \"percent\", \"fixed\""),
        Change(
            "[{from: 0, percent: 20}, {from: 500, percent: 15}]", "20",
            "7:14: entries[0].sales.commission.USD: \"20\" is not a list; give tiers, such as [{from: 0, percent: 20}]"),
        Change(
            "{from: 500, percent: 15}", "15",
            "7:39: entries[0].sales.commission.USD[1]: \"15\" is not a mapping; give the keys \"from\", \"percent\""),
        Change(
            "        USD: [{from: 0, percent: 20}, {from: 500, percent: 15}]\n", "        - USD\n",
            "7:9: entries[0].sales.commission: a list is not a mapping; "
                + "give tiers by currency, such as {USD: [{from: 0, percent: 20}]}"),
        Change(
            "        paddle: {percent: 5, fixed: {USD: 50}}\n        paypal: {percent: 0}\n", "        - paddle\n",
            "11:9: entries[0].processing.providers: a list is not a mapping; "
                + "give fees by provider, such as {paypal: {percent: 0}}"),
        Change(
            "[paddle]", "paddle",
            "15:28: entries[0].donations.collected: \"paddle\" is not a list; "
                + "give names of providers, such as [paddle]"),
        Change(
            "bundles:\n      without_share: list_price", "bundles:",
            "21:13: entries[0].bundles: nothing is not a mapping; give the keys \"without_share\""),
    ])
    func shape(change: Change) throws {
        try change.expectRefusal()
    }

    @Test(arguments: [
        Change(
            "[paypal]", "[5]",
            "15:47: entries[0].donations.direct[0]: \"5\" is not a text; "
                + "give the name of a provider, in quotes if it looks like a number or a switch"),
        Change(
            "[paypal]", "[paypal, no]",
            "15:55: entries[0].donations.direct[1]: \"no\" is not a text; "
                + "give the name of a provider, in quotes if it looks like a number or a switch"),
        Change(
            "[paypal]", "[~]", "15:47: entries[0].donations.direct[0]: \"~\" is not a text; give the name of a provider"
        ),
        Change(
            "[paypal]", "[\"\"]", "15:47: entries[0].donations.direct[0]: \"\" is empty; give the name of a provider"),
        Change(
            "[paypal]", "[{paypal: 1}]",
            "15:47: entries[0].donations.direct[0]: a mapping is not a text; give the name of a provider"),
        Change(
            "[paypal]", "[paypal, paypal]",
            "15:55: entries[0].donations.direct[1]: \"paypal\" is in the list twice; give each name once"),
    ])
    func name(change: Change) throws {
        try change.expectRefusal()
    }

    @Test(arguments: [
        (
            "recorded_fees: verify", "recorded_fees: trust", "8:22", "sales.recorded_fees", "\"trust\"",
            "verify or honour"
        ),
        (
            "sales: platform", "sales: seller", "13:25", "processing.borne_by.sales", "\"seller\"",
            "platform or creator"
        ),
        (
            "donations: creator", "donations: [creator]", "13:46", "processing.borne_by.donations", "a list",
            "platform or creator"
        ),
        (
            "model: pro_rata", "model: Pro_Rata", "18:14", "subscriptions.model", "\"Pro_Rata\"",
            "pro_rata or user_centric"
        ),
        (
            "without_share: list_price", "without_share: null", "22:22", "bundles.without_share", "\"null\"",
            "list_price or equal"
        ),
        ("approval: none", "approval: true", "26:17", "payouts.approval", "\"true\"", "none or required"),
        ("approval: none", "approval: ~", "26:17", "payouts.approval", "\"~\"", "none or required"),
    ])
    func word(old: String, new: String, place: String, path: String, value: String, words: String) throws {
        try Change(
            old, new, "\(place): entries[0].\(path): \(value) is not one of the words known here; give \(words)"
        ).expectRefusal()
    }

    @Test(arguments: [
        ("no", "\"no\""), ("0", "\"0\""), ("\"false\"", "\"false\""), ("{}", "a mapping"), ("~", "\"~\""),
    ])
    func flag(written: String, shown: String) throws {
        try Change(
            "refunded: false", "refunded: \(written)",
            "14:17: entries[0].processing.refunded: \(shown) is not true or false; give true or false, without quotes"
        ).expectRefusal()
    }

    @Test(arguments: ["2026-13", "2026-00", "2026-1", "26-01", "2026-01-01", "2026/01", "202601", "soon"])
    func month(written: String) throws {
        try Change(
            "genesis: 2026-01", "genesis: \(written)",
            "2:10: genesis: \"\(written)\" is not a month; give one such as 2026-01"
        ).expectRefusal()
        try Change(
            "effective: 2026-01", "effective: \(written)",
            "4:16: entries[0].effective: \"\(written)\" is not a month; give one such as 2026-01"
        ).expectRefusal()
    }

    @Test(arguments: [
        ("\"\"", "\"\" is empty"), ("~", "\"~\" is not a text"), ("[UTC]", "a list is not a text"),
        ("\"7\"", "\"7\" is not the name of a time zone"), ("+07:00", "\"+07:00\" is not the name of a time zone"),
        ("\"<+07>-7\"", "\"<+07>-7\" is not the name of a time zone"),
        ("Phnom Penh", "\"Phnom Penh\" is not the name of a time zone"),
        ("Zürich", "\"Zürich\" is not the name of a time zone"),
        ("\"UTC\\n\"", "\"UTC\\n\" is not the name of a time zone"),
    ])
    func timeZone(written: String, problem: String) throws {
        try Change(
            "timezone: UTC", "timezone: \(written)",
            "1:11: timezone: \(problem); give the name of a time zone, such as UTC or Asia/Phnom_Penh"
        ).expectRefusal()
    }

    @Test(arguments: ["7", "true", "2026-01-01"])
    func timeZoneOfAnotherType(written: String) throws {
        try Change(
            "timezone: UTC", "timezone: \(written)",
            "1:11: timezone: \"\(written)\" is not a text; give the name of a time zone, such as UTC or "
                + "Asia/Phnom_Penh, in quotes if it looks like a number or a switch"
        ).expectRefusal()
    }

    @Test func aLongValueIsCut() throws {
        let long = String(repeating: "x", count: 200)
        try Change(
            "genesis: 2026-01", "genesis: \(long)",
            "2:10: genesis: \"\(long.prefix(60))...\" is not a month; give one such as 2026-01"
        ).expectRefusal()
    }
}
