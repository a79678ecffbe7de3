/// The id of a sample row: a valid version 4 UUID, as two big-endian halves.
struct RowID: Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    /// An id of 122 random bits; the other six say "version 4".
    init(random high: UInt64, _ low: UInt64) {
        self.high = high & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        self.low = low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    }

    /// The same id with its first six bytes all ones.
    ///
    /// Planted rows carry such ids: the changes that strike rows by their first bytes never strike these.
    var outOfReach: RowID {
        RowID(random: high | 0xFFFF_FFFF_FFFF_0000, low)
    }
}

extension RowID: CustomStringConvertible {
    /// The usual text of a UUID, in lower case.
    var description: String {
        func digits(_ half: UInt64) -> String {
            let text = String(half, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }
        let text = Array((digits(high) + digits(low)).utf8)
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return groups.map { String(decoding: text[$0], as: UTF8.self) }.joined(separator: "-")
    }
}
