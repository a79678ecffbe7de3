/// A part of the sample: what there is at first, what a month brings, or what turns up after its close.
public enum SamplePart: Hashable, Sendable {
    /// What the platform holds before its first month.
    case initial
    /// The new rows of a month, 0 being the first.
    case month(Int)
    /// Rows that belong to a month but are inserted after its close.
    case late(Int)

    /// The part as a number that enters the random streams.
    var code: UInt64 {
        switch self {
        case .initial: 0
        case .month(let month): UInt64(month) * 2 + 1
        case .late(let month): UInt64(month) * 2 + 2
        }
    }
}

extension SamplePart {
    /// The month whose state the part's rows see, -1 being the one before the first.
    var monthNumber: Int {
        switch self {
        case .initial: -1
        case .month(let month), .late(let month): month
        }
    }
}
