/// The policy that ships with the engine (R3), which `remit policy default` prints.
///
/// Finance starts from it, so every term is explained where it stands. `Jobs/policy.yaml` holds the same bytes.
public enum DefaultPolicy {
    /// The YAML, with comments; it ends with a line feed.
    public static let text = """
        # The terms on which creators are paid. `remit` reads this file before it settles a month, refuses it with the
        # line if anything in it is wrong, and keeps it with the month.
        #
        # A change of terms is a new entry at the end, effective from a month that is not closed yet. Months that are
        # closed keep the terms they were closed under: do not change the entries in force in them.
        #
        # Amounts are whole minor units (USD: 1000 is 10.00 USD). Percentages have at most two decimals.

        # The time zone whose calendar months are the periods.
        timezone: UTC

        # The first month of these books; what was completed before it is not settled here. Set it before the first
        # close.
        genesis: 2026-01

        entries:
          - effective: 2026-01                  # the first month of these terms; they hold until the next entry

            sales:
              # The commission on a sale, by its amount and per currency: the last tier whose `from` is reached counts
              # for the whole amount. Under 5.00: 20 %; from 5.00: 15 %; from 20.00: 10 %.
              commission:
                USD: [{from: 0, percent: 20}, {from: 500, percent: 15}, {from: 2000, percent: 10}]
              # Fees that the platform recorded on a purchase: `verify` reports differences, `honour` lets them stand.
              recorded_fees: verify

            processing:
              # What the payment providers take: a percentage, and a fixed amount per currency (none if left out).
              providers:
                lemon_squeezy: {percent: 5, fixed: {USD: 50}}
                paddle: {percent: 5, fixed: {USD: 50}}
                aba_khqr: {percent: 0}
                paypal: {percent: 0}
              # Out of whose part it is taken: `platform` or `creator`.
              borne_by: {sales: platform, donations: creator}
              # Whether the providers give it back when a sale is refunded.
              refunded: false

            # Donations that the platform collects and pays on, and those that go straight to the creator's account.
            donations: {collected: [paddle], direct: [aba_khqr, paypal]}

            subscriptions:
              # The platform's part of subscription revenue; the rest is the creators' pool.
              platform_percent: 30
              # `pro_rata` shares the pool by everybody's engagement, `user_centric` each subscriber's by their own.
              model: pro_rata
              # How much reading time, completed sessions and opened concepts count: whole numbers, not all 0.
              weights: {time: 50, sessions: 30, concepts: 20}
              # The most hours a day of one reader that count (at most two decimals), or null for no limit.
              viewer_cap_hours_per_day: null

            bundles:
              # What contents of a bundle without a share of their own are weighted by: `list_price` or `equal`.
              without_share: list_price

            payouts:
              # The smallest payout, per currency. Currencies that have none here are not settled.
              minimum: {USD: 1000}
              # How long an amount is held before it can be paid out.
              hold_days: 30
              # `required`: a second person applies a payout plan. `none`: payouts run by themselves.
              approval: none

            # How many days before the month late arrivals and corrections, and refunds, are still looked for.
            windows: {late_arrival_days: 45, refund_days: 180}

        """
}
