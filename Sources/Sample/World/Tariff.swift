/// What things cost in one currency of the sample, in minor units, and the platform's commission on it.
struct Tariff {
    /// The currency's code, or null where the platform left it out and means dollars.
    let code: StaticString?
    /// The prices that people use, from the lowest.
    let prices: [Int]
    /// What donors give.
    let gifts: [Int]
    /// A month and a year of a subscription.
    let monthly: Int
    let yearly: Int
    /// Commission in percent from an amount on.
    let tiers: [(from: Int, percent: Int)]
    /// How many minor units make what a US cent does, about.
    let unitsPerCent: Int

    static let dollars = Tariff(
        code: "USD", prices: [99, 199, 299, 499, 999, 1499, 1999, 2999, 4900],
        gifts: [100, 200, 300, 500, 500, 1000, 2000, 5000], monthly: 999, yearly: 7999,
        tiers: [(0, 20), (500, 15), (2000, 10)], unitsPerCent: 1)

    static let unnamedDollars = Tariff(
        code: nil, prices: dollars.prices, gifts: dollars.gifts, monthly: dollars.monthly, yearly: dollars.yearly,
        tiers: dollars.tiers, unitsPerCent: 1)

    static let euros = Tariff(
        code: "EUR", prices: dollars.prices, gifts: dollars.gifts, monthly: dollars.monthly, yearly: dollars.yearly,
        tiers: dollars.tiers, unitsPerCent: 1)

    static let riels = Tariff(
        code: "KHR",
        prices: [400_000, 800_000, 1_200_000, 2_000_000, 4_000_000, 6_000_000, 8_000_000, 12_000_000, 20_000_000],
        gifts: [200_000, 400_000, 400_000, 800_000, 1_000_000, 2_000_000, 4_000_000, 10_000_000],
        monthly: 4_000_000, yearly: 32_000_000, tiers: [(0, 20), (2_000_000, 15), (8_000_000, 10)], unitsPerCent: 4_000)

    /// The tariffs by the number that the catalogue keeps for each owner.
    static let all = [dollars, unnamedDollars, euros, riels]

    /// The commission on an amount: the percentage of its tier, to the nearest unit, a half upwards.
    func commission(on amount: Int) -> Int {
        let percent = tiers.last { $0.from <= amount }?.percent ?? 0
        return (amount * percent + 50) / 100
    }
}
