extension SamplePlatform {
    /// Refunds, disputes, edits and deletions of what a month and the one before it sold.
    func saleChanges(after month: Int) -> [SampleChange] {
        refunds(after: month) + disputes(after: month) + edits(after: month) + access(after: month) + [
            SampleChange(
                name: "a settled purchase is deleted",
                sql: "DELETE FROM purchases WHERE id = '\(stream(.purchases, .month(month)).id(5))'")
        ]
    }

    /// Two thirds of the refunds come in the first month, the rest in the second.
    private func refunds(after month: Int) -> [SampleChange] {
        let rate = options.refundsPerTenThousand
        let early = rate * 2 / 3
        let current = options.firstMonth.advanced(by: month)
        let before = current.advanced(by: -1)
        return [
            refund("purchases", "completed_at", of: current, 0..<early),
            refund("purchases", "completed_at", of: before, early..<rate),
            refund("donations", "created_at", of: current, 0..<rate / 2),
        ]
    }

    private func refund(_ table: String, _ time: String, of month: SampleMonth, _ range: Range<Int>) -> SampleChange {
        SampleChange(
            name: "\(table) of \(month) are refunded",
            sql: """
                UPDATE \(table) SET status = 'refunded'
                WHERE status = 'completed' AND \(ChangeSQL.lies(time, in: month))
                    AND \(ChangeSQL.strikes(range, place: 0))
                """)
    }

    /// Disputes open in the month after a sale, and are won or lost a month later; a few payments fall back to pending.
    private func disputes(after month: Int) -> [SampleChange] {
        let current = options.firstMonth.advanced(by: month)
        let before = current.advanced(by: -1)
        let rate = max(2, options.refundsPerTenThousand / 4)
        func change(_ name: String, _ from: String, _ to: String, _ range: Range<Int>, _ sold: SampleMonth)
            -> SampleChange
        {
            SampleChange(
                name: "\(name) of \(sold)",
                sql: """
                    UPDATE purchases SET status = '\(to)'
                    WHERE status = '\(from)' AND \(ChangeSQL.lies("completed_at", in: sold))
                        AND \(ChangeSQL.strikes(range, place: 2))
                    """)
        }
        return [
            change("disputes are won", "disputed", "completed", 0..<rate / 2, before),
            change("disputes are lost", "disputed", "refunded", rate / 2..<9_999, before),
            change("disputes are opened", "completed", "disputed", 0..<rate, current),
            change("payments fall back to pending", "completed", "pending", rate..<rate + max(1, rate / 10), current),
        ]
    }

    /// Partial refunds and corrected amounts, currencies and sellers of what the month sold.
    private func edits(after month: Int) -> [SampleChange] {
        let rate = options.editsPerTenThousand
        let seller = population.id(1).description
        let current = options.firstMonth.advanced(by: month)
        func change(_ name: String, _ set: String, _ range: Range<Int>, _ condition: String) -> SampleChange {
            SampleChange(
                name: "\(name) of \(current) is edited",
                sql: """
                    UPDATE purchases SET \(set)
                    WHERE status = 'completed' AND \(ChangeSQL.lies("completed_at", in: current))
                        AND \(condition) AND \(ChangeSQL.strikes(range, place: 4))
                    """)
        }
        let unrecorded = "platform_fee_cents = NULL, seller_revenue_cents = NULL"
        return [
            change(
                "the amount", "amount_cents = amount_cents / 2, \(unrecorded)", 0..<rate * 3 / 5, "amount_cents > 1"),
            change(
                "the currency", "currency = 'EUR', \(unrecorded)", rate * 3 / 5..<rate * 4 / 5,
                "coalesce(currency, 'USD') = 'USD'"),
            change(
                "the seller", "seller_id = '\(seller)'", rate * 4 / 5..<rate,
                "bundle_id IS NULL AND seller_id <> '\(seller)' AND buyer_id <> '\(seller)'"),
        ]
    }

    /// Those who bought a content in the month may open it; as many as the learning tables are meant to hold.
    private func access(after month: Int) -> [SampleChange] {
        let sales = max(1, scaled(options.salesPerMonth, in: month))
        let share = min(9_999, max(1, options.learningRows * 10_000 / sales))
        let sql = """
            INSERT INTO content_access (id, content_id, user_id, access_type, granted_at)
            SELECT id, content_id, buyer_id, 'purchased', completed_at FROM purchases
            WHERE status = 'completed' AND \(ChangeSQL.lies("completed_at", in: options.firstMonth.advanced(by: month)))
                AND \(ChangeSQL.strikes(0..<share, place: 0))
                AND EXISTS (SELECT FROM contents c WHERE c.id = content_id)
                AND EXISTS (SELECT FROM users u WHERE u.id = buyer_id)
            ON CONFLICT DO NOTHING
            """
        return [SampleChange(name: "buyers may open what they bought", sql: sql)]
    }
}
