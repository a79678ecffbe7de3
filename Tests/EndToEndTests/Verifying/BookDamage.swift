/// Damage to everything of the small platform's February but its lines.
extension Damage {
    private static let yearly = "subscription 07ccbf3b-2af9-888d-df0c-885f51581c63"
    private static let identity =
        "what was billed is not forfeited + deferred + earned before genesis + recognised − over-recognised (R7.6)"

    private static func accrual(_ assignment: String, where condition: String) -> String {
        change("accruals", assignment, where: condition, first: "subscription_id, from_day")
    }

    static let ofBooks: [Damage] = ofDigest + ofPeriods + ofPools + ofAccruals + ofExceptions

    private static let ofDigest = [
        Damage(
            name: "a leaf deleted", sql: delete("leaves", where: "place = 9", first: "place"),
            lines: [leaf("creator 5a68799c-e9c4-a20b-5579-c2310989c93a", expected: "nothing"), keptRoot]),
        Damage(
            name: "a leaf changed",
            sql: change("leaves", "hash = sha256('x')", where: "name = 'pools'", first: "place"),
            lines: [leaf("pools"), keptRoot]),
        Damage(
            name: "two leaves in each other's place",
            sql: behindTheGuard(
                of: "leaves_2026_02", "UPDATE settlement.leaves_2026_02 SET place = 17 - place WHERE place IN (8, 9)"),
            lines: [
                keptRoot,
                february(
                    "the kept leaves are not in their order", "settlement.leaves_2026_02",
                    "leaf \"creator 0652e084-6a31-5b1d-d609-30b085063cce\", 16 in all",
                    "leaf \"creator 5a68799c-e9c4-a20b-5579-c2310989c93a\", 16 in all"),
            ]),
    ]

    private static let ofPeriods = [
        Damage(
            name: "two roots swapped",
            sql: behindTheGuard(
                of: "periods",
                """
                UPDATE settlement.periods closed SET root = other.root FROM settlement.periods other
                WHERE closed.period < '2026-03-01' AND other.period < '2026-03-01' AND closed.period <> other.period
                """),
            lines: [
                root, keptRoot, leaf("previous"),
                february(
                    "the period does not continue the chain of roots", "settlement.periods, previous_root", "#", "#"),
            ]),
        Damage(
            name: "the chain cut",
            sql: behindTheGuard(
                of: "periods", "UPDATE settlement.periods SET previous_root = NULL WHERE period = '2026-02-01'"),
            lines: [
                february(
                    "the period does not continue the chain of roots", "settlement.periods, previous_root", "#",
                    "nothing")
            ]),
        Damage(
            name: "a month taken out of the middle",
            sql: behindTheGuard(of: "periods", "DELETE FROM settlement.periods WHERE period = '2026-02-01'"),
            lines: [
                "2026-03 damage: a period is missing (R2.2): settlement.periods, period: expected 2026-02, found 2026-03"
                    + restore,
                definition(nil, ".lines, child", "nothing", "settlement.lines_2026_02"),
            ]),
        Damage(
            name: "the first month taken out",
            sql: behindTheGuard(of: "periods", "DELETE FROM settlement.periods WHERE period = '2026-01-01'"),
            lines: [
                "2026-02 damage: the books do not begin with genesis (R2.2): settlement.periods, first period: expected "
                    + "2026-01, found 2026-02" + restore
            ]),
        Damage(
            name: "another start",
            sql: behindTheGuard(
                of: "periods",
                "UPDATE settlement.periods SET starts_at = starts_at + interval '1 hour' WHERE period = '2026-02-01'"),
            lines: [
                february(
                    "a bound is not where the month's is in the policy's time zone (R2.1)",
                    "settlement.periods, starts_at", "2026-02-01T00:00:00Z", "2026-02-01T01:00:00Z")
            ]),
        Damage(
            name: "closed before its end",
            sql: behindTheGuard(
                of: "periods", "UPDATE settlement.periods SET clock = '2026-02-03' WHERE period = '2026-02-01'"),
            lines: [
                february(
                    "the period was closed before it had ended (R2.2)", "settlement.periods, clock",
                    "2026-03-01T00:00:00Z or later", "2026-02-03T00:00:00Z")
            ]),
        Damage(
            name: "another policy text",
            sql: behindTheGuard(of: "policies", "UPDATE settlement.policies SET text = text || ' '"),
            lines: [
                february(
                    "the policy's text was changed (R3)", "settlement.policies, b91a1de61cf3", "SHA-256 #", "SHA-256 #")
            ]),
        Damage(
            name: "the policy gone",
            sql: "ALTER TABLE settlement.periods DROP CONSTRAINT periods_policy_hash_fkey; "
                + behindTheGuard(of: "policies", "DELETE FROM settlement.policies"),
            lines: [
                february("the policy is missing", "settlement.policies, b91a1de61cf3", "its text", "nothing"),
                definition(
                    nil, ".periods, constraint FOREIGN KEY (policy_hash) REFERENCES settlement.policies(hash)", "valid",
                    "nothing"),
            ]),
    ]

