import Money
import Remittance
import Settlement
import Testing

/// Files with the columns that a bank wants.
@Suite struct MappedFileTests {
    @Test func theStandardColumns() throws {
        let payouts = [
            Example.payout(1, "27.00 USD", to: Example.aba("000111222")),
            Example.payout(2, "34.10 USD", to: Example.bank("DE02 1203", bic: "X", name: "=One, Two")),
            Example.payout(3, "8 KRW", to: Example.paypal("=cmd|' /c calc'!A1"), note: "-1"),
        ]
        let header = "short_id,method,name,account,bic,amount,currency,note\n"
        #expect(
            try Example.texts(payouts, as: .csv) == [
                "csv-aba-USD.csv": header
                    + "P00000000008008000000000001,aba,,000111222,,27.00,USD,Earnings of January\n",
                "csv-bank_transfer-USD.csv": header
                    + "P00000000008008000000000002,bank_transfer,\"One, Two\",DE02 1203,X,34.10,USD,Earnings of January\n",
                "csv-paypal-KRW.csv": header
                    + "P00000000008008000000000003,paypal,,'=cmd|' /c calc'!A1,,8,KRW,1\n",
            ])
    }

    @Test func aBanksOwn() throws {
        let map = ColumnMap(
            hasHeader: false, separator: .semicolon,
            columns: [
                ColumnMap.Column(name: "Account", content: .field(.account)),
                ColumnMap.Column(name: "Cents", content: .field(.cents)),
                ColumnMap.Column(name: "Type", content: .text("CREDIT; now")),
                ColumnMap.Column(name: "Id", content: .field(.payoutID)),
            ])
        let payout = Example.payout(1, "12.50 USD", to: Example.aba("000111222", name: "Ann"))
        #expect(
            try Example.texts([payout], as: .csv, Example.terms(columns: [.aba: map])) == [
                "csv-aba-USD.csv": "000111222;1250;\"CREDIT; now\";00000000-0000-4000-8000-000000000001\n"
            ])
        let other = Example.payout(2, "12.50 USD", to: Example.paypal())
        let text = try Example.texts([other], as: .csv, Example.terms(columns: [.aba: map]))
        #expect(text["csv-paypal-USD.csv"]?.hasPrefix("short_id,") == true)
    }

    @Test func tabs() throws {
        let map = ColumnMap(
            separator: .tab,
            columns: [
                ColumnMap.Column(name: "Name", content: .field(.name)),
                ColumnMap.Column(name: "Amount", content: .field(.amount)),
            ])
        let payout = Example.payout(1, "12.50 USD", to: Example.aba("1", name: "Ann\tSmith"))
        #expect(
            try Example.texts([payout], as: .csv, Example.terms(columns: [.aba: map]))["csv-aba-USD.csv"]
                == "Name\tAmount\nAnn Smith\t12.50\n")
    }
}
