internal import Money
internal import Settlement

/// PayPal Payouts by file: no header; recipient, amount, currency, our id, note, wallet.
///
/// By PayPal's own pages: at most 5,000 rows and one currency a file, an id of at most 30 characters without spaces, a
/// recipient of at most 127, a note of at most 400; no decimals in HUF, JPY and TWD, whatever ISO 4217 says.
enum PayPalFile {
    /// The file of payouts of one currency.
    static func bytes(_ payouts: [Payout]) throws(RemittanceFault) -> [UInt8] {
        var csv = CSVWriter()
        for payout in payouts { csv.add(try row(payout)) }
        return csv.bytes
    }

    /// The row of a payout.
    static func row(_ payout: Payout) throws(RemittanceFault) -> [String] {
        let recipient: String
        do { recipient = try EmailAddress.checked(payout.account.number, limit: 127) } catch {
            throw payout.fault("email", "\(error)")
        }
        return [
            recipient, try amount(payout), payout.amount.currency.code, payout.shortID,
            CleanText.cell(payout.note, limit: 400, else: payout.notelessNote), "PAYPAL",
        ]
    }

    /// The amount as PayPal takes it.
    private static func amount(_ payout: Payout) throws(RemittanceFault) -> String {
        let decimal = try payout.decimalAmount()
        guard withoutDecimals.contains(payout.amount.currency.code), decimal.contains(".") else { return decimal }
        guard decimal.hasSuffix(".00") else {
            throw payout.fault(
                "amount", "\"\(payout.amount)\" has decimals, which PayPal does not take in this currency")
        }
        return String(decimal.dropLast(3))
    }

    private static let withoutDecimals: Set<String> = ["HUF", "JPY", "TWD"]
}
