import TestRandom
import Testing

@testable import Remittance

/// Names and notes, made fit for a file.
@Suite struct CleanTextTests {
    @Test(arguments: [
        ("Ann Smith", "Ann Smith"), ("Müller & Söhne GmbH", "Muller + Sohne GmbH"), ("Straße", "Strasse"),
        ("Łódź Ærøskøbing Đặng Thị Ánh", "Lodz AEroskobing Dang Thi Anh"), ("İıŞşĞğ", "IiSsGg"),
        ("Œuvre Þórr Ðuro", "Oeuvre Thorr Duro"), ("Ελένη Παπαδοπούλου", "Eleni Papadopoulou"),
        ("Κυριάκος Αύγουστος", "Kyriakos Augoustos"), ("Борис Щукин", "Boris Shchukin"),
        ("Олексій Їжак", "Oleksii Izhak"), ("Ђорђе Љубић", "Dorde Ljubic"),
        ("O’Brien — “Co”", "O'Brien - 'Co'"), ("Jose\u{301} Nun\u{303}ez", "Jose Nunez"), ("ＡＢＣ１２３", "ABC123"),
        ("៤២ ถนน ๗", "42 7"), ("a_b@c.d#e", "a-b.c.d.e"), ("12 € [x] {y} <z>", "12 EUR (x) (y) .z."),
        ("  two\t\n lines  ", "two lines"), ("//a//b/", "a/b"), ("/ / a", "a"), ("a\u{202E}b\u{0}c", "ab c"),
        ("ﬁne", "fine"),
    ])
    func sepa(text: String, clean: String) {
        #expect(CleanText.sepa(text, limit: 70, else: "none") == clean)
    }

    @Test(arguments: ["", " ", "ស្រីមុំ", "李小龍", "🙂", "...", "///", "\u{202E}", "=+-@"])
    func nothingIsLeft(text: String) {
        #expect(CleanText.sepa(text, limit: 70, else: "Payee P1") == "Payee P1")
    }

    @Test(arguments: [
        ("=1+1", "1+1"), ("+855 12", "855 12"), ("-Ann", "Ann"), ("@SUM(A1)", "SUM(A1)"), ("\t=cmd", "cmd"),
        (" = + - @x", "x"), ("\r\n=x", "x"), ("＝１＋１", "１＋１"), ("\u{200B}=x", "x"), ("\u{FEFF}@x", "x"),
        ("ស្រីមុំ", "ស្រីមុំ"), ("李小龍", "李小龍"), ("A\u{202E}B", "AB"), ("a\u{0}b", "a b"), ("a = b", "a = b"),
        ("'=x", "'=x"), ("=\u{301}x", "x"), ("\u{301}=x", "x"), ("===", "none"), ("🙂", "none"), ("", "none"),
    ])
    func cell(text: String, clean: String) {
        #expect(CleanText.cell(text, limit: 140, else: "none") == clean)
    }

    @Test(arguments: [
        ("DE12", "DE12"), ("=1+1", "'=1+1"), ("+855", "'+855"), ("@a", "'@a"), (" -1 ", "'-1"),
        ("=\u{301}1", "'=\u{301}1"), ("a\nb", "a b"),
        ("", ""),
    ])
    func verbatim(text: String, cell: String) {
        #expect(CleanText.verbatimCell(text) == cell)
    }

    /// A character of several scalars is cut off whole; so is the space before it.
    @Test func neverInsideACharacter() {
        let family = "👨\u{200D}👩\u{200D}👧"
        #expect(CleanText.cell("ab " + family, limit: 7, else: "") == "ab")
        #expect(CleanText.cell("ab " + family, limit: 8, else: "") == "ab " + family)
        #expect(CleanText.cell("abe\u{301}", limit: 3, else: "") == "ab")
        #expect(CleanText.sepa("abß", limit: 3, else: "") == "abs")
        #expect(CleanText.sepa("abc / def", limit: 6, else: "") == "abc")
    }

    /// Whatever strangers type, in whatever script: what comes out keeps every promise.
    @Test(arguments: Seeds.first(300))
    func everyPromise(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let text = HostileText.random(using: &random)
        let limit = Int.random(in: 30...140, using: &random)
        let sepa = CleanText.sepa(text, limit: limit, else: "Payee")
        let allowed = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-?:().,'+ ".utf8)
        #expect(sepa.utf8.allSatisfy(allowed.contains), "\(sepa)")
        #expect((1...limit).contains(sepa.utf8.count))
        #expect(!sepa.contains("//") && !sepa.hasPrefix("/") && !sepa.hasSuffix("/") && sepa == sepa.trimmed)
        #expect(CleanText.sepa(sepa, limit: limit, else: "other") == sepa)
        let cell = CleanText.cell(text, limit: limit, else: "Payee")
        #expect((1...limit).contains(cell.unicodeScalars.count))
        #expect(cell.unicodeScalars.first.map { !"=+-@＝＋－＠ \t\r\n".unicodeScalars.contains($0) } == true)
        #expect(cell.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
        #expect(CleanText.cell(cell, limit: limit, else: "other") == cell)
    }
}
