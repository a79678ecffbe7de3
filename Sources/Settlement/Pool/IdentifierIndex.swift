public import Money

/// Gives each identifier a number, from 0, in the order in which they are first met.
///
/// A table for the two lookups that the engine makes most often, one for each row of engagement. It is four times as
/// quick as a dictionary, whose hash guards against keys chosen by an enemy; identifiers are chosen by the platform.
public struct IdentifierIndex: Sendable {
    /// The identifiers, by their numbers.
    public private(set) var identifiers: [Identifier] = []
    /// The number in each slot, −1 in an empty one; always at least twice as many slots as identifiers.
    private var slots = [Int32](repeating: -1, count: 64)

    /// An index of nothing.
    public init() {}

    /// The number of an identifier; nil if it has none.
    @inline(__always)
    public func number(of id: Identifier) -> Int? {
        let found = slots[slot(of: id)]
        return found < 0 ? nil : Int(found)
    }

    /// The number of an identifier, which gets the next one if it has none.
    public mutating func number(for id: Identifier) -> Int {
        let place = slot(of: id)
        guard slots[place] < 0 else { return Int(slots[place]) }
        identifiers.append(id)
        slots[place] = Int32(identifiers.count - 1)
        if identifiers.count * 2 > slots.count { grow() }
        return identifiers.count - 1
    }

    /// The slot of an identifier, or the empty one where it would be.
    @inline(__always)
    private func slot(of id: Identifier) -> Int {
        let mask = slots.count - 1
        let mixed = (id.high ^ (id.low &* 0xD6E8_FEB8_6659_FD93)) &* 0x9E37_79B9_7F4A_7C15
        var place = Int(truncatingIfNeeded: mixed >> 32) & mask
        while slots[place] >= 0, identifiers[Int(slots[place])] != id { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for (number, id) in identifiers.enumerated() { slots[slot(of: id)] = Int32(number) }
    }
}
