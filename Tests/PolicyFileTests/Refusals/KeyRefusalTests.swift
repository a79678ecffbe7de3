import PolicyFile
import Testing

/// Keys that are missing, not known, or no keys.
@Suite struct KeyRefusalTests {
    @Test(arguments: [
        ("timezone: UTC\n", "1:1: ", "timezone"), ("genesis: 2026-01\n", "1:1: ", "genesis"),
        ("effective: 2026-01\n    ", "4:5: entries[0]: ", "effective"),
        (
            "    sales:\n      commission:\n        USD: [{from: 0, percent: 20}, {from: 500, percent: 15}]\n"
                + "      recorded_fees: verify\n", "4:5: entries[0]: ", "sales"
        ),
        (
            "      commission:\n        USD: [{from: 0, percent: 20}, {from: 500, percent: 15}]\n",
            "6:7: entries[0].sales: ", "commission"
        ),
        ("from: 500, ", "7:39: entries[0].sales.commission.USD[1]: ", "from"),
        (", percent: 15", "7:39: entries[0].sales.commission.USD[1]: ", "percent"),
        (
            "      providers:\n        paddle: {percent: 5, fixed: {USD: 50}}\n        paypal: {percent: 0}\n",
            "10:7: entries[0].processing: ", "providers"
        ),
        ("percent: 5, ", "11:17: entries[0].processing.providers.paddle: ", "percent"),
        ("      borne_by: {sales: platform, donations: creator}\n", "10:7: entries[0].processing: ", "borne_by"),
        ("sales: platform, ", "13:17: entries[0].processing.borne_by: ", "sales"),
        (", donations: creator", "13:17: entries[0].processing.borne_by: ", "donations"),
        ("    donations: {collected: [paddle], direct: [paypal]}\n", "4:5: entries[0]: ", "donations"),
        ("collected: [paddle], ", "15:16: entries[0].donations: ", "collected"),
        (", direct: [paypal]", "15:16: entries[0].donations: ", "direct"),
        ("      platform_percent: 30\n", "17:7: entries[0].subscriptions: ", "platform_percent"),
        ("      model: pro_rata\n", "17:7: entries[0].subscriptions: ", "model"),
        ("      weights: {time: 50, sessions: 30, concepts: 20}\n", "17:7: entries[0].subscriptions: ", "weights"),
        ("time: 50, ", "19:16: entries[0].subscriptions.weights: ", "time"),
        (" sessions: 30,", "19:16: entries[0].subscriptions.weights: ", "sessions"),
        (", concepts: 20", "19:16: entries[0].subscriptions.weights: ", "concepts"),
        ("    bundles:\n      without_share: list_price\n", "4:5: entries[0]: ", "bundles"),
        ("      minimum: {USD: 1000}\n", "24:7: entries[0].payouts: ", "minimum"),
        ("      hold_days: 30\n", "24:7: entries[0].payouts: ", "hold_days"),
        ("    windows: {late_arrival_days: 45, refund_days: 180}\n", "4:5: entries[0]: ", "windows"),
        ("late_arrival_days: 45, ", "27:14: entries[0].windows: ", "late_arrival_days"),
        (", refund_days: 180", "27:14: entries[0].windows: ", "refund_days"),
    ])
    func missing(removed: String, place: String, key: String) throws {
        try Change(
            removed, "", "\(place)the key \"\(key)\" is missing; give it, as \"remit policy default\" does"
        ).expectRefusal()
    }

    @Test func entriesMissing() {
        #expect(
            Sample.refusal(of: "timezone: UTC\ngenesis: 2026-01\n")
                == "policy.yaml:1:1: the key \"entries\" is missing; give it, as \"remit policy default\" does")
    }

    @Test(arguments: [
        ("timezone: UTC\n", "timezone: UTC\ncurrency: USD\n", "2:1: ", "currency", "timezone genesis entries"),
        (
            "    sales:\n", "    tax: 5\n    sales:\n", "5:5: entries[0]: ", "tax",
            "effective sales processing donations subscriptions bundles payouts windows"
        ),
        (
            "      recorded_fees: verify", "      fees: verify", "8:7: entries[0].sales: ", "fees",
            "commission recorded_fees"
        ),
        (
            "{from: 500, ", "{from: 500, to: 900, ", "7:51: entries[0].sales.commission.USD[1]: ", "to",
            "from percent"
        ),
        (
            "      refunded: false", "      refund: false", "14:7: entries[0].processing: ", "refund",
            "providers borne_by refunded"
        ),
        (
            "{percent: 0}", "{percent: 0, fee: 5}", "12:30: entries[0].processing.providers.paypal: ", "fee",
            "percent fixed"
        ),
        (
            "donations: creator}", "donations: creator, tips: creator}",
            "13:55: entries[0].processing.borne_by: ", "tips", "sales donations"
        ),
        (
            "direct: [paypal]}", "Direct: [paypal]}", "15:38: entries[0].donations: ", "Direct",
            "collected direct"
        ),
        (
            "      model: pro_rata", "      <<: {}\n      model: pro_rata", "18:7: entries[0].subscriptions: ", "<<",
            "platform_percent model weights viewer_cap_hours_per_day"
        ),
        (
            "concepts: 20}", "concepts: 20, likes: 1}", "19:55: entries[0].subscriptions.weights: ", "likes",
            "time sessions concepts"
        ),
        ("without_share:", "without_shares:", "22:7: entries[0].bundles: ", "without_shares", "without_share"),
        (
            "      approval: none", "      aproval: none", "26:7: entries[0].payouts: ", "aproval",
            "minimum hold_days approval"
        ),
        (
            "refund_days: 180}", "refund_day: 180}", "27:38: entries[0].windows: ", "refund_day",
            "late_arrival_days refund_days"
        ),
    ])
    func unknown(old: String, new: String, place: String, key: String, known: String) throws {
        let keys = known.split(separator: " ").map { "\"\($0)\"" }.joined(separator: ", ")
        try Change(old, new, "\(place)the key \"\(key)\" is not known; the keys here are \(keys)").expectRefusal()
    }

    @Test(arguments: [
        Change(
            "{USD: 1000}", "{[USD]: 1000}",
            "24:17: entries[0].payouts.minimum: a list is not a key; give a name"),
        Change("{USD: 1000}", "{\"\": 1000}", "24:17: entries[0].payouts.minimum: a key is empty; give a name"),
        Change("{USD: 1000}", "{~: 1000}", "24:17: entries[0].payouts.minimum: a key is empty; give a name"),
        Change(
            "paypal: {percent: 0}", "null: {percent: 0}",
            "12:9: entries[0].processing.providers: a key is empty; give a name"),
    ])
    func noKey(change: Change) throws {
        try change.expectRefusal()
    }
}
