import Settlement
import TestRandom
import Testing

@Suite("What banks write")
struct BankTextTests {
    private static let iban = "DE89 3704 0044 0532 0130 00"
    private static let email = "creator.one@example.org"

    @Test(
        "of the payout's account no more than its end is left",
        arguments: [
            ("account DE89370400440532013000 closed", "account …3000 closed"),
            ("de89 3704 0044 0532 0130 00", "…3000"),
            ("Konto 0532013000, BLZ 37040044: unbekannt", "Konto …3000, BLZ …3000: unbekannt"),
            ("0532-0130-00", "…3000"), ("0532\u{200B}0130\u{2009}00", "…3000"), ("０５３２０１３０００", "…3000"),
            ("٠٥٣٢٠١٣٠٠٠", "…3000"), ("ref B-2026-1 …3000", "ref B-2026-1 …3000"), ("ends in 3000", "ends in 3000"),
            ("DE89370400440532013000DE89370400440532013000", "…3000"), ("AB89370", "AB…3000"),
        ])
    func number(text: String, clean: String) {
        #expect(BankText.cleaned(text, hiding: Self.iban) == clean)
    }

    @Test(
        "of an address too, but words stay words",
        arguments: [
            ("creator.one@example.org is unknown", "….org is unknown"),
            ("mail to <Creator.One@Example.org>: refused", "mail to <….org>: refused"),
            ("one@example", "….org"), ("creatorone unknown at example.org", "….org unknown at ….org"),
            ("the creator has moved", "the creator has moved"), ("for example", "for example"),
        ])
    func address(text: String, clean: String) {
        #expect(BankText.cleaned(text, hiding: Self.email) == clean)
    }

    @Test(
        "of anybody's IBAN and address no more than the end is left, and of references everything",
        arguments: [
            ("moved to GB82 WEST 1234 5698 7654 32, thanks", "moved to …5432 thanks"),
            ("moved to gb82west12345698765432", "moved to …5432"),
            ("GB82WEST12345698765433 is wrong", "GB82WEST12345698765433 is wrong"),
            ("ask somebody@example.com", "ask ….com"), ("at @ noon", "at @ noon"),
            ("ref 2026112500012345 of RE20261125", "ref 2026112500012345 of RE20261125"),
        ])
    func others(text: String, clean: String) {
        #expect(BankText.cleaned(text) == clean)
        #expect(BankText.cleaned(clean) == clean)
    }

    @Test("a short account is hidden too")
    func short() {
        #expect(BankText.cleaned("account 1234 closed", hiding: "1234") == "account …34 closed")
        #expect(BankText.cleaned("account 12 closed", hiding: "12") == "account 12 closed")
        #expect(BankText.cleaned("account 000111222", hiding: "") == "account 000111222")
    }

    @Test(
        "nothing invisible, no line, no formula is left",
        arguments: [
            ("one\r\ntwo\u{2028}three\u{0}", "one two three"), ("\u{1B}[31mred\u{7}", "[31mred"),
            ("\u{202E}gnorw", "gnorw"), ("=HYPERLINK(1)", "HYPERLINK(1)"), (" +-@ 5", "5"), ("\t", ""), ("", ""),
            ("សូម\u{200C}រង់ចាំ", "សូម\u{200C}រង់ចាំ"),
        ])
    func visible(text: String, clean: String) {
        #expect(BankText.cleaned(text) == clean)
    }

    @Test("what is long is cut")
    func long() {
        let cut = BankText.cleaned(String(repeating: "x", count: 501))
        #expect(cut == String(repeating: "x", count: 499) + "…")
        let marks = "x" + String(repeating: "\u{301}", count: 600)
        #expect(BankText.cleaned("ab " + marks) == "ab …")
    }

    @Test(
        "whatever it is, cleaning it again changes nothing, and the account is not in it", arguments: Seeds.first(500))
    func again(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let account = "DE" + (0..<12).map { _ in String("0123456789".randomElement(using: &random)!) }.joined()
        let pieces = [
            account, String(account.prefix(8)), String(account.suffix(7)), " ", "-", "…", "3", "x", "\n", "=", "12",
        ]
        let text = (0..<12).map { _ in pieces.randomElement(using: &random)! }.joined()
        let clean = BankText.cleaned(text, hiding: account)
        #expect(BankText.cleaned(clean, hiding: account) == clean, "seed \(seed): \(text)")
        let kept = clean.filter { $0.isLetter || $0.isNumber || $0 == "…" }
        for start in account.indices.dropLast(4) {
            let part = account[start...].prefix(5)
            #expect(!kept.contains(part), "seed \(seed): \(part) of \(account) in \(clean)")
        }
    }

    @Test(
        "a cell that should hold something else shows no account",
        arguments: [
            ("DE89370400440532013000", "…3000"), ("000 111 222", "…1222"), ("someone@example.org", "….org"),
            ("12.50", "12.50"), ("paid", "paid"), ("x", "x"), ("", ""), ("a\nb", "a b"),
            (String(repeating: "y", count: 70), String(repeating: "y", count: 60) + "…"),
        ])
    func doubtful(cell: String, shown: String) {
        #expect(BankText.doubtful(cell) == shown)
    }
}
