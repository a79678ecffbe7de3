internal import Money

/// The files of a batch: pure functions from payouts to bytes, the same bytes whenever the batch is written again.
public enum Remittance {
    /// Whether a payout can go into a file of a format.
    ///
    /// - Throws: ``PayoutFault`` for the first thing that is wrong with it.
    public static func check(_ payout: Payout, for format: PayoutFormat) throws(PayoutFault) {
        _ = try payout.decimalAmount()
        switch format {
        case .paypal: _ = try PayPalFile.row(payout)
        case .wise: _ = try WiseFile.row(payout, from: nil)
        case .pain001: _ = try CreditTransfer(payout)
        case .csv: break
        }
    }

    /// The files of a batch: per method and currency, and as many as the provider's limit needs, in the order of their
    /// names; within a file by payout id.
    ///
    /// - Throws: ``RemittanceError`` if a payout does not fit the format, or a setting is missing.
    public static func files(
        of payouts: [Payout], as format: PayoutFormat, _ terms: BatchTerms
    ) throws(RemittanceError) -> [PayoutFile] {
        var groups: [FileKey: [Payout]] = [:]
        for payout in payouts {
            guard format.methods.contains(payout.account.method) else {
                throw .method(payout.id, payout.account.method, format)
            }
            groups[FileKey(method: payout.account.method, currency: payout.amount.currency), default: []].append(payout)
        }
        var files: [PayoutFile] = []
        for key in groups.keys.sorted() {
            let sorted = groups[key, default: []].sorted { $0.id < $1.id }
            let parts = sorted.chunks(of: format.limit)
            for (index, part) in parts.enumerated() {
                let suffix = parts.count > 1 ? "-\(index + 1)" : ""
                files.append(try file(of: part, key, format, suffix, terms))
            }
        }
        return files
    }

    private static func file(
        of payouts: [Payout], _ key: FileKey, _ format: PayoutFormat, _ suffix: String, _ terms: BatchTerms
    ) throws(RemittanceError) -> PayoutFile {
        let total: Money
        let bytes: [UInt8]
        do {
            total = try payouts.reduce(Money(cents: 0, currency: key.currency)) { try $0.adding($1.amount) }
            switch format {
            case .paypal: bytes = try PayPalFile.bytes(payouts)
            case .wise: bytes = try WiseFile.bytes(payouts, from: terms.wiseSourceCurrency)
            case .pain001:
                guard let debtor = terms.debtor else { throw RemittanceError.debtorMissing }
                bytes = try CreditTransferFile(
                    id: terms.id + suffix, madeAt: terms.madeAt, debtor: debtor, total: total, payouts: payouts
                ).bytes()
            case .csv: bytes = try MappedFile.bytes(payouts, terms.columns[key.method] ?? .standard)
            }
        } catch let fault as PayoutFault {
            throw .payout(fault)
        } catch let error as RemittanceError {
            throw error
        } catch {
            throw .arithmetic("\(error)")
        }
        let ending = format == .pain001 ? "xml" : "csv"
        let method = format == .csv ? "csv-\(key.method.rawValue)" : format.rawValue
        return PayoutFile(
            name: "\(terms.id)-\(method)-\(key.currency.code)\(suffix).\(ending)", bytes: bytes,
            payouts: payouts.map(\.id), total: total)
    }
}

/// What the payouts of a file have in common.
private struct FileKey: Hashable, Comparable {
    let method: PayoutMethod
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
