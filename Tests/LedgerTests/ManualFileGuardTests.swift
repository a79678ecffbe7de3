import TestServer
import Testing

/// What a role that settles can put into balances by calling the database's functions by hand: what the file says.
@Suite("Guards of files by hand")
struct ManualFileGuardTests {
    private func platform() throws -> (TestDatabase, role: String) {
        let database = try SmallPlatform.fresh()
        return (database, try TestRole.settler(in: database))
    }

    private func literal(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }

    private func propose(_ text: String, kind: String = "a", approval: Bool = false) -> String {
        """
        SELECT settlement.propose_file(encode(sha256(convert_to(\(literal(text)), 'UTF8')), 'hex'), '\(kind)',
            'file.csv', \(literal(text)), \(approval), '2026-04-02');
        """
    }

    private func apply(_ text: String, approval: String = "false") -> String {
        """
        SELECT settlement.apply_file(encode(sha256(convert_to(\(literal(text)), 'UTF8')), 'hex'), \(approval),
            '2026-04-02');
        """
    }

    private static let adjustments = "creator_id,currency,bucket,amount_cents,reason,reference"
    private static let creator = "11111111-1111-4111-8111-111111111111"
    private static let entries = """
        SELECT string_agg(concat_ws('|', file_line, creator_id, currency, bucket, amount_cents, reason, reference,
            available_from, applied_by), E'\\n' ORDER BY number) FROM settlement.manual_entries
        """

    @Test("the entries are those of the text, in whatever dialect a file may come")
    func ofTheText() throws {
        let (database, role) = try platform()
        let text = """
            \u{FEFF}"creator_id",currency,bucket,amount_cents,reason,reference\r

            "\(Self.creator)",USD,"sales",5,"say ""sorry"", twice",R-1\r
            ""
            \(Self.creator),EUR,donations,-7, ö \u{A0},"R,2"
            \(Self.creator),USD,subscriptions,9,x,R-3\r
            """
        #expect(database.refusal(of: propose(text) + apply(text), as: role) == nil)
        #expect(
            try database.sql(Self.entries) == """
                3|\(Self.creator)|USD|s|5|say "sorry", twice|R-1|\(role)
                5|\(Self.creator)|EUR|d|-7| ö \u{A0}|R,2|\(role)
                6|\(Self.creator)|USD|p|9|x|R-3|\(role)
                """)
        #expect(try Psql.run(apply(text), on: database.url(as: role)) == "f")
    }

    @Test("those of balances from before too")
    func openings() throws {
        let (database, role) = try platform()
        let text = "creator_id,currency,bucket,amount_cents,available_from\n\(Self.creator),USD,sales,5,2026-02-15\n"
        #expect(database.refusal(of: propose(text, kind: "n") + apply(text), as: role) == nil)
        #expect(try database.sql(Self.entries) == "2|\(Self.creator)|USD|s|5|2026-02-15|\(role)")
    }

    @Test(
        "a text that is no such file is not applied",
        arguments: [
            ("\(adjustments)\n\(creator),USD,sales,5,a\"b,R", "line 2 of the file is not comma-separated values"),
            ("\(adjustments)\n\(creator),USD,sales,5,\"a,R", "line 2 of the file is not comma-separated values"),
            ("\(adjustments)\n\(creator),USD,sales,5,x", "has not the columns"),
            ("creator_id,currency\n\(creator),USD", "has not the columns"), ("", "has not the columns"),
            ("\(adjustments)\n\(creator),USD,gifts,5,x,R", "null value in column"),
            ("\(adjustments)\n\(creator),USD,sales,0,x,R", "violates check constraint"),
            ("\(adjustments)\n\(creator),USD,sales,5,,R", "violates check constraint"),
            ("\(adjustments)\n\(creator),USD,sales,5,x,R\n\(creator),USD,sales,5,x,R", "duplicate key"),
        ])
    func malformed(text: String, words: String) throws {
        let (database, role) = try platform()
        let refusal = database.refusal(of: propose(text) + apply(text), as: role)
        #expect(refusal?.contains(words) == true, "\(refusal ?? "passed")")
        #expect(try database.sql("SELECT count(*) FROM settlement.manual_entries") == "0")
    }

    @Test("a text that the owner changed is not applied")
    func changedText() throws {
        let (database, role) = try platform()
        let text = "\(Self.adjustments)\n\(Self.creator),USD,sales,5,x,R\n"
        #expect(database.refusal(of: propose(text), as: role) == nil)
        try database.sql(
            """
            ALTER TABLE settlement.manual_files DISABLE TRIGGER history;
            UPDATE settlement.manual_files SET text = replace(text, ',5,', ',500000,')
            """)
        #expect(database.refusal(of: apply(text), as: role)?.contains("was changed") == true)
    }

    @Test("who proposed does not apply: where the file needs approval, the caller says so, or the last one needed it")
    func approval() throws {
        let (database, role) = try platform()
        let other = try TestRole.settler(in: database)
        func text(_ reference: String) -> String {
            "\(Self.adjustments)\n\(Self.creator),USD,sales,5,x,\(reference)\n"
        }
        for argument in ["true", "NULL"] {
            let refusal = database.refusal(of: propose(text("R-1")) + apply(text("R-1"), approval: argument), as: role)
            #expect(refusal?.contains("so somebody else has to apply it") == true, "\(refusal ?? "passed")")
        }
        let needed = propose(text("R-2"), approval: true)
        #expect(database.refusal(of: needed + apply(text("R-2")), as: role)?.contains("somebody else") == true)
        #expect(database.refusal(of: apply(text("R-2")), as: other) == nil)
        // Without approval from here on: the first such file needs two people all the same, the next ones do not.
        let first = database.refusal(of: propose(text("R-3")) + apply(text("R-3")), as: other)
        #expect(first?.contains("somebody else has to apply it") == true, "\(first ?? "passed")")
        #expect(database.refusal(of: apply(text("R-3")), as: role) == nil)
        #expect(database.refusal(of: propose(text("R-4")) + apply(text("R-4")), as: role) == nil)
    }
}
