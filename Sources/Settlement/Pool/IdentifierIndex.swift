internal import Money

/// Gives each identifier a number, from 0, in the order in which they are first met.
///
/// A table for the lookup that the engine makes most often, one for each row of engagement. It is several times as
/// quick as a dictionary, whose hash guards against keys chosen by an enemy; identifiers are chosen by the platform.
struct IdentifierIndex: Sendable {
    /// An identifier beside its number, so that a lookup reaches for memory once; −1 in an empty slot.
    private struct Slot: BitwiseCopyable {
        var id = Identifier(high: 0, low: 0)
        var number: Int32 = -1
    }

    /// How many identifiers there are.
    private(set) var count = 0
    /// Always at least twice as many as identifiers.
    private var slots = [Slot](repeating: Slot(), count: 64)

    /// The number of an identifier, which gets the next one if it has none.
    @inline(__always)
    mutating func number(for id: Identifier) -> Int {
        let place = slot(of: id)
        let known = slots[place].number
        return known >= 0 ? Int(known) : add(id, at: place)
    }

    private mutating func add(_ id: Identifier, at place: Int) -> Int {
        let number = count
        slots[place] = Slot(id: id, number: Int32(number))
        count += 1
        if count * 2 > slots.count { grow() }
        return number
    }

    /// The slot of an identifier, or the empty one where it would be.
    @inline(__always)
    private func slot(of id: Identifier) -> Int {
        let mask = slots.count - 1
        let mixed = (id.high ^ (id.low &* 0xD6E8_FEB8_6659_FD93)) &* 0x9E37_79B9_7F4A_7C15
        var place = Int(truncatingIfNeeded: mixed >> 32) & mask
        while slots[place].number >= 0, slots[place].id != id { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        let known = slots
        slots = [Slot](repeating: Slot(), count: known.count * 2)
        for old in known where old.number >= 0 { slots[slot(of: old.id)] = old }
    }
}