    private static let ofPools = [
        Damage(
            name: "another carry",
            sql: change(
                "pools", "carried_in_cents = carried_in_cents + 5, carried_out_cents = carried_out_cents + 5",
                where: "true", first: "currency"),
            lines: [
                leaf("pools"), root,
                february(
                    "a pool carries in something else than the one before carried out (R9.5)", "USD", "0", "5"),
            ]),
        Damage(
            name: "more distributed than the lines",
            sql: change(
                "pools", "distributed_cents = distributed_cents + 5, carried_out_cents = carried_out_cents - 5",
                where: "true", first: "currency"),
            lines: [
                leaf("pools"), root,
                february("a pool distributes something else than its lines (R13)", "USD", "16505", "16510"),
            ]),
        Damage(
            name: "more revenue than was recognised",
            sql: change(
                "pools", "revenue_cents = revenue_cents + 5, carried_out_cents = carried_out_cents + 5", where: "true",
                first: "currency"),
            lines: [
                leaf("pools"), root,
                february("a pool's revenue is not what was recognised (R9)", "USD", "23578", "23583"),
            ]),
        Damage(
            name: "a pool that does not add up, the constraint dropped",
            sql: "ALTER TABLE settlement.pools DROP CONSTRAINT pools_check; "
                + change("pools", "platform_cents = platform_cents + 1", where: "true", first: "currency"),
            lines: [
                leaf("pools"),
                february(
                    "a pool's revenue and carry are not what it gave away and kept (R9.5)", "USD", "23578", "23579"),
            ]),
        Damage(
            name: "another model", sql: change("pools", "model = 'user_centric'", where: "true", first: "currency"),
            lines: [leaf("pools"), root]),
        Damage(
            name: "more time in the pool",
            sql: change("pools", "seconds = seconds + 5", where: "true", first: "currency"),
            lines: [
                february(
                    "what counted in a pool is not what counted of its contents (R9.2)", "USD",
                    "613615 seconds, 416 sessions, 222 concepts", "613620 seconds, 416 sessions, 222 concepts")
            ]),
        Damage(
            name: "another share of a content",
            sql: change("pool_shares", "part_cents = part_cents + 5", where: "true", first: "content_id"),
            lines: [
                february(
                    "the share of a content is not its line (R9.4)",
                    "USD content 0a41f7e3-0d9b-9622-25f0-6204098f476c of 79ba2f5a-41b3-da62-69d9-b5d8f1036e7b", "756",
                    "761")
            ]),
        Damage(
            name: "a changed exclusion",
            sql: change("exclusions", "seconds = seconds + 1", where: "true", first: "content_id, rule"),
            lines: [leaf("excluded-engagement"), root]),
        Damage(
            name: "a creator's total deleted",
            sql: delete("creator_totals", where: "creator_id IS NULL AND bucket = 's'", first: "currency"),
            lines: [
                february(
                    "totals of creators that were summed on the way differ from the lines' (R13)",
                    "USD, sales, held from 2026-03-01",
                    "lines 14, gross_cents 24938, processing_cents 1079, platform_cents 23859, creator_cents 0, earned_cents 0",
                    "nothing")
            ]),
    ]

