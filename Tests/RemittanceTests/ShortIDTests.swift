import Money
import Remittance
import TestRandom
import Testing

/// The ids of files, which must lead back to the payout.
@Suite struct ShortIDTests {
    @Test(arguments: [
        ("00000000-0000-0000-0000-000000000000", "P00000000000000000000000000"),
        ("ffffffff-ffff-ffff-ffff-ffffffffffff", "P7ZZZZZZZZZZZZZZZZZZZZZZZZZ"),
        ("00000000-0000-4000-8000-000000001202", "P000000000080080000000004G2"),
        ("4de844af-5e1f-5805-ba0e-94d08df8e841", "P2DX12AYQGZB02VM3MMT26ZHT21"),
        ("0000000f-0000-0000-8000-000000000000", "P000000Y0000008000000000000"),
    ])
    func known(id: String, text: String) throws {
        let id = try #require(Identifier(id))
        #expect(ShortID.text(of: id) == text)
        #expect(ShortID.id(text) == id)
    }

    @Test(arguments: Seeds.first(300))
    func thereAndBack(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let id = Identifier(high: random.next(), low: random.next())
        let text = ShortID.text(of: id)
        #expect(text.utf8.count == 27)
        #expect(ShortID.id(text) == id)
        #expect(ShortID.id(text.lowercased()) == id)
        #expect(ShortID.id(text.replacing("0", with: "O").replacing("1", with: "l")) == id)
    }

    @Test(arguments: [
        "", "P", "P0000000000000000000000000", "P000000000000000000000000000", "Q00000000000000000000000000",
        "P0000000000000000000000000U", "P80000000000000000000000000", "PZZZZZZZZZZZZZZZZZZZZZZZZZZ",
        "P0000000000000000000000000é", "00000000-0000-0000-0000-000000000000",
    ])
    func noShortID(text: String) {
        #expect(ShortID.id(text) == nil)
    }
}
