public import Money

/// What a close makes of a purchase or donation that it looks at again, or sees late (R8).
public struct Reconsideration: Sendable {
    /// The lines to write; empty ones are kept apart from the books (R4.4).
    public var lines: [Line] = []
    /// The exception to record, if there is one.
    public var exception: SettlementException?
    /// What came of the recorded fees of a purchase that is settled, for the first time or anew.
    public var fees: FeeComparison?
}

extension Reconsideration {
    /// Adds what a settlement remarks.
    fileprivate mutating func take(_ remarks: SaleSettler.Remarks, of row: SourceRow) {
        exception = remarks.warning?.exception(of: row)
        fees = remarks.fees
    }
}

/// Decides about rows that may have been settled before (R8).
public struct Reconsidering: Sendable {
    /// Settles what is good.
    public var settler: SaleSettler

    /// Decides for one close.
    public init(settler: SaleSettler) {
        self.settler = settler
    }

    private var bounds: PeriodBounds { settler.bounds }

    /// Decides about a row.
    ///
    /// - Parameters:
    ///   - row: The row as it is now.
    ///   - history: What the closed periods say of it.
    ///   - open: Whether it was an open exception at the last close, or was found to be too late since (R8.1, R8.7):
    ///     it then counts as within every window.
    public mutating func decide(
        _ row: SourceRow, history: SourceHistory, open: Bool
    ) throws(MoneyError) -> Reconsideration {
        switch history.state {
        case .unknown: try firstSight(of: row, open: open)
        case .settled: try settledBefore(row, history, open: open)
        case .reversed: try reversedBefore(row, history, open: open)
        }
    }

    /// A row that no closed period knows (R8.1, R12).
    private mutating func firstSight(of row: SourceRow, open: Bool) throws(MoneyError) -> Reconsideration {
        guard isLookedAt(row, open: open) else { return Reconsideration() }
        switch row.status {
        case .unknown(let text): return Reconsideration(exception: RowFault.status(text).exception(of: row))
        case .pending where row.table == .donations:
            return Reconsideration(exception: RowFault.pending.exception(of: row))
        case .pending, .refunded, .disputed: return Reconsideration()
        case .completed: break
        }
        if let fault = settler.fault(of: row, soldAt: row.date) {
            return Reconsideration(exception: fault.exception(of: row))
        }
        guard let soldAt = row.date else { return Reconsideration() }
        var result = Reconsideration()
        let remarks = try settler.settle(row, soldAt: soldAt, holdFrom: bounds.holdFrom, into: &result.lines)
        result.take(remarks, of: row)
        return result
    }

    /// Whether a row that no closed period knows is looked at: by its date, else by that of its creation (R8.1, R12).
    ///
    /// One that was open and has neither any more is still looked at, so that it is not silently dropped.
    private func isLookedAt(_ row: SourceRow, open: Bool) -> Bool {
        guard let day = row.date ?? row.createdAt else { return open }
        return day >= bounds.genesisStart && day < bounds.end && (open || day >= bounds.lateStart)
    }

    /// A settled row: reversed, corrected, or left alone (R8.2, R8.4).
    private mutating func settledBefore(
        _ row: SourceRow, _ history: SourceHistory, open: Bool
    ) throws(MoneyError) -> Reconsideration {
        guard let soldAt = history.soldAt else { return Reconsideration() }
        switch row.status {
        case .unknown(let text):
            guard open || soldAt >= bounds.refundStart else { return Reconsideration() }
            return Reconsideration(exception: RowFault.status(text).exception(of: row))
        case .pending, .refunded, .disputed:
            guard open || soldAt >= bounds.refundStart else { return Reconsideration() }
            return Reconsideration(lines: try reversal(of: history, soldAt: soldAt))
        case .completed:
            guard open || soldAt >= bounds.lateStart, try history.differs(from: row) else { return Reconsideration() }
            if let fault = settler.fault(of: row, soldAt: soldAt) {
                return Reconsideration(exception: fault.exception(of: row))
            }
            var result = Reconsideration()
            try correct(row, history, soldAt: soldAt, into: &result)
            return result
        }
    }

    /// A reversed row: reinstated when it is completed again and good (R8.3).
    private mutating func reversedBefore(
        _ row: SourceRow, _ history: SourceHistory, open: Bool
    ) throws(MoneyError) -> Reconsideration {
        guard let soldAt = history.soldAt else { return Reconsideration() }
        if case .unknown(let text) = row.status, open || soldAt >= bounds.refundStart {
            return Reconsideration(exception: RowFault.status(text).exception(of: row))
        }
        guard row.status == .completed else { return Reconsideration() }
        if let fault = settler.fault(of: row, soldAt: soldAt) {
            return Reconsideration(exception: fault.exception(of: row))
        }
        var result = Reconsideration()
        result.lines = try history.reinstated()
        if try history.differs(from: row) {
            try correct(row, history, soldAt: soldAt, into: &result)
        } else {
            // Nothing is settled anew, but a row that comes back is asked everything, warnings included.
            var unused: [Line] = []
            let remarks = try settler.settle(row, soldAt: soldAt, holdFrom: bounds.holdFrom, into: &unused)
            result.exception = remarks.warning?.exception(of: row)
        }
        return result
    }

    /// Negates the last settlement and settles anew, under the first date and hold (R8.4, R8.6).
    private mutating func correct(
        _ row: SourceRow, _ history: SourceHistory, soldAt: Instant, into result: inout Reconsideration
    ) throws(MoneyError) {
        result.lines += try history.corrected()
        let holdFrom = history.holdFrom ?? bounds.holdFrom
        result.take(try settler.settle(row, soldAt: soldAt, holdFrom: holdFrom, into: &result.lines), of: row)
    }

    /// The lines that take a settlement back (R8.2).
    private func reversal(of history: SourceHistory, soldAt: Instant) throws(MoneyError) -> [Line] {
        let refunded = bounds.period(of: soldAt).map { settler.policy.entry(for: $0).processingRefunded } ?? false
        return try history.reversed(refundingProcessing: refunded)
    }
}
