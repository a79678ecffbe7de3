import TestServer

/// Damage to copied accounts, and payouts above what there was.
extension Damage {
    static let ofSeals = [
        Damage(
            name: "a copied account changed",
            sql: behindTheGuard(
                of: "payouts",
                """
                UPDATE settlement.payouts SET payout_details = '{"paypal_email": "thief@example.org"}'
                WHERE id = '\(AnsweredPlatform.accepted)'
                """)
                + unguarded(
                    """
                    UPDATE payouts SET payout_details = '{"paypal_email": "thief@example.org"}' WHERE id = '\(AnsweredPlatform.accepted)'
                    """),
            lines: [
                finding(
                    "the account of a payout is not the one that was copied (R11.3)",
                    "payout 00000000-0000-4000-8000-00000000acce",
                    "HMAC #",
                    "HMAC #")
            ]),
        Damage(
            name: "a copied account taken away",
            sql: behindTheGuard(
                of: "payouts",
                """
                UPDATE settlement.payouts SET payout_details = '{}' WHERE id = '\(AnsweredPlatform.accepted)'
                """)
                + unguarded(
                    """
                    UPDATE payouts SET payout_details = '{}' WHERE id = '\(AnsweredPlatform.accepted)'
                    """),
            lines: [
                finding(
                    "the account of a payout is not the one that was copied (R11.3)",
                    "payout 00000000-0000-4000-8000-00000000acce",
                    "an account that ends in .org",
                    "none")
            ]),
        Damage(
            name: "another end of an account",
            sql: behindTheGuard(
                of: "payouts",
                """
                UPDATE settlement.payouts SET account_ending = '.com' WHERE id = '\(AnsweredPlatform.accepted)'
                """),
            lines: [
                finding(
                    "the account of a payout is not the one that was copied (R11.3)",
                    "payout 00000000-0000-4000-8000-00000000acce",
                    "an account that ends in .com",
                    "another"),
                finding(
                    "what a run wrote is not what its plan says (R11.7)",
                    "run 1, payout 00000000-0000-4000-8000-00000000acce",
                    "accept,00000000-0000-4000-8000-00000000acce,a10e1e6c-451a-dda2-8647-35a2a8525193,USD,"
                        + "1100,1100,0,0,paypal,.org,#",
                    "accept,00000000-0000-4000-8000-00000000acce,a10e1e6c-451a-dda2-8647-35a2a8525193,USD,"
                        + "1100,1100,0,0,paypal,.com,#"),
            ]),
        Damage(
            name: "a payout of the engine's of another creator",
            sql: behindTheGuard(
                of: "payouts",
                """
                UPDATE settlement.payouts SET creator_id = \(SmallPlatform.creator(6)) WHERE id = \(AnsweredPlatform.payout(2))
                """)
                + unguarded(
                    """
                    UPDATE payouts SET user_id = \(SmallPlatform.creator(6)) FROM settlement.payouts kept
                    WHERE kept.id = payouts.id AND kept.creator_id = \(SmallPlatform.creator(6))
                    """),
            lines: [
                finding(
                    "a payout has another id than its creator, currency and day give (R11.4)",
                    "payout 492a72d8-45bd-5059-bbdf-2a3797c3a171",
                    "cf0d7b5a-77c6-5444-b77c-4572fa95d1f8",
                    "492a72d8-45bd-5059-bbdf-2a3797c3a171"),
                finding(
                    "what a run wrote is not what its plan says (R11.7)",
                    "run 1, payout 492a72d8-45bd-5059-bbdf-2a3797c3a171",
                    "pay,492a72d8-45bd-5059-bbdf-2a3797c3a171,79ba2f5a-41b3-da62-69d9-b5d8f1036e7b,USD,64880,"
                        + "62444,0,2436,aba,1222,#",
                    "pay,492a72d8-45bd-5059-bbdf-2a3797c3a171,dfbd15d0-5619-88d3-3203-0b3f395da9e3,USD,64880,"
                        + "62444,0,2436,aba,1222,#"),
                finding(
                    "the parts of a payout are not those of what was available (R11.2)",
                    "payout 492a72d8-45bd-5059-bbdf-2a3797c3a171, creator "
                        + "dfbd15d0-5619-88d3-3203-0b3f395da9e3, USD, 2026-04-02",
                    "sales 64880, donations 0, subscriptions 0",
                    "sales 62444, donations 0, subscriptions 2436", next: ask),
            ]),
    ]

    static let ofPaid = [
        Damage(
            name: "more than there was, in every record",
            sql: forged(amount: "+ 1", sales: "+ 1", donations: "+ 0"),
            lines: [
                finding(
                    "more was paid than was available (R10, R13)",
                    "payout 64b96dae-defa-5bbb-91bd-2f455d07a921, creator "
                        + "a10e1e6c-451a-dda2-8647-35a2a8525193, USD, 2026-04-02",
                    "at most 65929 cents",
                    "65930 cents", next: ask)
            ]),
        Damage(
            name: "other buckets than the rules say, in every record",
            sql: forged(amount: "+ 0", sales: "- 1", donations: "+ 1"),
            lines: [
                finding(
                    "the parts of a payout are not those of what was available (R11.2)",
                    "payout 64b96dae-defa-5bbb-91bd-2f455d07a921, creator "
                        + "a10e1e6c-451a-dda2-8647-35a2a8525193, USD, 2026-04-02",
                    "sales 50591, donations 10520, subscriptions 4818",
                    "sales 50590, donations 10521, subscriptions 4818", next: ask)
            ]),
    ]
}
