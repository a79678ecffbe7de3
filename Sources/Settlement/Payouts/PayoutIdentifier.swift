internal import Crypto
public import Money

/// The ids of payouts that the engine makes (R11.4).
public enum PayoutIdentifier {
    /// The id of the payout to a creator in a currency on a day: UUIDv5, in the URL namespace, of
    /// `remit:payout:CREATOR:CURRENCY:D`.
    public static func id(creator: Identifier, currency: Currency, day: Day) -> Identifier {
        named("remit:payout:\(creator):\(currency):\(day)")
    }

    /// The id of a file of payouts: UUIDv5, in the URL namespace, of `remit:batch:FORMAT:PAYOUT`, with its first payout.
    ///
    /// A payout is in one file alone, so no other file has the id; and an export that was cut off before anything was
    /// recorded makes the same one again.
    public static func batch(format: String, firstPayout: Identifier) -> Identifier {
        named("remit:batch:\(format):\(firstPayout)")
    }

    private static func named(_ name: String) -> Identifier {
        var hash = Insecure.SHA1()
        hash.update(data: namespace.bytes)
        hash.update(data: Array(name.utf8))
        var halves: (UInt64, UInt64) = (0, 0)
        for (index, byte) in hash.finalize().prefix(16).enumerated() {
            if index < 8 { halves.0 = halves.0 << 8 | UInt64(byte) } else { halves.1 = halves.1 << 8 | UInt64(byte) }
        }
        return Identifier(
            high: halves.0 & ~0xF000 | 0x5000, low: halves.1 & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    }

    /// 6ba7b811-9dad-11d1-80b4-00c04fd430c8, the namespace of URLs.
    private static let namespace = Identifier(high: 0x6BA7_B811_9DAD_11D1, low: 0x80B4_00C0_4FD4_30C8)
}
