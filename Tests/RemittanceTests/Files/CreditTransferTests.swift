import Money
import Remittance
import Settlement
import Testing

/// Bank transfers, byte for byte.
@Suite struct CreditTransferTests {
    @Test func euros() throws {
        let payouts = [
            Example.payout(1, "34.10 EUR", to: Example.bank(bic: "deutdeff", name: "Zoë <Müller>")),
            Example.payout(2, "0.01 EUR", to: Example.bank("NO93 8601 1117 947", bic: " ", name: "李"), note: "/"),
        ]
        #expect(
            try Example.texts(payouts, as: .pain001) == [
                "pain001-EUR.xml": """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">
                  <CstmrCdtTrfInitn>
                    <GrpHdr>
                      <MsgId>B5G000000008008000000000001</MsgId>
                      <CreDtTm>2026-03-03T17:00:00Z</CreDtTm>
                      <NbOfTxs>2</NbOfTxs>
                      <CtrlSum>34.11</CtrlSum>
                      <InitgPty>
                        <Nm>Learning OS + Co</Nm>
                      </InitgPty>
                    </GrpHdr>
                    <PmtInf>
                      <PmtInfId>B5G000000008008000000000001</PmtInfId>
                      <PmtMtd>TRF</PmtMtd>
                      <NbOfTxs>2</NbOfTxs>
                      <CtrlSum>34.11</CtrlSum>
                      <PmtTpInf>
                        <SvcLvl>
                          <Cd>SEPA</Cd>
                        </SvcLvl>
                      </PmtTpInf>
                      <ReqdExctnDt>
                        <Dt>2026-03-04</Dt>
                      </ReqdExctnDt>
                      <Dbtr>
                        <Nm>Learning OS + Co</Nm>
                      </Dbtr>
                      <DbtrAcct>
                        <Id>
                          <IBAN>DE02120300000000202051</IBAN>
                        </Id>
                      </DbtrAcct>
                      <DbtrAgt>
                        <FinInstnId>
                          <BICFI>BYLADEM1001</BICFI>
                        </FinInstnId>
                      </DbtrAgt>
                      <ChrgBr>SLEV</ChrgBr>
                      <CdtTrfTxInf>
                        <PmtId>
                          <EndToEndId>P00000000008008000000000001</EndToEndId>
                        </PmtId>
                        <Amt>
                          <InstdAmt Ccy="EUR">34.10</InstdAmt>
                        </Amt>
                        <CdtrAgt>
                          <FinInstnId>
                            <BICFI>DEUTDEFF</BICFI>
                          </FinInstnId>
                        </CdtrAgt>
                        <Cdtr>
                          <Nm>Zoe .Muller.</Nm>
                        </Cdtr>
                        <CdtrAcct>
                          <Id>
                            <IBAN>DE89370400440532013000</IBAN>
                          </Id>
                        </CdtrAcct>
                        <RmtInf>
                          <Ustrd>Earnings of January</Ustrd>
                        </RmtInf>
                      </CdtTrfTxInf>
                      <CdtTrfTxInf>
                        <PmtId>
                          <EndToEndId>P00000000008008000000000002</EndToEndId>
                        </PmtId>
                        <Amt>
                          <InstdAmt Ccy="EUR">0.01</InstdAmt>
                        </Amt>
                        <Cdtr>
                          <Nm>Payee P00000000008008000000000002</Nm>
                        </Cdtr>
                        <CdtrAcct>
                          <Id>
                            <IBAN>NO9386011117947</IBAN>
                          </Id>
                        </CdtrAcct>
                        <RmtInf>
                          <Ustrd>Payout P00000000008008000000000002</Ustrd>
                        </RmtInf>
                      </CdtTrfTxInf>
                    </PmtInf>
                  </CstmrCdtTrfInitn>
                </Document>

                """
            ])
    }

    /// Another currency is no SEPA transfer; a bank that is not named is found by the account.
    @Test func dollarsFromAnUnnamedBank() throws {
        let debtor = Debtor(name: "李", iban: try IBAN("DE02120300000000202051"), bic: nil)
        let terms = BatchTerms(id: Example.batch, madeAt: "2026-03-03T17:00:00Z", dueOn: Example.due, debtor: debtor)
        let texts = try Example.texts([Example.payout(1, "5 JPY", to: Example.bank())], as: .pain001, terms)
        let text = try #require(texts["pain001-JPY.xml"]).filter { !$0.isWhitespace }
        #expect(!text.contains("<PmtTpInf>"))
        #expect(text.contains("<ChrgBr>SHAR</ChrgBr>"))
        #expect(text.contains("<CtrlSum>5</CtrlSum><PmtTpInf>") == false)
        #expect(text.contains("<DbtrAgt><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></DbtrAgt>"))
        #expect(text.contains("<Dbtr><Nm>NOTPROVIDED</Nm></Dbtr>"))
        #expect(text.contains("<InstdAmtCcy=\"JPY\">5</InstdAmt>"))
    }

    @Test(arguments: [
        (Example.bank("DE89370400440532013001"), "iban \"…3001\" does not pass its check digits (mod 97)"),
        (Example.bank("000111222"), "iban \"…1222\" is not an IBAN"),
        (Example.bank(bic: "DEUT"), "bic \"…UT\" is not a BIC of 8 or 11 characters"),
    ])
    func noAccount(account: PayeeAccount, problem: String) throws {
        let payout = Example.payout(1, "5.00 EUR", to: account)
        let fault = try #require(throws: RemittanceFault.self) { try Remittance.check(payout, for: .pain001) }
        #expect(
            "\(fault)"
                == "payout 00000000-0000-4000-8000-000000000001: \(problem); pay it by hand with --format csv, or confirm "
                + "it from there as failed")
        #expect(throws: RemittanceError.payout(fault)) {
            try Example.files(of: [payout], as: .pain001)
        }
    }

    @Test func nobodyPays() {
        let payout = Example.payout(1, "5.00 EUR", to: Example.bank())
        #expect(throws: RemittanceError.debtorMissing) {
            try Example.files(
                of: [payout], as: .pain001,
                BatchTerms(id: Example.batch, madeAt: "2026-03-03T09:00:00Z", dueOn: Example.due))
        }
        #expect(
            "\(RemittanceError.debtorMissing)"
                == "the settings name no account to pay from; give debtor {name, iban, bic} in Jobs/remit.yaml or the file "
                + "that REMIT_CONFIG names")
    }
}
