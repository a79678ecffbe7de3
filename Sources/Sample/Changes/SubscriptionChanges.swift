extension SamplePlatform {
    /// What subscribers do in the month after a close: renew, cancel, come back, change their plan.
    ///
    /// Periods are counted from the day the subscription began, by the calendar of UTC, as payment providers do: one
    /// begun on the 31st renews on the last day of shorter months, and on the 31st again after them.
    func subscriptionChanges(after month: Int) -> [SampleChange] {
        let next = options.firstMonth.advanced(by: month + 1)
        return [
            cancellations(after: month, next), returns(after: month, next), lapses(next), trials(next), monthly(next),
            yearly(after: month, next), planChanges(after: month, next),
        ]
    }

    private func cancellations(after month: Int, _ next: SampleMonth) -> SampleChange {
        SampleChange(
            name: "subscribers cancel",
            sql: """
                UPDATE subscriptions SET status = 'cancelled', cancelled_at = \(ChangeSQL.literal(next.start))
                WHERE status = 'active' AND \(ChangeSQL.strikes(ChangeSQL.rotating(250, month), place: 0))
                """)
    }

    /// Some of those whose paid time ends this month come back ten days later; a gap of less than a month.
    private func returns(after month: Int, _ next: SampleMonth) -> SampleChange {
        SampleChange(
            name: "subscribers come back after a pause",
            sql: """
                UPDATE subscriptions SET status = 'active', cancelled_at = NULL,
                    started_at = current_period_end + interval '10 days',
                    current_period_start = current_period_end + interval '10 days',
                    current_period_end = current_period_end + interval '10 days' + interval '1 month'
                WHERE status = 'cancelled' AND plan_type = 'monthly'
                    AND current_period_end >= \(ChangeSQL.literal(next.start))
                    AND current_period_end < \(ChangeSQL.literal(next.end - 11 * Moment.day))
                    AND \(ChangeSQL.strikes(0..<2_500, place: 4))
                """)
    }

    private func lapses(_ next: SampleMonth) -> SampleChange {
        SampleChange(
            name: "cancelled subscriptions expire",
            sql: """
                UPDATE subscriptions SET status = 'expired'
                WHERE status = 'cancelled' AND current_period_end < \(ChangeSQL.literal(next.start))
                """)
    }

    private func trials(_ next: SampleMonth) -> SampleChange {
        SampleChange(
            name: "trials turn into paid plans",
            sql: """
                UPDATE subscriptions SET price_cents = \(Tariff.dollars.monthly)
                WHERE status = 'active' AND plan_type = 'monthly' AND price_cents = 0
                    AND current_period_end < \(ChangeSQL.literal(next.end))
                """)
    }

    private func monthly(_ next: SampleMonth) -> SampleChange {
        let steps = "(\(next.index) - extract(year FROM started_at) * 12 - extract(month FROM started_at) + 1)::int"
        return SampleChange(
            name: "monthly subscriptions renew",
            sql: """
                UPDATE subscriptions
                SET current_period_start = started_at + make_interval(months => \(steps)),
                    current_period_end = started_at + make_interval(months => \(steps) + 1)
                WHERE status = 'active' AND plan_type = 'monthly'
                    AND current_period_end < \(ChangeSQL.literal(next.end))
                """)
    }

    /// The provider's message is late for one in ten: their renewal shows only at the next close.
    private func yearly(after month: Int, _ next: SampleMonth) -> SampleChange {
        SampleChange(
            name: "yearly subscriptions renew",
            sql: """
                UPDATE subscriptions SET current_period_start = current_period_end,
                    current_period_end = current_period_end + interval '1 year'
                WHERE status = 'active' AND plan_type = 'yearly'
                    AND current_period_end < \(ChangeSQL.literal(next.end))
                    AND (current_period_end < \(ChangeSQL.literal(next.start))
                        OR NOT (\(ChangeSQL.strikes(0..<1_000, place: 4))))
                """)
    }

    /// A month's plan becomes a year's, ten days before the renewal; the news may come only after that month's close.
    private func planChanges(after month: Int, _ next: SampleMonth) -> SampleChange {
        let from = "current_period_start - interval '10 days'"
        return SampleChange(
            name: "monthly plans become yearly",
            sql: """
                UPDATE subscriptions SET plan_type = 'yearly',
                    price_cents = CASE price_cents WHEN 999 THEN 7999 ELSE price_cents * 8 END,
                    current_period_start = \(from), current_period_end = \(from) + interval '1 year'
                WHERE status = 'active' AND plan_type = 'monthly' AND current_period_start >= started_at + interval '1 month'
                    AND \(ChangeSQL.lies("current_period_start", in: next))
                    AND \(ChangeSQL.strikes(ChangeSQL.rotating(60, month), place: 2))
                """)
    }
}