    private static let ofAccruals = [
        Damage(
            name: "another price of a billing period that was recorded",
            sql: accrual("price_cents = price_cents + 100", where: "changed"),
            lines: [
                leaf("billing-periods"), root,
                february(
                    identity, "subscription f014ecd7-0829-bf70-1a1b-1ff821c6ce3c USD", "2598",
                    "0 + 514 + 0 + 2016 − 0 = 2530"),
            ]),
        Damage(
            name: "another price of a billing period that was carried on",
            sql: accrual("price_cents = price_cents + 100", where: "NOT changed"),
            lines: [
                february(identity, "\(yearly) USD", "8099", "0 + 6946 + 0 + 1139 − 0 = 8085"),
                february(
                    "a billing period that the close did not change is not as it was before (R7.3)",
                    "\(yearly) from 2026-01-08",
                    "to 2027-01-08, shown to 2027-01-08, price 7999, USD, user 5441dd85-66fa-9df6-e6f0-7551b1edc7d4",
                    "to 2027-01-08, shown to 2027-01-08, price 8099, USD, user 5441dd85-66fa-9df6-e6f0-7551b1edc7d4"),
            ]),
        Damage(
            name: "a cent more recognised",
            sql: accrual("recognised_cents = recognised_cents + 1", where: "recognised_cents > 0"),
            lines: [
                leaf("recognitions"), root,
                february("a pool's revenue is not what was recognised (R9)", "USD", "23579", "23578"),
                february(identity, "\(yearly) USD", "7999", "0 + 6860 + 0 + 1140 − 0 = 8000"),
            ]),
        Damage(
            name: "a cent more earned", sql: accrual("earned_cents = earned_cents + 1", where: "true"),
            lines: [
                february(
                    "what a billing period had earned is not by its days (R7.4)", "\(yearly) from 2026-01-08", "1139",
                    "1140")
            ]),
        Damage(
            name: "a cent over-recognised", sql: accrual("excess_cents = excess_cents + 1", where: "true"),
            lines: [february(identity, "\(yearly) USD", "7999", "0 + 6860 + 0 + 1139 − 1 = 7998")]),
        Damage(
            name: "a billing period deleted",
            sql: delete("accruals", where: "NOT changed AND carried", first: "subscription_id, from_day"),
            lines: [
                leaf("recognitions"),
                february(
                    "a billing period that can still matter is not carried on (R7.4)", "\(yearly) from 2026-01-08",
                    "carried", "nothing"),
            ]),
        Damage(
            name: "a billing period not carried on", sql: accrual("carried = false", where: "carried AND NOT changed"),
            lines: [
                february(
                    "a billing period that can still matter is not carried on (R7.4)", "\(yearly) from 2026-01-08",
                    "carried", "not carried")
            ]),
    ]

    private static let ofExceptions = [
        Damage(
            name: "an exception deleted", sql: delete("exceptions", where: "open", first: "row_id"),
            lines: [leaf("exceptions"), root]),
        Damage(
            name: "an exception closed by hand",
            sql: change("exceptions", "open = false", where: "open", first: "row_id"),
            lines: [
                february(
                    "an exception is not what its code says (R12)",
                    "amount_negative purchases 0195b040-69ce-bc99-5306-e891c1448b79", "error, open", "error, not open")
            ]),
        Damage(
            name: "an exception of no known code",
            sql: change("exceptions", "code = 'whatever'", where: "open", first: "row_id"),
            lines: [
                leaf("exceptions"),
                february(
                    "an exception is not what its code says (R12)",
                    "whatever purchases 0195b040-69ce-bc99-5306-e891c1448b79", "a known code", "error, open"),
            ]),
    ]
}
