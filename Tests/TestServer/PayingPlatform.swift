extension SmallPlatform {
    private static let withSettings = Result {
        let database = try closed()
        try database.sql(
            """
            INSERT INTO creator_payment_settings (id, user_id, preferred_payout_method, payout_paypal_email, payout_details)
            SELECT md5('settings ' || n)::uuid, md5('creator ' || n)::uuid,
                   CASE WHEN n = 5 THEN 'bank' WHEN n = 6 THEN NULL ELSE 'paypal' END, 'secret' || n || '@example.org',
                   CASE WHEN n = 5 THEN '{"iban": "DE02120300000000202051", "name": "Hidden Name"}'::jsonb END
            FROM generate_series(0, 6) n
            """)
        return database
    }

    /// A day on which what January and February earned is available, and March is held.
    public static let payday = "2026-04-02"

    /// The platform with all three months closed and its creators' payment settings: six have an account, number 5 an
    /// IBAN; two have none.
    public static func paying() throws -> TestDatabase { try copy(of: withSettings.get()) }

    /// The id of a creator, from 0 to 7, as SQL.
    public static func creator(_ number: Int) -> String { "md5('creator \(number)')::uuid" }
}

extension TestDatabase {
    /// A query that returns the creators to whom more was paid than they earned, with both amounts.
    public static let overdrawn = """
        SELECT user_id, paid, coalesce(earned, 0) FROM
          (SELECT user_id, sum(amount_cents) AS paid FROM payouts
           WHERE requested_at >= '2026-01-01' AND status <> 'failed'
             AND (status <> 'pending' OR id IN (SELECT id FROM settlement.payouts)) GROUP BY 1) paid
        LEFT JOIN (SELECT creator_id AS user_id, sum(creator_cents) AS earned FROM settlement.lines WHERE payable GROUP BY 1) earned
        USING (user_id) WHERE paid > coalesce(earned, 0)
        """
}
