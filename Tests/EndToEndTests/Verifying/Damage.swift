import TestServer
import Testing

/// Something that only the owner of the books can do to them, and what `remit verify` says of it.
struct Damage: Sendable, CustomTestStringConvertible {
    /// What is done.
    let name: String
    /// The statements of the owner.
    let sql: String
    /// Lines that verification must print, with `#` for 64 hexadecimal digits.
    let lines: [String]

    var testDescription: String { name }

    /// Statements on a table of closed books, with its guard away while they run.
    static func behindTheGuard(of table: String, trigger: String = "closed", _ sql: String) -> String {
        """
        ALTER TABLE settlement.\(table) DISABLE TRIGGER \(trigger);
        \(sql);
        ALTER TABLE settlement.\(table) ENABLE ALWAYS TRIGGER \(trigger);
        """
    }

    /// Statements on the platform's payouts, with the guards away while they run.
    static func unguarded(_ sql: String) -> String {
        "SELECT settlement.unguard_payouts(); \(sql); SELECT settlement.guard_payouts();"
    }

    /// What the first run paid to creator 4, changed in every record of it, the plan and its hash among them.
    static func forged(amount: String, sales: String, donations: String) -> String {
        let changes =
            "amount_cents = amount_cents \(amount), from_sales_cents = from_sales_cents \(sales), from_donations_cents = from_donations_cents \(donations)"
        let line =
            "'pay,' || id || ',' || creator_id || ',USD,' || concat_ws(',', amount_cents, from_sales_cents, from_donations_cents, '')"
        return """
            ALTER TABLE settlement.payout_plans DISABLE TRIGGER closed; ALTER TABLE settlement.payout_runs DISABLE TRIGGER closed;
            ALTER TABLE settlement.payout_batches DISABLE TRIGGER closed;
            ALTER TABLE settlement.payout_runs DROP CONSTRAINT payout_runs_plan_hash_fkey;
            CREATE TEMPORARY TABLE forged AS SELECT id, \(line) AS old, '' AS new FROM settlement.payouts
            WHERE run = 1 AND origin = 'engine' AND creator_id = \(SmallPlatform.creator(4));
            \(behindTheGuard(of: "payouts", "UPDATE settlement.payouts SET \(changes) WHERE id = (SELECT id FROM forged)"))
            \(unguarded("UPDATE payouts SET \(changes) WHERE id = (SELECT id FROM forged)"))
            UPDATE forged SET new = (SELECT \(line) FROM settlement.payouts WHERE payouts.id = forged.id);
            UPDATE settlement.payout_batches SET amount_cents = amount_cents \(amount)
            WHERE batch = (SELECT batch FROM settlement.payout_batch_rows JOIN forged ON id = payout_id);
            UPDATE settlement.payout_plans SET text = replace(text, old, new) FROM forged WHERE as_of = '2026-04-02';
            UPDATE settlement.payout_runs SET plan_hash = encode(sha256(convert_to(text, 'UTF8')), 'hex')
            FROM settlement.payout_plans WHERE plan_hash = hash;
            UPDATE settlement.payout_plans SET hash = encode(sha256(convert_to(text, 'UTF8')), 'hex');
            ALTER TABLE settlement.payout_runs ADD FOREIGN KEY (plan_hash) REFERENCES settlement.payout_plans;
            ALTER TABLE settlement.payout_plans ENABLE ALWAYS TRIGGER closed;
            ALTER TABLE settlement.payout_runs ENABLE ALWAYS TRIGGER closed;
            ALTER TABLE settlement.payout_batches ENABLE ALWAYS TRIGGER closed;
            """
    }

    /// Changes one row of a book of February.
    static func change(_ book: String, _ assignment: String, where condition: String, first: String) -> String {
        let table = "settlement.\(book)_2026_02"
        return behindTheGuard(
            of: "\(book)_2026_02",
            """
            UPDATE \(table) SET \(assignment)
            WHERE ctid = (SELECT ctid FROM \(table) WHERE \(condition) ORDER BY \(first) LIMIT 1)
            """)
    }

    /// Deletes one row of a book of February.
    static func delete(_ book: String, where condition: String, first: String) -> String {
        let table = "settlement.\(book)_2026_02"
        return behindTheGuard(
            of: "\(book)_2026_02",
            "DELETE FROM \(table) WHERE ctid = (SELECT ctid FROM \(table) WHERE \(condition) ORDER BY \(first) LIMIT 1)"
        )
    }

    static let restore = "; restore the books from a backup that verifies"
    static let redefine = "; let the owner of schema settlement undo the change, then verify again"

    static let putBack = "; find out who changed it, and put it back as schema settlement has it"
    static let ask = "; find out how it came to be before anybody is paid again"

    /// What is said of anything, of no month by default.
    static func finding(
        _ what: String, _ place: String, _ expected: String, _ found: String, next: String = restore,
        of period: String? = nil
    ) -> String {
        (period.map { "\($0) " } ?? "") + "damage: \(what): \(place): expected \(expected), found \(found)\(next)"
    }

    /// What is said of a leaf of February that the books no longer lead to.
    static func leaf(_ name: String, expected: String = "#", found: String = "#") -> String {
        "2026-02 damage: the books and the kept leaf differ: leaf \"\(name)\": expected \(expected), found \(found)\(restore)"
    }

    /// What is said where February's books lead to another root.
    static let root =
        "2026-02 damage: the root is not that of the books: settlement.periods, root: expected #, found #\(restore)"
    /// What is said where February's kept leaves lead to another root.
    static let keptRoot =
        "2026-02 damage: the root is not that of the kept leaves: settlement.periods, root: expected #, found #\(restore)"

    /// What is said of February's books.
    static func february(_ what: String, _ place: String, _ expected: String, _ found: String) -> String {
        "2026-02 damage: \(what): \(place): expected \(expected), found \(found)\(restore)"
    }

    /// What is said of a definition.
    static func definition(_ period: String?, _ place: String, _ expected: String, _ found: String) -> String {
        (period.map { "\($0) " } ?? "") + "damage: a definition is not what remit migrate made: settlement\(place): "
            + "expected \(expected), found \(found)\(redefine)"
    }
}
