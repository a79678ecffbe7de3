internal import Money
internal import PostgresClient
internal import Settlement

/// Keeps what reports ask of purchases while these are settled: the bundle, and recorded fees against computed ones.
///
/// It is used by the one thread that decides; what it kept is read when that thread has ended.
final class Particulars {
    /// Which purchases are summed together: of those whose fees agree or were not recorded, only sums are kept.
    private struct Key: Hashable {
        let currency: Currency
        let verdict: FeeComparison.Verdict
    }

    /// What purchases come to.
    private struct Sum {
        var purchases: Int64 = 0
        var amount: Int64 = 0
        var fee: Int64 = 0
        var revenue: Int64 = 0
    }

    private let period: Day
    private var sources = CopyEncoder(capacity: 64 * 1024)
    private var fees = CopyEncoder(capacity: 64 * 1024)
    private var sums: [Key: Sum] = [:]
    /// Rows of book `kept_sources`, encoded.
    let sourceSpool = Spool()
    /// Rows of book `kept_fees`, encoded.
    let feeSpool = Spool()

    init(period: Day) {
        self.period = period
    }

    /// Takes what was decided about a row.
    ///
    /// - Throws: `MoneyError` where a sum exceeds 64 bits, which refuses the close (R1.1).
    func take(_ result: Reconsideration, of row: SourceRow) throws {
        if let bundle = row.bundle, !result.lines.isEmpty {
            sources.beginTuple(fields: 4)
            sources.append(period)
            sources.append(Optional(row.id))
            sources.append(Optional(bundle))
            sources.append(text: nil)
            if sources.byteCount >= 32 * 1024 { try sourceSpool.take(&sources) }
        }
        if let comparison = result.fees { try take(comparison, of: row) }
    }

    private func take(_ comparison: FeeComparison, of row: SourceRow) throws {
        let amount = row.amount ?? 0
        switch comparison.verdict {
        case .differs, .honoured:
            let sum = Sum(
                purchases: 1, amount: amount, fee: comparison.computedFee, revenue: comparison.computedRevenue)
            write(
                sum, verdict: comparison.verdict, purchase: row.id, currency: row.currency,
                recorded: (comparison.recordedFee, comparison.recordedRevenue))
            if fees.byteCount >= 32 * 1024 { try feeSpool.take(&fees) }
        case .agrees, .unrecorded:
            let key = Key(currency: row.currency, verdict: comparison.verdict)
            var sum = sums[key, default: Sum()]
            sum.purchases += 1
            sum.amount = try sum.amount.adding(amount)
            sum.fee = try sum.fee.adding(comparison.computedFee)
            sum.revenue = try sum.revenue.adding(comparison.computedRevenue)
            sums[key] = sum
        }
    }

    private func write(
        _ sum: Sum, verdict: FeeComparison.Verdict, purchase: Identifier?, currency: Currency,
        recorded: (fee: Int64?, revenue: Int64?)
    ) {
        fees.beginTuple(fields: 10)
        fees.append(period)
        fees.append(char: verdict.rawValue)
        fees.append(purchase)
        fees.append(text: currency.code)
        fees.append(int64: sum.purchases)
        fees.append(int64: sum.amount)
        fees.append(int64: recorded.fee)
        fees.append(int64: recorded.revenue)
        fees.append(int64: sum.fee)
        fees.append(int64: sum.revenue)
    }

    /// Spools what is left; nothing more is taken after that.
    func flush() throws {
        for (key, sum) in sums {
            let agrees = key.verdict == .agrees
            write(
                sum, verdict: key.verdict, purchase: nil, currency: key.currency,
                recorded: agrees ? (sum.fee, sum.revenue) : (nil, nil))
        }
        try sourceSpool.take(&sources)
        try feeSpool.take(&fees)
    }
}
