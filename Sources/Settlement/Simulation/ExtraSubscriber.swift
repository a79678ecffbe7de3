public import Money

/// The most that one more subscriber, a bot, could move in a pool (R9).
///
/// The bot pays as much as the median reader of the month (of two in the middle the one who paid less), and reads one
/// content, of a creator who has nothing else in the pool, as much as a row of engagement may say without being an
/// exception: every second of the period, with as many sessions and concepts as seconds (R12). That row is judged as any
/// other, so a viewer cap scales it down, in all three metrics, to the cap. No other row of one reader weighs more.
///
/// Then the month's pool is shared once more with the bot's revenue and row in it, by the function that shares every
/// pool. What the bot **moves** is what its creator gets beyond what the bot itself brought into the pool: what everybody
/// else loses to it or, where nobody read anything, what else would have been carried into the next period. It is below
/// 0 where the bot brings in more than it gets. In a pro-rata pool it gets the part that its row is of all engagement; in a
/// user-centric pool its own money, and its part of what was carried in and of the money of readers who read nothing.
public struct ExtraSubscriber: Hashable, Sendable {
    /// What the bot pays, in minor units.
    public let pays: Int64
    /// What its creator gets.
    public let gets: Int64
    /// What of that is taken from others; below 0 where others gain by the bot.
    public let moves: Int64

    /// What a bot could move in a pool.
    ///
    /// - Parameters:
    ///   - pool: The pool as it is shared.
    ///   - contents: What counts of each content, as the pool was shared by it.
    ///   - bounds: The period's bounds.
    ///   - terms: The terms in force.
    ///   - payments: What the period recognised for each reader in the currency; nil is the result where nobody paid.
    /// - Throws: `MoneyError` where a weight with the bot leaves 256 bits.
    public init?(
        in pool: Pool, contents: [Pool.Share], bounds: PeriodBounds, terms: PoolTerms,
        payments: [Int64]
    ) throws(MoneyError) {
        let paid = payments.filter { $0 > 0 }.sorted()
        guard !paid.isEmpty else { return nil }
        pays = paid[(paid.count - 1) / 2]
        let bot = ExtraSubscriber.unused(in: contents)
        let row = EngagementRow(
            id: bot, content: bot,
            metrics: Metrics(time: bounds.seconds, sessions: bounds.seconds, concepts: bounds.seconds),
            start: bounds.period.firstDay, end: bounds.period.lastDay, owner: bot)
        var builder = PoolBuilder(bounds: bounds, terms: terms)
        _ = try builder.take(
            reader: Identifier(high: 0, low: 0), rows: [row], revenue: [(currency: pool.currency, cents: pays)])
        let with = try Pool(
            period: pool.period, currency: pool.currency, terms: terms, revenue: try pool.revenue.adding(pays),
            carriedIn: pool.carriedIn,
            contents: contents + builder.contents(of: pool.currency))
        gets = with.shares.first { $0.content == bot }?.part ?? 0
        let brought = try with.revenue.subtracting(with.platform).subtracting(pool.revenue).adding(pool.platform)
        moves = try gets.subtracting(brought)
    }

    /// An id that no content of the pool has, nor any owner that is likely.
    private static func unused(in contents: [Pool.Share]) -> Identifier {
        let used = Set(contents.map(\.content))
        var id = Identifier(high: .max, low: .max)
        while used.contains(id) { id = Identifier(high: id.high, low: id.low - 1) }
        return id
    }
}
