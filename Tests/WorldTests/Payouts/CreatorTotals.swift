import Money
import Settlement

/// Whose balance, in which currency.
struct Payee: Hashable {
    let creator: Identifier
    let currency: Currency
}

/// What the lines of one closed period say of balances, added up as the ledger keeps it: payouts never look at lines (R10).
struct CreatorTotals {
    /// What is added up.
    private struct Key: Hashable {
        let payee: Payee
        let bucket: Bucket
        let holdFrom: Day
        let payable: Bool
    }

    /// The period.
    let period: Period
    private var sums: [Key: Int64] = [:]

    /// The totals of a period's lines.
    init(of lines: [Line], in period: Period) throws {
        self.period = period
        for line in lines {
            guard let creator = line.creator else { continue }
            let payee = Payee(creator: creator, currency: line.currency)
            let key = Key(payee: payee, bucket: line.bucket, holdFrom: line.holdFrom, payable: line.payable)
            sums[key] = try sums[key, default: 0].adding(line.creatorPart)
        }
    }

    /// Adds them to what their creators earned.
    ///
    /// - Parameter settled: What is held from this day or before is available whatever the entry, so its day is not kept.
    func add(to standings: inout [Payee: Standing], settled: Day) {
        for (key, cents) in sums {
            var standing = standings[key.payee] ?? Standing(creator: key.payee.creator, currency: key.payee.currency)
            standing.hasLines = true
            if key.payable {
                let from = max(key.holdFrom, settled)
                standing.earnings.append(Earning(bucket: key.bucket, holdFrom: from, cents: cents))
            }
            standings[key.payee] = standing
        }
    }
}
