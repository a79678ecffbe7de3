/// The sample platform's own policy: three settled currencies, and an entry halfway that changes the pool.
struct SamplePolicy {
    let genesis: SampleMonth
    /// The month from which the pool weighs concepts more and caps a viewer's time.
    let change: SampleMonth

    /// The policy as a YAML file.
    var yaml: String {
        """
        # The policy of the sample platform. Amounts are in minor units (cents; 1/100 riel).
        timezone: \(SampleZone.name)
        genesis: \(genesis)
        entries:
        \(entry(effective: genesis, weights: "{time: 50, sessions: 30, concepts: 20}", cap: "null"))
        \(entry(effective: change, weights: "{time: 40, sessions: 25, concepts: 35}", cap: "12"))

        """
    }

    private func entry(effective: SampleMonth, weights: String, cap: String) -> String {
        """
          - effective: \(effective)
            sales:
              commission:
                USD: \(tiers(Tariff.dollars))
                EUR: \(tiers(Tariff.euros))
                KHR: \(tiers(Tariff.riels))
              recorded_fees: verify
            processing:
              providers:
                lemon_squeezy: {percent: 5, fixed: {USD: 50, EUR: 45, KHR: 200000}}
                paddle: {percent: 5, fixed: {USD: 50, EUR: 45, KHR: 200000}}
                aba_khqr: {percent: 0}
                paypal: {percent: 0}
              borne_by: {sales: platform, donations: creator}
              refunded: false
            donations: {collected: [paddle], direct: [aba_khqr, paypal]}
            subscriptions:
              platform_percent: 30
              model: pro_rata
              weights: \(weights)
              viewer_cap_hours_per_day: \(cap)
            bundles:
              without_share: list_price
            payouts:
              minimum: {USD: 1000, EUR: 1000, KHR: 4000000}
              hold_days: 30
              approval: none
            windows: {late_arrival_days: 45, refund_days: 180}
        """
    }

    private func tiers(_ tariff: Tariff) -> String {
        let texts = tariff.tiers.map { "{from: \($0.from), percent: \($0.percent)}" }
        return "[\(texts.joined(separator: ", "))]"
    }
}
