import PolicyFile
import Testing

/// What refusals ask for instead.
private enum Allowed {
    static let percent = "a percentage from 0 to 100 with at most two decimals"
    static let hours = "hours from 0 to 24 with at most two decimals, or null for no cap"
    static let amount = "a whole number of minor units (1000 is 10.00 USD) from 0 to 9223372036854775807"
    static let days = "a whole number of days from 0 to 100000"
    static let weight = "a whole number from 0 to 1000000000"
}

/// Numbers that are not exactly what a term needs.
@Suite struct NumberRefusalTests {
    @Test(arguments: [
        ("15.123", "\"15.123\" has more than two decimals"), ("5.000", "\"5.000\" has more than two decimals"),
        ("\"2.999\"", "\"2.999\" has more than two decimals"), ("100.01", "\"100.01\" is above 100"),
        ("101", "\"101\" is above 100"), ("99999999999999999999", "\"99999999999999999999\" is above 100"),
        ("-1", "\"-1\" is negative"), ("-0.5", "\"-0.5\" is negative"), ("+5", "\"+5\" is not a plain decimal number"),
        ("5%", "\"5%\" is not a plain decimal number"), ("1e1", "\"1e1\" is not a plain decimal number"),
        (".5", "\".5\" is not a plain decimal number"), ("5.", "\"5.\" is not a plain decimal number"),
        ("1_0", "\"1_0\" is not a plain decimal number"), ("1.2.3", "\"1.2.3\" is not a plain decimal number"),
        ("0x10", "\"0x10\" is not a plain decimal number"), ("1:30", "\"1:30\" is not a plain decimal number"),
        ("٣", "\"٣\" is not a plain decimal number"), (".inf", "\".inf\" is not a plain decimal number"),
        ("ten", "\"ten\" is not a plain decimal number"), ("\"\"", "\"\" is not a plain decimal number"),
        ("\" 5\"", "\" 5\" is not a plain decimal number"), ("010", "\"010\" begins with a needless 0"),
        ("00.5", "\"00.5\" begins with a needless 0"), ("null", "\"null\" is not a number"),
        ("", "nothing is not a number"), ("[5]", "a list is not a number"), ("{a: 5}", "a mapping is not a number"),
    ])
    func percentage(written: String, problem: String) throws {
        let place = written.isEmpty ? "17:24" : "17:25"
        try Change(
            "platform_percent: 30", "platform_percent: \(written)",
            "\(place): entries[0].subscriptions.platform_percent: \(problem); give \(Allowed.percent)"
        ).expectRefusal()
    }

    @Test(arguments: [
        ("24.01", "\"24.01\" is above 24"), ("25", "\"25\" is above 24"), ("-1", "\"-1\" is negative"),
        ("1.125", "\"1.125\" has more than two decimals"), ("none", "\"none\" is not a plain decimal number"),
        ("\"null\"", "\"null\" is not a plain decimal number"), ("01", "\"01\" begins with a needless 0"),
        ("[1]", "a list is not a number"),
    ])
    func viewerCap(written: String, problem: String) throws {
        try Change(
            "per_day: null", "per_day: \(written)",
            "20:33: entries[0].subscriptions.viewer_cap_hours_per_day: \(problem); give \(Allowed.hours)"
        ).expectRefusal()
    }

    @Test func aViewerCapThatWasForgotten() throws {
        try Change(
            "per_day: null", "per_day:",
            "20:32: entries[0].subscriptions.viewer_cap_hours_per_day: nothing is not a number; "
                + "give \(Allowed.hours)"
        ).expectRefusal()
    }

    @Test(arguments: [
        ("10.00", "\"10.00\" is not a whole number"), ("1e3", "\"1e3\" is not a whole number"),
        ("1_000", "\"1_000\" is not a whole number"), ("1,000", "\"1,000\" is not a whole number"),
        ("0x3E8", "\"0x3E8\" is not a whole number"), ("+1000", "\"+1000\" is not a whole number"),
        ("ten", "\"ten\" is not a whole number"), ("-1", "\"-1\" is negative"), ("-0.01", "\"-0.01\" is negative"),
        ("01000", "\"01000\" begins with a needless 0"),
        ("9223372036854775808", "\"9223372036854775808\" is too large"),
        ("99999999999999999999999", "\"99999999999999999999999\" is too large"), ("~", "\"~\" is not a number"),
        ("[1000]", "a list is not a number"),
    ])
    func amount(written: String, problem: String) throws {
        // A comma would end the value in flow style.
        try Change(
            "minimum: {USD: 1000}", "minimum:\n        USD: \(written)",
            "25:14: entries[0].payouts.minimum.USD: \(problem); give \(Allowed.amount)"
        ).expectRefusal()
    }

    @Test func amountInQuotes() throws {
        try Change(
            "{USD: 1000}", "{USD: \"1000\"}",
            "24:22: entries[0].payouts.minimum.USD: \"1000\" is in quotes; "
                + "give \(Allowed.amount), without quotes"
        ).expectRefusal()
    }

    @Test(arguments: [
        Change(
            "hold_days: 30", "hold_days: -30",
            "25:18: entries[0].payouts.hold_days: \"-30\" is negative; give \(Allowed.days)"),
        Change(
            "hold_days: 30", "hold_days: 100001",
            "25:18: entries[0].payouts.hold_days: \"100001\" is too large; give \(Allowed.days)"),
        Change(
            "late_arrival_days: 45", "late_arrival_days: 1.5",
            "27:34: entries[0].windows.late_arrival_days: \"1.5\" is not a whole number; give \(Allowed.days)"),
        Change(
            "refund_days: 180", "refund_days: 4294967297",
            "27:51: entries[0].windows.refund_days: \"4294967297\" is too large; give \(Allowed.days)"),
        Change(
            "time: 50", "time: 0.5",
            "19:23: entries[0].subscriptions.weights.time: \"0.5\" is not a whole number; give \(Allowed.weight)"),
        Change(
            "sessions: 30", "sessions: -30",
            "19:37: entries[0].subscriptions.weights.sessions: \"-30\" is negative; give \(Allowed.weight)"),
        Change(
            "concepts: 20", "concepts: 1000000001",
            "19:51: entries[0].subscriptions.weights.concepts: \"1000000001\" is too large; give \(Allowed.weight)"),
        Change(
            "from: 500", "from: 5.00",
            "7:46: entries[0].sales.commission.USD[1].from: \"5.00\" is not a whole number; give \(Allowed.amount)"),
        Change(
            "percent: 15", "percent: 150",
            "7:60: entries[0].sales.commission.USD[1].percent: \"150\" is above 100; give \(Allowed.percent)"),
        Change(
            "fixed: {USD: 50}", "fixed: {USD: 0.50}",
            "11:43: entries[0].processing.providers.paddle.fixed.USD: \"0.50\" is not a whole number; give \(Allowed.amount)"
        ),
        Change(
            "paypal: {percent: 0}", "paypal: {percent: -0.01}",
            "12:27: entries[0].processing.providers.paypal.percent: \"-0.01\" is negative; give \(Allowed.percent)"),
    ])
    func everyOtherNumber(change: Change) throws {
        try change.expectRefusal()
    }

    @Test func weightsAllNought() throws {
        try Change(
            "{time: 50, sessions: 30, concepts: 20}", "{time: 0, sessions: 0, concepts: 0}",
            "19:16: entries[0].subscriptions.weights: the weights are all 0; give at least one above 0"
        ).expectRefusal()
    }
}
