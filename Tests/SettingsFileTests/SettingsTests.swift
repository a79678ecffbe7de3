import Money
import Remittance
import Settlement
import SettingsFile
import Testing
import YAMLFile

/// What the settings file says.
@Suite struct SettingsTests {
    @Test func everySetting() throws {
        let settings = try SettingsFile.parse(
            """
            debtor: {name: Learning OS, iban: "de02 1203 0000 0000 2020 51", bic: byladem1001}
            wise: {source_currency: EUR}
            bank_csv:
              aba:
                header: false
                separator: semicolon
                columns:
                  - {name: Account, from: account}
                  - {name: Type, text: CREDIT}
              bank_transfer:
                columns: [{name: IBAN, from: account}]
            signing_key_file: keys/root.key
            embeddings: {url: x, model: y, dimensions: 3, api_key_file: k, max_batch_tokens: 1, concurrency: 2}
            pings: {close: "https://example.org"}
            metrics_file: m
            archive: {level: 3, workers: 2, keep_years: 7}

            """, name: "/etc/remit/remit.yaml")
        var expected = Settings()
        expected.debtor = Debtor(
            name: "Learning OS", iban: try IBAN("DE02120300000000202051"), bic: try BIC("BYLADEM1001"))
        expected.wiseSourceCurrency = Currency("EUR")
        expected.bankColumns = [
            .aba: ColumnMap(
                hasHeader: false, separator: .semicolon,
                columns: [
                    ColumnMap.Column(name: "Account", content: .field(.account)),
                    ColumnMap.Column(name: "Type", content: .text("CREDIT")),
                ]),
            .bankTransfer: ColumnMap(columns: [ColumnMap.Column(name: "IBAN", content: .field(.account))]),
        ]
        expected.signingKeyFile = "/etc/remit/keys/root.key"
        expected.archive.level = 3
        expected.archive.workers = 2
        expected.archive.keepYears = 7
        #expect(settings == expected)
    }

    @Test(arguments: ["", "# nothing yet\n", "~\n", "---\n"])
    func nothingIsSet(text: String) throws {
        let settings = try SettingsFile.parse(text, name: "remit.yaml")
        #expect(settings == Settings())
    }

    @Test(arguments: [
        ("/etc/remit/remit.yaml", "/srv/key", "/srv/key"), ("/etc/remit/remit.yaml", "key", "/etc/remit/key"),
        ("remit.yaml", "key", "./key"), ("/remit.yaml", "key", "/key"),
    ])
    func aRelativePathStartsFromTheFile(file: String, written: String, path: String) throws {
        let settings = try SettingsFile.parse("signing_key_file: \(written)\n", name: file)
        #expect(settings.signingKeyFile == path)
    }

    @Test func theBankMayBeLeftOut() throws {
        let settings = try SettingsFile.parse("debtor: {name: A, iban: NO9386011117947}\n", name: "a")
        #expect(settings.debtor == Debtor(name: "A", iban: try IBAN("NO93 8601 1117 947"), bic: nil))
    }
}
