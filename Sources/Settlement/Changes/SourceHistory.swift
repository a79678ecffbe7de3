public import Money

/// What the closed periods say of one purchase or donation (R8).
public struct SourceHistory: Sendable {
    /// Whether it is settled, and if so whether that was undone since.
    public enum State: Hashable, Sendable {
        /// No closed period knows it.
        case unknown
        /// Its last settlement stands.
        case settled
        /// Its last settlement was reversed.
        case reversed
    }

    /// Where it stands.
    public private(set) var state = State.unknown
    /// The lines of its last settlement, empty ones included.
    public private(set) var settlement: [Line] = []
    /// The lines that reversed it, if it is reversed.
    public private(set) var reversal: [Line] = []

    /// Nothing is known.
    public init() {}

    /// Takes up all lines of one closed period about the source; periods are given in their order.
    public mutating func take(_ lines: [Line]) {
        let reversing = lines.filter { $0.kind == .reversal }
        let settling = lines.filter(\.kind.settles)
        if !settling.isEmpty {
            settlement = settling
            state = .settled
        } else if lines.contains(where: { $0.kind == .reinstatement }) {
            state = .settled
        }
        if !reversing.isEmpty {
            reversal = reversing
            state = .reversed
        }
    }

    /// When the source was completed, as first settled.
    public var soldAt: Instant? { settlement.first?.soldAt }

    /// The day from which its lines are held (R8.6).
    public var holdFrom: Day? { settlement.first?.holdFrom }

    /// Whether a row's present amount, currency, seller or recipient differs from what was settled (R8.4).
    public func differs(from row: SourceRow) throws(MoneyError) -> Bool {
        var amount: Int64 = 0
        for line in settlement { amount = try amount.adding(line.gross) }
        guard let first = settlement.first, row.amount == amount, row.currency == first.currency else { return true }
        guard row.bundle == nil, first.kind != .bundle, !row.ownedByPlatform else { return false }
        return row.payee != first.creator ?? first.seller
    }

    /// Whether a settled row shows another seller, which does not count while its content is the platform's own
    /// (R8.4).
    public func hidesSeller(of row: SourceRow) -> Bool {
        guard let first = settlement.first, first.kind == .sale, row.ownedByPlatform else { return false }
        return row.payee != first.creator ?? first.seller
    }
}

extension SourceHistory {
    /// The lines that take the last settlement back (R8.2).
    ///
    /// - Parameter refundingProcessing: Whether the provider gives its fee back; else that fee is the platform's loss.
    public func reversed(refundingProcessing: Bool) throws(MoneyError) -> [Line] {
        var lines: [Line] = []
        for settled in settlement {
            var line = try settled.negated(as: .reversal)
            if !refundingProcessing {
                line.processing = 0
                line.platform = try line.gross.subtracting(line.creatorPart)
            }
            lines.append(line)
        }
        return lines
    }

    /// The lines that take the last reversal back (R8.3).
    public func reinstated() throws(MoneyError) -> [Line] {
        var lines: [Line] = []
        for line in reversal { lines.append(try line.negated(as: .reinstatement)) }
        return lines
    }

    /// The lines that take the last settlement back exactly, because the source changed (R8.4).
    public func corrected() throws(MoneyError) -> [Line] {
        var lines: [Line] = []
        for line in settlement { lines.append(try line.negated(as: .correction)) }
        return lines
    }
}
