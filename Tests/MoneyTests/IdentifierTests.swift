import Foundation
import Money
import TestRandom
import Testing

@Suite("Identifiers")
struct IdentifierTests {
    @Test("text, halves and bytes agree with Foundation's UUID", arguments: Seeds.first(100))
    func roundTrip(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let id = Identifier(high: random.next(), low: random.next())
        let bytes = id.bytes
        let uuid = try #require(UUID(uuidString: id.description))
        #expect(uuid.uuidString.lowercased() == id.description)
        let expected = unsafe withUnsafeBytes(of: uuid.uuid) { unsafe Array($0) }
        #expect(bytes == expected)
        #expect(Identifier(id.description) == id)
        #expect(Identifier(id.description.uppercased()) == id)
    }

    @Test(
        "edges are read and written",
        arguments: [
            ("00000000-0000-0000-0000-000000000000", 0, 0),
            ("ffffffff-ffff-ffff-ffff-ffffffffffff", UInt64.max, UInt64.max),
            ("00000000-0000-0001-8000-000000000000", 1, 1 << 63),
            ("01234567-89ab-cdef-fedc-ba9876543210", 0x0123_4567_89AB_CDEF, 0xFEDC_BA98_7654_3210),
        ])
    func edges(text: String, high: UInt64, low: UInt64) {
        #expect(Identifier(text) == Identifier(high: high, low: low))
        #expect(Identifier(high: high, low: low).description == text)
    }

    @Test("bytes are in network order")
    func bytes() {
        let id = Identifier(high: 0x0001_0203_0405_0607, low: 0x0809_0A0B_0C0D_0E0F)
        #expect(id.bytes == Array(0...15))
    }

    @Test(
        "what is no UUID is not read",
        arguments: [
            "", "not an id", "0a000000-0000-4000-8000-0000000000f", "0a000000-0000-4000-8000-0000000000ff0",
            "0a0000000000400080000000000000ff", "0a000000-0000-4000-8000-0000000000fg",
            "0a000000-0000-4000-80000-000000000ff", "{0a000000-0000-4000-8000-0000000000ff}",
            " 0a000000-0000-4000-8000-0000000000f", "0a000000_0000_4000_8000_0000000000ff",
            "0a000000-0000-4000-8000-0000000000f\u{e9}",
        ])
    func notIdentifiers(text: String) {
        #expect(Identifier(text) == nil)
    }

    @Test("are ordered as their bytes, hence as their texts", arguments: Seeds.first(50))
    func order(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let one = Identifier(high: random.next() >> 60, low: random.next())
        let other = Identifier(high: random.next() >> 60, low: random.next())
        #expect((one < other) == (one.description < other.description))
        #expect((one < other) == one.bytes.lexicographicallyPrecedes(other.bytes))
    }

    @Test("text is appended after what a buffer holds already")
    func appending() {
        var buffer = Array("id=".utf8)
        Identifier(high: 0, low: 0xFF).appendText(to: &buffer)
        #expect(String(decoding: buffer, as: UTF8.self) == "id=00000000-0000-0000-0000-0000000000ff")
    }
}
