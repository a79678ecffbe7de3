internal import Money
internal import PostgresClient
internal import Settlement

/// No payout was above what was available on its day, in whole and by bucket (R10, R11.2, R13): each payout of the engine's is
/// held against the balance that its run found, made again from the lines of the books by the function that pays.
///
/// The books of the periods that counted are those that the plan names. Payouts that the engine did not make are left out,
/// since nothing says when they were written; balances are then too large rather than too small, as they are where a payout
/// has failed since, and only what is above them is found. Where there is neither, parts have to be exactly what the rules
/// give.
struct PaidCheck {
    let connection: Connection
    /// All runs.
    let runs: [RunRecord]
    /// All reopenings.
    let reopenings: [ReopeningEntry]
    /// The policy's time zone.
    let timezone: String
    /// Takes each finding.
    let report: (Finding) throws -> Void

    func run() throws {
        let byNumber = Dictionary(runs.map { ($0.run, $0) }) { first, _ in first }
        var payee: PaidCreator?
        try connection.copyOut(sql, doing: "adding up what was available for payouts") { row in
            let (creator, currency) = (try row.nextIdentifier(), try row.nextCurrency())
            if payee?.creator != creator || payee?.currency != currency {
                if let payee { try check(payee, byNumber) }
                payee = PaidCreator(creator: creator, currency: currency)
            }
            try payee?.take(&row)
        }
        if let payee { try check(payee, byNumber) }
    }

    /// Earnings, then payouts in the order in which they were decided, then payouts of others, by creator and currency.
    private var sql: String {
        let payees = "(SELECT creator_id, currency FROM settlement.payouts)"
        return """
            SELECT * FROM (
                SELECT creator_id, currency, 0::bigint AS kind, period AS day, bucket, hold_from, sum(creator_cents)::bigint AS cents,
                       0::bigint AS run, creator_id AS id, 0::bigint AS sales, 0::bigint AS donations, 0::bigint AS subscriptions,
                       false AS failed, NULL::timestamp AS requested_at, false AS made
                FROM settlement.lines WHERE payable AND (creator_id, currency) IN \(payees) GROUP BY 1, 2, 4, 5, 6
                UNION ALL
                SELECT kept.creator_id, kept.currency, 1, \(Literal.day("row.processed_at", in: timezone)), 's', '2000-01-01',
                       kept.amount_cents, kept.run, kept.id, kept.from_sales_cents, kept.from_donations_cents,
                       kept.from_subscriptions_cents, coalesce(row.status::text = 'failed', false), kept.requested_at, origin = 'engine'
                FROM settlement.payouts kept LEFT JOIN public.payouts row ON row.id = kept.id
                UNION ALL
                SELECT user_id, coalesce(currency::text, 'USD'), 2, NULL, 's', '2000-01-01', coalesce(amount_cents, 0)::bigint, 0, id, 0,
                       0, 0, false, NULL, false
                FROM public.payouts row
                WHERE \(PaidCheck.foreign) AND (user_id, coalesce(currency::text, 'USD')) IN \(payees)
            ) paid ORDER BY creator_id, currency COLLATE "C", kind, run, made, requested_at, id
            """
    }

    /// The condition that a row of `payouts` takes or took from balances and is not the engine's.
    static let foreign = """
        row.status::text IS DISTINCT FROM 'pending' AND NOT EXISTS (SELECT FROM settlement.payouts kept WHERE kept.id = row.id)
        AND NOT EXISTS (SELECT FROM settlement.payout_refusals refusal WHERE refusal.id = row.id)
        """

    private func check(_ payee: PaidCreator, _ runs: [Int64: RunRecord]) throws {
        for (index, payout) in payee.payouts.enumerated() {
            guard let run = runs[payout.run], !wasReopened(under: payout, run) else { continue }
            let standing = try payee.standing(before: index, in: run)
            try check(payout, of: payee, run, try run.balance(of: standing))
        }
    }

    /// Whether the books that a run went by may have been withdrawn since, which they can be if its payouts have failed.
    private func wasReopened(under payout: PaidCreator.Payout, _ run: RunRecord) -> Bool {
        guard payout.hasFailed, let through = run.through else { return false }
        return reopenings.contains { $0.period <= through && $0.madeAt >= run.appliedAt }
    }

    private func check(_ payout: PaidCreator.Payout, of payee: PaidCreator, _ run: RunRecord, _ balance: Balance) throws
    {
        let place = "payout \(payout.id), creator \(payee.creator), \(payee.currency), \(run.day)"
        guard payout.cents <= balance.spendable else {
            return try report(
                Finding(
                    nil, "more was paid than was available (R10, R13)", at: place,
                    expected: "at most \(balance.spendable) cents", found: "\(payout.cents) cents", next: .ask))
        }
        let rule = try PayoutParts(of: payout.cents, from: balance.available)
        let isExact = payee.isExact && run.policy != nil
        let isWithin = Bucket.allCases.allSatisfy { payout.parts[$0] <= rule.left[$0] }
        guard isExact ? payout.parts != rule.parts : !isWithin else { return }
        try report(
            Finding(
                nil, "the parts of a payout are not those of what was available (R11.2)", at: place,
                expected: PaidCheck.text(rule.parts), found: PaidCheck.text(payout.parts), next: .ask))
    }

    private static func text(_ parts: BucketAmounts) -> String {
        "sales \(parts.sales), donations \(parts.donations), subscriptions \(parts.subscriptions)"
    }
}
