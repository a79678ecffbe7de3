/// The random numbers of one row: SplitMix64, small enough to make anew for each row.
///
/// Made by a `RowStream` from the row's number, so that no row depends on the ones before it.
struct RowRandom {
    private var state: UInt64

    /// Starts from a state that must already be well mixed.
    init(state: UInt64) {
        self.state = state
    }

    /// The next 64 random bits.
    mutating func next() -> UInt64 {
        state &+= RowRandom.golden
        return RowRandom.mix(state)
    }

    /// A number in `0..<bound`; a bound of 0 gives 0.
    mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// Whether something that happens `count` times in `total` happens here.
    mutating func chance(_ count: Int, in total: Int) -> Bool {
        below(total) < count
    }

    /// A number in `0..<bound` with a long tail: half of the draws fall into the first eighth.
    ///
    /// The cube of a uniform draw, in whole numbers so that every machine draws the same. `bound` is below 2^31.
    mutating func skewed(below bound: Int) -> Int {
        let uniform = next() >> 32
        let square = (uniform &* uniform) >> 32
        let cube = (square &* uniform) >> 32
        return Int(truncatingIfNeeded: (cube &* UInt64(bound)) >> 32)
    }

    /// One element of a list that is not empty.
    mutating func pick<Element>(_ list: [Element]) -> Element {
        list[below(list.count)]
    }

    /// SplitMix64's finalizer: every bit of the result depends on every bit of the value.
    static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    static let golden: UInt64 = 0x9E37_79B9_7F4A_7C15
}
