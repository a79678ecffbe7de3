import TestServer

/// Damage to what was decided by hand.
extension Damage {
    static let ofActs = [
        Damage(
            name: "a waiver of what is waived",
            sql: """
                INSERT INTO settlement.waivers SELECT 9001 + n, 'purchases', md5('x')::uuid, true, 'x', 'x', '2026-04-02'
                FROM generate_series(0, 1) n
                """,
            lines: [
                finding(
                    "a row is waived that is waived already, or looked at again that is not (R12)",
                    "settlement.waivers, number 9002 of purchases 9dd4e461-268c-8034-f5c8-564e155c67a6",
                    "looked at again",
                    "waived")
            ]),
        Damage(
            name: "something looked at again that was not waived",
            sql: """
                INSERT INTO settlement.waivers VALUES (9001, 'purchases', md5('x')::uuid, false, 'x', 'x', '2026-04-02')
                """,
            lines: [
                finding(
                    "a row is waived that is waived already, or looked at again that is not (R12)",
                    "settlement.waivers, number 9001 of purchases 9dd4e461-268c-8034-f5c8-564e155c67a6",
                    "waived",
                    "looked at again")
            ]),
        Damage(
            name: "a file by hand that waits, changed",
            sql: """
                INSERT INTO settlement.manual_files VALUES (repeat('0', 64), 'a', 'x.csv', 'x', true, 'x', '2026-04-02')
                """,
            lines: [
                finding(
                    "a file of entries by hand was changed",
                    "settlement.manual_files, 000000000000",
                    "SHA-256 #",
                    "SHA-256 #")
            ]),
        Damage(
            name: "a file by hand applied by one, twice, and other entries than it has",
            sql: """
                INSERT INTO settlement.manual_files
                SELECT encode(sha256(convert_to(text, 'UTF8')), 'hex'), 'a', 'x.csv', text, true, 'x', '2026-04-02'
                FROM (VALUES (E'creator_id,currency,bucket,amount_cents,reason,reference\n')) file (text);
                INSERT INTO settlement.manual_entries
                SELECT 9001 + n, hash, n, 'a', md5('x')::uuid, 'USD', 's', 5, 'x', 'x-' || n, NULL, 'x', timestamp '2026-04-02' + n * interval '1 day'
                FROM settlement.manual_files, generate_series(1, 2) n
                """,
            lines: [
                finding(
                    "one person proposed and applied a file where two are required (R11.7)",
                    "settlement.manual_files, a36d32ecd374",
                    "another than x",
                    "x", next: ask),
                finding(
                    "a file of entries by hand was applied more than once",
                    "settlement.manual_files, a36d32ecd374",
                    "one time",
                    "x at 2026-04-03 00:00:00, x at 2026-04-04 00:00:00"),
                finding(
                    "the entries that were applied are not those of their file",
                    "settlement.manual_files, a36d32ecd374",
                    "its lines",
                    "other entries"),
            ]),
        Damage(
            name: "an opening balance after the first close",
            sql: """
                INSERT INTO settlement.manual_files
                SELECT encode(sha256(convert_to(text, 'UTF8')), 'hex'), 'n', 'x.csv', text, false, 'x', '2026-04-02'
                FROM (VALUES (E'creator_id,currency,bucket,amount_cents,available_from\n00000000-0000-4000-8000-000000000001,USD,sales,500,2026-02-01\n')) file (text);
                INSERT INTO settlement.manual_entries
                SELECT 9001, hash, 2, 'n', '00000000-0000-4000-8000-000000000001', 'USD', 's', 500, NULL, NULL, '2026-02-01', 'x', '2026-04-02'
                FROM settlement.manual_files
                """,
            lines: [
                finding(
                    "an opening balance was brought in after the first close (R10)",
                    "settlement.manual_entries, number 9001",
                    "a number up to 0",
                    "9001")
            ]),
        Damage(
            name: "a file by hand gone, its key dropped",
            sql: """
                INSERT INTO settlement.manual_files VALUES (repeat('0', 64), 'a', 'x.csv', 'x', false, 'x', '2026-04-02');
                INSERT INTO settlement.manual_entries
                VALUES (9001, repeat('0', 64), 2, 'a', md5('x')::uuid, 'USD', 's', 5, 'x', 'x', NULL, 'x', '2026-04-02');
                ALTER TABLE settlement.manual_entries DROP CONSTRAINT manual_entries_file_hash_fkey;
                """
                    + behindTheGuard(
                        of: "manual_files", trigger: "history",
                        """
                        DELETE FROM settlement.manual_files
                        """),
            lines: [
                definition(
                    nil, ".manual_entries, constraint FOREIGN KEY (file_hash) REFERENCES settlement.manual_files(hash)",
                    "valid",
                    "nothing"),
                finding(
                    "a file of entries by hand is missing",
                    "settlement.manual_files, 000000000000",
                    "its text",
                    "nothing"),
            ]),
        Damage(
            name: "a close that saw what there is not",
            sql: behindTheGuard(
                of: "periods", "UPDATE settlement.periods SET acts_through = 7 WHERE period = '2026-02-01'"),
            lines: [
                finding(
                    "a close saw other acts by hand than there are (R12)",
                    "settlement.periods, acts_through",
                    "the number of a waiver or an entry",
                    "7", of: "2026-02"),
                finding(
                    "a close saw other acts by hand than there are (R12)",
                    "settlement.periods, acts_through",
                    "7 or later",
                    "0", of: "2026-03"),
            ]),
    ]
}
