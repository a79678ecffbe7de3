internal import Money
internal import Settlement

/// A customer credit transfer initiation, ISO 20022 `pain.001.001.09`: one payment of one currency, to many.
///
/// EUR is a SEPA credit transfer: service level `SEPA`, charges `SLEV`. Other currencies name no service level and share
/// the charges. The number of transfers and their sum stand at both levels, so that the bank checks them twice. Addresses
/// are left out, as the platform knows none: unstructured ones are no longer taken.
struct CreditTransferFile {
    /// The batch's id.
    let id: Identifier
    /// When the message was made, such as `2026-03-03T09:00:00Z`.
    let madeAt: String
    /// The day on which the transfers are due: that day in the policy's time zone.
    let dueOn: Day
    /// The account that pays.
    let debtor: Debtor
    /// The sum of the amounts.
    let total: Money
    /// The payouts.
    let payouts: [Payout]

    /// The document.
    func bytes() throws(RemittanceFault) -> [UInt8] {
        var transfers: [CreditTransfer] = []
        for payout in payouts { transfers.append(try CreditTransfer(payout)) }
        var xml = XMLWriter()
        xml.element("Document", ["xmlns": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"]) { xml in
            xml.element("CstmrCdtTrfInitn") { xml in
                xml.element("GrpHdr") { header(&$0) }
                xml.element("PmtInf") { xml in
                    payment(&xml)
                    for transfer in transfers { transfer.write(to: &xml) }
                }
            }
        }
        return Array(xml.text.utf8)
    }

    /// The batch's id in the 35 characters that a message has for it.
    private var messageID: String { "B" + ShortID.text(of: id).dropFirst() }
    private var isSEPA: Bool { total.currency == Currency("EUR") }
    private var sum: String { Money.decimal(total.cents, exponent: total.currency.exponent ?? 0) }
    private var payer: String { CleanText.sepa(debtor.name, limit: 70, else: "NOTPROVIDED") }

    private func header(_ xml: inout XMLWriter) {
        xml.element("MsgId", messageID)
        xml.element("CreDtTm", madeAt)
        xml.element("NbOfTxs", String(payouts.count))
        xml.element("CtrlSum", sum)
        xml.element("InitgPty") { $0.element("Nm", payer) }
    }

    private func payment(_ xml: inout XMLWriter) {
        xml.element("PmtInfId", messageID)
        xml.element("PmtMtd", "TRF")
        xml.element("NbOfTxs", String(payouts.count))
        xml.element("CtrlSum", sum)
        if isSEPA {
            xml.element("PmtTpInf") { $0.element("SvcLvl") { $0.element("Cd", "SEPA") } }
        }
        xml.element("ReqdExctnDt") { $0.element("Dt", dueOn.description) }
        xml.element("Dbtr") { $0.element("Nm", payer) }
        xml.element("DbtrAcct") { $0.element("Id") { $0.element("IBAN", debtor.iban.text) } }
        xml.element("DbtrAgt") { xml in
            xml.element("FinInstnId") { xml in
                if let bic = debtor.bic {
                    xml.element("BICFI", bic.text)
                } else {
                    xml.element("Othr") { $0.element("Id", "NOTPROVIDED") }
                }
            }
        }
        xml.element("ChrgBr", isSEPA ? "SLEV" : "SHAR")
    }
}
