internal import Money
internal import Settlement

/// A Wise batch to e-mail addresses, at most 1,000 rows a file.
///
/// `amountCurrency` is `target`: the recipient gets the exact amount, and the fees are the platform's.
enum WiseFile {
    private static let header = [
        "name", "recipientEmail", "amount", "amountCurrency", "sourceCurrency", "targetCurrency", "paymentReference",
    ]

    /// The file of payouts of one currency.
    ///
    /// - Parameters:
    ///   - payouts: The payouts.
    ///   - source: What Wise takes out of the platform's balance; nil: the currency that is paid.
    static func bytes(_ payouts: [Payout], from source: Currency?) throws(RemittanceFault) -> [UInt8] {
        var csv = CSVWriter()
        csv.add(header)
        for payout in payouts { csv.add(try row(payout, from: source)) }
        return csv.bytes
    }

    /// The row of a payout. The reference is its short id, so that what Wise reports can be confirmed by it.
    static func row(_ payout: Payout, from source: Currency?) throws(RemittanceFault) -> [String] {
        let email: String
        do { email = try EmailAddress.checked(payout.account.number, limit: 254) } catch {
            throw payout.fault("wise_email", "\(error)")
        }
        let currency = payout.amount.currency
        return [
            CleanText.cell(payout.account.holder, limit: 140, else: payout.namelessName), email,
            try payout.decimalAmount(), "target", (source ?? currency).code, currency.code, payout.shortID,
        ]
    }
}
