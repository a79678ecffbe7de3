/// Everything that is planted: for each table the exceptions of the rules, in their order.
///
/// A recipe's place in its list says in which months it is planted (`SamplePlatform.isPlanted`) and for which user, so
/// add to the end of a list.
enum PlantedFaults {
    static let purchases: [FaultRecipe<PurchaseRow>] = [
        FaultRecipe("status_unknown", repair: "status = 'completed'") { row, _ in row.status = "chargeback" },
        FaultRecipe("status_unknown") { row, _ in (row.status, row.completed) = (nil, nil) },
        FaultRecipe("completed_at_missing", repair: "completed_at = created_at + interval '1 minute'") { row, _ in
            row.completed = nil
        },
        FaultRecipe("amount_missing", repair: "amount_cents = 999") { row, _ in row.amount = nil },
        FaultRecipe("amount_negative", repair: "amount_cents = -amount_cents") { row, _ in row.amount = -999 },
        FaultRecipe("currency_not_settled") { row, _ in row.currency = "THB" },
        FaultRecipe("currency_not_settled", repair: "currency = 'USD'") { row, _ in row.currency = "usd" },
        FaultRecipe("provider_unknown") { row, _ in row.provider = nil },
        FaultRecipe("provider_unknown", repair: "payment_provider = 'paddle'") { row, _ in row.provider = "stripe" },
        FaultRecipe("seller_missing") { row, _ in row.seller = nil },
        FaultRecipe("seller_missing") { row, platform in row.take(platform.badBundles[6]) },
        FaultRecipe("seller_missing") { row, platform in row.take(platform.badBundles[7]) },
        FaultRecipe("bundle_missing") { row, platform in
            row.take(platform.badBundles[0])
            row.bundle = platform.stream(.planted).id(-1)
        },
        FaultRecipe("bundle_shares") { row, platform in row.take(platform.badBundles[0]) },
        FaultRecipe("bundle_shares") { row, platform in row.take(platform.badBundles[1]) },
        FaultRecipe("bundle_shares") { row, platform in row.take(platform.badBundles[2]) },
        FaultRecipe("bundle_shares") { row, platform in row.take(platform.badBundles[3]) },
        FaultRecipe("bundle_shares") { row, platform in row.take(platform.badBundles[4]) },
        FaultRecipe("bundle_shares") { row, platform in row.take(platform.badBundles[5]) },
        FaultRecipe("fee_mismatch") { row, _ in row.record(shift: 1) },
        FaultRecipe("fee_mismatch") { row, _ in row.fee = 150 },
        FaultRecipe("fee_mismatch") { row, _ in
            row.record(shift: 0)
            row.revenue = 1
        },
        FaultRecipe("self_dealing") { row, _ in row.buyer = row.seller },
    ]

    static let donations: [FaultRecipe<DonationRow>] = [
        FaultRecipe("status_unknown", repair: "status = 'completed'") { row, _ in row.status = "chargeback" },
        FaultRecipe("amount_missing") { row, _ in row.amount = nil },
        FaultRecipe("amount_negative", repair: "amount_cents = -amount_cents") { row, _ in row.amount = -500 },
        FaultRecipe("currency_not_settled") { row, _ in row.currency = "THB" },
        FaultRecipe("provider_unknown", repair: "payment_provider = 'paddle'") { row, _ in row.provider = "stripe" },
        FaultRecipe("seller_missing") { row, _ in row.recipient = nil },
        FaultRecipe("self_dealing") { row, _ in row.donor = row.recipient },
        FaultRecipe("donation_pending") { row, _ in row.status = "pending" },
        FaultRecipe("donation_pending", repair: "status = 'completed'") { row, _ in row.status = "pending" },
    ]

    /// Bad from the row's first day on; those that go bad later are `subscriptionLives`.
    static let subscriptions: [FaultRecipe<SubscriptionRow>] = [
        FaultRecipe("plan_unknown", repair: "plan_type = 'monthly'") { row, _ in row.plan = "weekly" },
        FaultRecipe("subscription_dates") { row, _ in row.to = row.from },
        FaultRecipe("subscription_dates") { row, _ in row.started = nil },
        FaultRecipe("subscription_price") { row, _ in row.price = nil },
        FaultRecipe("subscription_price", repair: "price_cents = 999") { row, _ in row.price = -999 },
        FaultRecipe("currency_not_settled") { row, _ in row.currency = "THB" },
    ]

    /// Subscriptions that begin well two months before they are reported, and what makes them bad after the month between.
    static let subscriptionLives: [FaultRecipe<SubscriptionRow>] = [
        FaultRecipe("subscription_changed", repair: "currency = 'EUR'") { row, _ in row.becomeYearly() },
        FaultRecipe("subscription_changed", repair: "user_id = id") { row, _ in row.becomeYearly() },
        FaultRecipe(
            "renewals_assumed",
            repair: "current_period_start = started_at + interval '2 months',"
                + " current_period_end = started_at + interval '3 months'"
        ) { _, _ in },
        FaultRecipe(
            "subscription_gap",
            repair: "current_period_start = started_at + interval '2 months 10 days',"
                + " current_period_end = started_at + interval '3 months 10 days'"
        ) { _, _ in },
    ]

    static let engagement: [FaultRecipe<EngagementRow>] = [
        FaultRecipe("engagement_negative") { row, _ in row.seconds = -60 },
        FaultRecipe("engagement_negative") { row, _ in row.concepts = -1 },
        FaultRecipe("engagement_period") { row, _ in row.start += 1 },
        FaultRecipe("engagement_period") { row, _ in row.end -= 1 },
        FaultRecipe("engagement_impossible") { row, _ in row.sessions = 1 + (row.seconds ?? 0) },
        FaultRecipe("engagement_impossible") { row, _ in row.concepts = 1 + (row.seconds ?? 0) },
        FaultRecipe("engagement_impossible") { row, _ in row.seconds = 1 + (row.end - row.start + 1) * 86_400 },
        // A good row, but of the user of the row before.
        FaultRecipe("engagement_impossible") { _, _ in },
    ]
    /// The place of the last two, which are one user's.
    static let lastEngagement = 6

    static let ratings: [FaultRecipe<RatingRow>] = [
        FaultRecipe("rating_out_of_range") { row, _ in row.rating = 0 },
        FaultRecipe("rating_out_of_range") { row, _ in row.rating = 6 },
        FaultRecipe("rating_out_of_range") { row, _ in row.rating = nil },
    ]

    static let payouts: [FaultRecipe<PayoutRow>] = [
        FaultRecipe("payout_parts") { row, _ in
            row.status = "completed"
            row.parts = (50, 0, 0)
            row.processed = row.requested + Moment.day
        },
        FaultRecipe("currency_not_settled") { row, _ in row.currency = "THB" },
    ]
}
