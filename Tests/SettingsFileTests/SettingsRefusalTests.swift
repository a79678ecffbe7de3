import SettingsFile
import Testing
import YAMLFile

/// What the settings file may not say, with the whole sentence.
@Suite struct SettingsRefusalTests {
    @Test(arguments: [
        (
            "debitor: {}\n",
            "1:1: the key \"debitor\" is not known; the keys here are \"debtor\", \"wise\", \"bank_csv\", "
                + "\"signing_key_file\", \"embeddings\", \"pings\", \"metrics_file\", \"archive\""
        ),
        (
            "debtor: {name: A}\n", "1:9: debtor: the key \"iban\" is missing; give it"
        ),
        (
            "debtor: {name: A, iban: DE02120300000000202052}\n",
            "1:25: debtor.iban: \"…2052\" does not pass its check digits (mod 97); give the one that the bank states"
        ),
        (
            "debtor: {name: A, iban: DE0212030000000020205}\n",
            "1:25: debtor.iban: \"…0205\" has 21 characters where DE has 22; give the one that the bank states"
        ),
        (
            "debtor:\n  name: A\n  iban: 12\n",
            "3:9: debtor.iban: \"12\" is not a text; give an IBAN, in quotes if it looks like a number or a switch"
        ),
        (
            "debtor: {name: A, iban: DE02120300000000202051, bic: DEUT1}\n",
            "1:54: debtor.bic: \"…T1\" is not a BIC of 8 or 11 characters; give the one that the bank states"
        ),
        ("wise: EUR\n", "1:7: wise: \"EUR\" is not a mapping; give the keys \"source_currency\""),
        ("wise: {}\n", "1:7: wise: the key \"source_currency\" is missing; give it"),
        (
            "wise: {source_currency: EURO}\n",
            "1:25: wise.source_currency: \"EURO\" is no currency of ISO 4217; give a code such as EUR"
        ),
        (
            "signing_key_file: 7\n",
            "1:19: signing_key_file: \"7\" is not a text; give the path of a file, in quotes if it looks like a number "
                + "or a switch"
        ),
        (
            "embeddings: {modle: x}\n",
            "1:14: embeddings: the key \"modle\" is not known; the keys here are \"url\", \"model\", \"dimensions\", "
                + "\"api_key_file\", \"max_batch_tokens\", \"concurrency\""
        ),
        (
            "archive: {years: 3}\n",
            "1:11: archive: the key \"years\" is not known; the keys here are \"level\", \"workers\", \"keep_years\""
        ),
        ("archive: {level: 0}\n", "1:18: archive.level: \"0\" is too small; give a level from 1 to 19"),
        (
            "archive: {workers: 65}\n",
            "1:20: archive.workers: \"65\" is too large; give a number of threads from 1 to 64"
        ),
        (
            "metrics_file: a\nmetrics_file: b\n",
            "2:1: metrics_file: the key \"metrics_file\" was given before, on line 1; keep one"
        ),
    ])
    func refused(text: String, message: String) { expect(text, message) }

    @Test(arguments: [
        (
            "{bank: {columns: []}}",
            "1:18: bank_csv.bank: \"bank\" is no payout method; the methods are \"bank_transfer\", \"paypal\", \"wise\", "
                + "\"aba\""
        ),
        (
            "[aba]",
            "1:11: bank_csv: a list is not a mapping; give the columns by method, such as "
                + "{aba: {columns: [{name: Account, from: account}]}}"
        ),
        ("{aba: {}}", "1:17: bank_csv.aba: the key \"columns\" is missing; give it"),
        ("{aba: {columns: []}}", "1:27: bank_csv.aba.columns: the list has no column; give at least one"),
        (
            "{aba: {columns: [{name: A, from: iban}]}}",
            "1:44: bank_csv.aba.columns[0].from: \"iban\" is not one of the words known here; give payout_id or short_id "
                + "or method or name or account or bic or amount or cents or currency or note"
        ),
        (
            "{aba: {columns: [{name: A}]}}",
            "1:28: bank_csv.aba.columns[0]: a column has one source; give either the key \"from\" or the key \"text\""
        ),
        (
            "{aba: {columns: [{name: A, from: name, text: x}]}}",
            "1:28: bank_csv.aba.columns[0]: a column has one source; give either the key \"from\" or the key \"text\""
        ),
        (
            "{aba: {separator: pipe, columns: [{name: A, from: name}]}}",
            "1:29: bank_csv.aba.separator: \"pipe\" is not one of the words known here; give comma or semicolon or tab"
        ),
    ])
    func columnsRefused(text: String, message: String) { expect("bank_csv: " + text + "\n", message) }

    @Test func noFile() {
        let refusal = YAMLFileError(file: "/nowhere/remit.yaml", message: "there is no such file; check the path")
        #expect(throws: refusal) { try SettingsFile.read(path: "/nowhere/remit.yaml") }
    }

    private func expect(_ text: String, _ message: String) {
        do throws(YAMLFileError) {
            _ = try SettingsFile.parse(text, name: "remit.yaml")
            Issue.record("accepted: \(text)")
        } catch {
            #expect("\(error)" == "remit.yaml:\(message)")
        }
    }
}
