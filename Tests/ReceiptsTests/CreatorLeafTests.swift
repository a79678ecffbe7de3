import Money
import Receipts
import Settlement
import Testing

@Suite("The text of a creator's leaf")
struct CreatorLeafTests {
    @Test("is read into what it says, and written again to the byte")
    func read() throws {
        let leaf = try #require(CreatorLeaf(ReceiptTests.leaf))
        #expect(leaf.creator == Identifier(ReceiptTests.creator))
        #expect(leaf.totals.map(\.gross) == [500, -999] && leaf.totals.map(\.payable) == [false, true])
        #expect(leaf.totals.map(\.bucket) == [.donations, .sales] && leaf.totals.map(\.lines) == [1, 2])
        #expect(leaf.totals.map(\.addsUp) == [true, true])
        #expect(leaf.text == ReceiptTests.leaf)
    }

    @Test("may have any text for a currency, as direct donations do", arguments: ["A,B", "x\ny", "USD,sales", "", "é"])
    func currency(code: String) throws {
        let total = CreatorLeaf.Total(
            currency: Currency(code), bucket: .donations, payable: false, holdFrom: try #require(Day("2026-02-01")),
            lines: 1, gross: 1, processing: 0, platform: 0, creator: 1, earned: 1)
        let leaf = CreatorLeaf(
            creator: Identifier(high: 1, low: 2), totals: [total, total],
            linesHash: String(repeating: "0", count: 64))
        #expect(CreatorLeaf(leaf.text) == leaf)
    }

    @Test(
        "is no other text",
        arguments: [
            ("creator,", "Creator,"), ("0a1\n", "0A1\n"), (",1,500,", ",01,500,"), (",500\n", ",500,1\n"),
            ("sales", "gifts"), ("true", "yes"), ("2026-02-01", "2026-02-30"), ("lines,", "lines,c"),
            ("-1149,0", "-1149,+0"), ("-1149", "99999999999999999999"),
        ])
    func other(old: String, new: String) {
        let text = ReceiptTests.leaf.replacing(old, with: new)
        #expect(text != ReceiptTests.leaf && CreatorLeaf(text) == nil)
    }

    @Test("adds up in 64 bits and beyond")
    func wide() throws {
        let day = try #require(Day("2026-02-01"))
        func total(_ gross: Int64, _ parts: Int64) -> CreatorLeaf.Total {
            CreatorLeaf.Total(
                currency: .usd, bucket: .sales, payable: true, holdFrom: day, lines: 1, gross: gross, processing: parts,
                platform: parts, creator: parts, earned: parts)
        }
        #expect(!total(.max, .max).addsUp)
        #expect(total(Int64.max / 3 * 3, Int64.max / 3).addsUp)
    }
}
