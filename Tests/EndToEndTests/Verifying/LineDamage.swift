/// Damage to the lines of the small platform's February: every column, and whole rows.
extension Damage {
    /// The line that is damaged: the first sale of the month by its source.
    private static let purchase = "0217abd9-faff-b02c-13eb-14144de61ef7"
    private static let sale = "sale of \(purchase) content c210fcd8-e3a3-df46-1a38-392c9b73ed6f"
    private static let creator = "f818ded4-eeb1-b6cd-a143-7a21854c53ec"
    private static let nobody = "00000000-0000-4000-8000-000000000001"
    private static let creatorLeaf = leaf("creator \(creator)")

    private static let before =
        "lines 22, gross_cents 34769, processing_cents 1869, platform_cents 2033, creator_cents 30867, earned_cents 30867"
    private static let without =
        "lines 21, gross_cents 33609, processing_cents 1869, platform_cents 1859, creator_cents 29881, earned_cents 29881"
    private static let alone =
        "lines 1, gross_cents 1160, processing_cents 0, platform_cents 174, creator_cents 986, earned_cents 986"

    private static func line(_ assignment: String) -> String {
        change("lines", assignment, where: "kind = 's' AND NOT late AND creator_id IS NOT NULL", first: "source_id")
    }

    private static func totals(_ key: String, _ expected: String, _ found: String, creator: String = creator) -> String
    {
        february(
            "totals of creators that were summed on the way differ from the lines' (R13)", "creator \(creator), \(key)",
            expected, found)
    }

    private static func shape(_ found: String) -> String {
        february(
            "a line is not shaped like one of its kind (R4.4, R6, R9.4)", sale, "what a close writes",
            "\(found), sold 2026-02-22 23:59:11, period 2026-02-01")
    }

    static let ofLines: [Damage] = ofKeys + ofAmounts + ofDates + ofRows

    private static let ofKeys = [
        Damage(name: "another kind", sql: line("kind = 'b'"), lines: [creatorLeaf, root]),
        Damage(
            name: "no kind at all", sql: line("kind = 'z'"),
            lines: [
                creatorLeaf, root,
                february(
                    "a line is of no kind that is known (R4.4)", "settlement.lines_2026_02",
                    "a kind and a bucket of the rules", "kind \"z\", bucket \"s\""),
                "2026-02 damage: a source is undone that is not settled (R8): purchase \(purchase): expected one settlement "
                    + "that stands, found 2026-02 z; find out who settled it and take the surplus back by hand",
            ]),
        Damage(
            name: "another bucket", sql: line("bucket = 'd'"),
            lines: [
                creatorLeaf, root, totals("USD, sales, held from 2026-03-01", without, before),
                totals("USD, donations, held from 2026-03-01", alone, "nothing"),
                shape(
                    "bucket donations, payable true, late false, source \(purchase), creator \(creator), seller none"),
            ]),
        Damage(name: "another source", sql: line("source_id = '\(nobody)'"), lines: [creatorLeaf, root]),
        Damage(name: "another content", sql: line("content_id = '\(nobody)'"), lines: [creatorLeaf, root]),
        Damage(
            name: "another creator", sql: line("creator_id = '\(nobody)'"),
            lines: [
                creatorLeaf, leaf("creator \(nobody)", expected: "nothing"), root,
                totals("USD, sales, held from 2026-03-01", alone, "nothing", creator: nobody),
            ]),
        Damage(
            name: "another seller", sql: line("seller_id = '\(nobody)'"),
            lines: [
                shape(
                    "bucket sales, payable true, late false, source \(purchase), creator \(creator), seller \(nobody)")
            ]),
        Damage(
            name: "another currency", sql: line("currency = 'EUR'"),
            lines: [creatorLeaf, root, totals("EUR, sales, held from 2026-03-01", alone, "nothing")]),
        Damage(
            name: "not payable", sql: line("payable = false"),
            lines: [
                creatorLeaf, root, totals("USD, sales, not payable, held from 2026-03-01", alone, "nothing"),
                shape("bucket sales, payable false, late false, source \(purchase), creator \(creator), seller none"),
            ]),
    ]

    private static let ofAmounts = [
        Damage(
            name: "another gross amount",
            sql: line("gross_cents = gross_cents + 1, platform_cents = platform_cents + 1"),
            lines: [
                creatorLeaf, root,
                totals(
                    "USD, sales, held from 2026-03-01",
                    before.replacing("34769", with: "34770").replacing("2033", with: "2034"), before),
            ]),
        Damage(
            name: "another processing fee",
            sql: line("processing_cents = processing_cents + 1, platform_cents = platform_cents - 1"),
            lines: [
                creatorLeaf, root,
                totals(
                    "USD, sales, held from 2026-03-01",
                    before.replacing("1869", with: "1870").replacing("2033", with: "2032"), before),
            ]),
        Damage(
            name: "a cent from the platform to the creator",
            sql: line("creator_cents = creator_cents + 1, platform_cents = platform_cents - 1"),
            lines: [
                creatorLeaf, root,
                totals(
                    "USD, sales, held from 2026-03-01",
                    before.replacing("30867", with: "30868").replacing("2033", with: "2032"), before),
            ]),
        Damage(
            name: "amounts whose sum leaves 64 bits",
            sql: line(
                "(gross_cents, processing_cents, platform_cents, creator_cents) = (9223372036854775807, 0, 0, 9223372036854775807)"
            ),
            lines: [
                february(
                    "the books cannot be read", "the digest", "rows as a close writes them",
                    "a sum of amounts does not fit its width; amounts are signed 64-bit minor units")
            ]),
        Damage(
            name: "a gross amount that is not its parts, the constraint dropped",
            sql: "ALTER TABLE settlement.lines DROP CONSTRAINT lines_check; " + line("gross_cents = gross_cents + 1"),
            lines: [
                creatorLeaf, root,
                february("gross is not processing + platform + creator (R4.4)", sale, "1160", "1161"),
                definition(
                    "2026-02",
                    ".lines_2026_02, constraint CHECK ((gross_cents = ((processing_cents + platform_cents) + creator_cents)))",
                    "valid", "nothing"),
            ]),
    ]

