internal import Foundation

/// The seeds of a property test: the same every time, unless `REMIT_SEED` says where to begin.
///
/// A test that takes them as its arguments names the seed that failed; `REMIT_SEED` set to it makes it the first.
public enum Seeds {
    /// So many seeds in a row.
    public static func first(_ count: UInt64) -> [UInt64] {
        let start = ProcessInfo.processInfo.environment["REMIT_SEED"].flatMap { UInt64($0) } ?? 1
        return (0..<count).map { start &+ $0 }
    }
}

/// A small seeded generator, so that a seed that failed can be run again.
public struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    /// The generator of a seed.
    public init(seed: UInt64) {
        state = seed
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
