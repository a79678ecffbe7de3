/// What a stream of random numbers is for; each purpose has numbers of its own.
///
/// The raw values enter every number drawn: changing one changes every sample platform.
enum StreamPurpose: UInt64 {
    case users = 1, contents, sections, maps, concepts, sessions, interactions, notes, access, purchases, donations
    case payouts, ratings, settings, subscriptions, engagement, bundles, bundleContents, planted
}

/// The random numbers and ids of the rows of one purpose in one part of the sample.
///
/// Counter-based: row n is reached without making the rows before it, in any order, on any core.
struct RowStream {
    private let key: UInt64

    /// The stream of a purpose in a part; rows that belong to no part use `.initial`.
    init(seed: UInt64, _ purpose: StreamPurpose, _ part: SamplePart = .initial) {
        let place = purpose.rawValue &* RowRandom.golden &+ part.code &* 0xD6E8_FEB8_6659_FD93
        key = RowRandom.mix(RowRandom.mix(seed) &+ place)
    }

    /// The random numbers of a row.
    func random(_ row: Int) -> RowRandom {
        RowRandom(state: RowRandom.mix(key &+ UInt64(truncatingIfNeeded: row) &* RowRandom.golden))
    }

    /// The id of a row, from numbers that `random` does not use.
    func id(_ row: Int) -> RowID {
        let start = (key ^ 0x5851_F42D_4C95_7F2D) &+ UInt64(truncatingIfNeeded: row) &* RowRandom.golden
        var random = RowRandom(state: RowRandom.mix(start))
        return RowID(random: random.next(), random.next())
    }
}