    private static let ofDates = [
        Damage(
            name: "late, though sold in the month", sql: line("late = true"),
            lines: [
                creatorLeaf, root,
                february(
                    "a line is late, or not, against its time of sale (R8.6)", sale,
                    "late false, sold before 2026-03-01 00:00:00", "late true, sold 2026-02-22 23:59:11"),
            ]),
        Damage(
            name: "held from another day", sql: line("hold_from = '2026-03-02'"),
            lines: [
                creatorLeaf, root,
                february(
                    "a line is held from another day than the rules say (R8.6)", sale, "2026-03-01", "2026-03-02"),
            ]),
        Damage(
            name: "held for ever", sql: line("hold_from = 'infinity'"),
            lines: [
                february("a line is held from another day than the rules say (R8.6)", sale, "2026-03-01", "infinity")
            ]),
        Damage(
            name: "a reversal held anew",
            sql: change("lines", "hold_from = '2026-03-01'", where: "kind = 'r'", first: "source_id"),
            lines: [
                february(
                    "a line is held from another day than the rules say (R8.6)",
                    "reversal of 01949c42-c835-2127-baa7-73c225ce0f58 content c1cceed3-6495-aac2-8c74-5e46ae4b29b9",
                    "2026-02-01", "2026-03-01")
            ]),
        Damage(
            name: "sold after the month", sql: line("sold_at = '2026-03-02'"),
            lines: [
                february(
                    "a line is late, or not, against its time of sale (R8.6)", sale,
                    "late false, sold before 2026-03-01 00:00:00", "late false, sold 2026-03-02 00:00:00")
            ]),
        Damage(
            name: "a reversal of another time",
            sql: change("lines", "sold_at = sold_at + interval '1 day'", where: "kind = 'r'", first: "source_id"),
            lines: [
                february(
                    "a line bears another time of sale than the settlement it undoes or replaces (R8.4)",
                    "reversal of 01949c42-c835-2127-baa7-73c225ce0f58 content c1cceed3-6495-aac2-8c74-5e46ae4b29b9",
                    "2026-01-16 16:00:00", "2026-01-17 16:00:00")
            ]),
    ]

    private static let ofRows = [
        Damage(
            name: "a line deleted",
            sql: delete("lines", where: "kind = 's' AND NOT late AND creator_id IS NOT NULL", first: "source_id"),
            lines: [creatorLeaf, root, totals("USD, sales, held from 2026-03-01", without, before)]),
        Damage(
            name: "a purchase settled a second time",
            sql: behindTheGuard(
                of: "lines_2026_03",
                """
                INSERT INTO settlement.lines_2026_03
                SELECT '2026-03-01', kind, bucket, source_id, content_id, creator_id, seller_id, currency, gross_cents,
                       processing_cents, platform_cents, creator_cents, payable, true, '2026-04-01', sold_at
                FROM settlement.lines_2026_02 WHERE source_id = '\(purchase)'
                """),
            lines: [
                "2026-03 damage: a source is settled twice (R13): purchase \(purchase): expected one settlement that stands, "
                    + "found 2026-02 sale, 2026-03 sale; find out who settled it and take the surplus back by hand"
            ]),
        Damage(
            name: "a mark that reverses what was never settled",
            sql: behindTheGuard(
                of: "marks_2026_02",
                """
                INSERT INTO settlement.marks_2026_02
                VALUES ('2026-02-01', 'r', 's', '\(nobody)', NULL, NULL, NULL, 'USD', true, '2026-02-01', '2026-01-05')
                """),
            lines: [
                "2026-02 damage: a source is undone that is not settled (R8): purchase \(nobody): expected one settlement that "
                    + "stands, found 2026-02 reversal; find out who settled it and take the surplus back by hand",
                february(
                    "a line is held from another day than the rules say (R8.6)", "reversal of \(nobody)",
                    "an earlier settlement to undo", "2026-02-01"),
            ]),
        Damage(
            name: "a mark of no kind",
            sql: behindTheGuard(
                of: "marks_2026_02",
                """
                INSERT INTO settlement.marks_2026_02
                VALUES ('2026-02-01', 'x', 's', '\(nobody)', NULL, NULL, NULL, 'USD', true, '2026-03-01', '2026-02-05')
                """),
            lines: [
                february(
                    "a mark is not shaped like one of its kind (R4.4)", "x of \(nobody)", "what a close writes",
                    "bucket sales, period 2026-02-01")
            ]),
    ]
}
