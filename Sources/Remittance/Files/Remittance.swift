public import Money
internal import Settlement

/// The files of a batch: pure functions from payouts to bytes, the same bytes whenever the batch is written again.
public enum Remittance {
    /// Whether a payout can go into a file of a format.
    ///
    /// - Throws: ``RemittanceFault`` for the first thing that is wrong with it.
    public static func check(_ payout: Payout, for format: PayoutFormat) throws(RemittanceFault) {
        _ = try payout.decimalAmount()
        switch format {
        case .paypal: _ = try PayPalFile.row(payout)
        case .wise: _ = try WiseFile.row(payout, from: nil)
        case .pain001: _ = try CreditTransfer(payout)
        case .csv: break
        }
    }

    /// Payouts by file: per method and currency, and as many files as the provider's limit needs, by payout id.
    ///
    /// - Throws: ``RemittanceError`` if the format is not for a payout's method.
    public static func batches(
        of payouts: [Payout], as format: PayoutFormat
    ) throws(RemittanceError) -> [[Payout]] {
        var groups: [FileKey: [Payout]] = [:]
        for payout in payouts {
            guard format.methods.contains(payout.account.method) else {
                throw .method(payout.id, payout.account.method, format)
            }
            groups[FileKey(method: payout.account.method, currency: payout.amount.currency), default: []].append(payout)
        }
        return groups.keys.sorted().flatMap { key in
            groups[key, default: []].sorted { $0.id < $1.id }.chunks(of: format.limit)
        }
    }

    /// The file of a batch, whose payouts are of one method and one currency.
    ///
    /// - Throws: ``RemittanceError`` if a payout does not fit the format, a setting is missing, or the sum leaves 64 bits.
    public static func file(
        of batch: [Payout], as format: PayoutFormat, _ terms: BatchTerms
    ) throws(RemittanceError) -> PayoutFile {
        guard let first = batch.first else { throw .empty }
        let currency = first.amount.currency
        let bytes = try bytes(of: batch, as: format, terms, method: first.account.method)
        let kind = format == .csv ? "csv-\(first.account.method.rawValue)" : format.rawValue
        let ending = format == .pain001 ? "xml" : "csv"
        return PayoutFile(name: "\(kind)-\(currency)-\(terms.id).\(ending)", bytes: bytes)
    }

    private static func bytes(
        of batch: [Payout], as format: PayoutFormat, _ terms: BatchTerms, method: PayeeAccount.Method
    ) throws(RemittanceError) -> [UInt8] {
        do throws(RemittanceFault) {
            switch format {
            case .paypal: return try PayPalFile.bytes(batch)
            case .wise: return try WiseFile.bytes(batch, from: terms.wiseSourceCurrency)
            case .csv: return try MappedFile.bytes(batch, terms.columns[method] ?? .standard)
            case .pain001: break
            }
        } catch { throw .payout(error) }
        guard let debtor = terms.debtor else { throw .debtorMissing }
        let file = CreditTransferFile(
            id: terms.id, madeAt: terms.madeAt, dueOn: terms.dueOn, debtor: debtor, total: try sum(batch),
            payouts: batch)
        do { return try file.bytes() } catch { throw .payout(error) }
    }

    /// The sum of a batch.
    ///
    /// - Throws: ``RemittanceError/arithmetic(_:)`` past 64 bits, or for two currencies.
    public static func sum(_ batch: [Payout]) throws(RemittanceError) -> Money {
        var total = Money(cents: 0, currency: batch.first?.amount.currency ?? .usd)
        for payout in batch {
            do { total = try total.adding(payout.amount) } catch { throw .arithmetic(error) }
        }
        return total
    }
}

/// What the payouts of a file have in common.
private struct FileKey: Hashable, Comparable {
    let method: PayeeAccount.Method
    let currency: Currency

    static func < (left: FileKey, right: FileKey) -> Bool {
        (left.method.rawValue, left.currency) < (right.method.rawValue, right.currency)
    }
}

extension Array {
    /// The elements in order, so many at a time.
    fileprivate func chunks(of size: Int) -> [[Element]] {
        guard count > size else { return [self] }
        return stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
