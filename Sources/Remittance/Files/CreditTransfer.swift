internal import Money
internal import Settlement

/// One transfer of a ``CreditTransferFile``, checked and cleaned.
struct CreditTransfer {
    private let endToEndID: String
    private let amount: String
    private let currency: String
    private let iban: IBAN
    private let bic: BIC?
    private let name: String
    private let note: String

    /// The transfer of a payout. What banks return carries its short id, as `EndToEndId`.
    ///
    /// - Throws: ``RemittanceFault`` if the IBAN or BIC cannot be one.
    init(_ payout: Payout) throws(RemittanceFault) {
        endToEndID = payout.shortID
        amount = try payout.decimalAmount()
        currency = payout.amount.currency.code
        do { iban = try IBAN(payout.account.number) } catch { throw payout.fault("iban", "\(error)") }
        do {
            bic = payout.account.bank.trimmed.isEmpty ? nil : try BIC(payout.account.bank)
        } catch { throw payout.fault("bic", "\(error)") }
        name = CleanText.sepa(payout.account.holder, limit: 70, else: payout.namelessName)
        note = CleanText.sepa(payout.note, limit: 140, else: payout.notelessNote)
    }

    /// Adds the transfer to a document.
    func write(to xml: inout XMLWriter) {
        xml.element("CdtTrfTxInf") { xml in
            xml.element("PmtId") { $0.element("EndToEndId", endToEndID) }
            xml.element("Amt") { $0.element("InstdAmt", amount, ["Ccy": currency]) }
            if let bic {
                xml.element("CdtrAgt") { $0.element("FinInstnId") { $0.element("BICFI", bic.text) } }
            }
            xml.element("Cdtr") { $0.element("Nm", name) }
            xml.element("CdtrAcct") { $0.element("Id") { $0.element("IBAN", iban.text) } }
            xml.element("RmtInf") { $0.element("Ustrd", note) }
        }
    }
}
