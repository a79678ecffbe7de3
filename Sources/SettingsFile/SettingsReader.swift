internal import Money
internal import Remittance
internal import YAMLFile

/// Reads the keys of the settings file.
///
/// All names of the interface are known. Those of parts that read their settings themselves are let through with the
/// names of their own keys checked, so that a word that is written wrongly is found whoever reads it.
struct SettingsReader {
    /// The file's one value.
    let root: Field
    /// The folder of the file, which relative paths start from.
    let folder: String

    /// The settings.
    func settings() throws(YAMLFileError) -> Settings {
        let record = try root.record(
            "debtor", "wise", "bank_csv", "signing_key_file", "embeddings", "pings", "metrics_file", "archive")
        var settings = Settings()
        if let field = record.optional("debtor") { settings.debtor = try SettingsReader.debtor(field) }
        if let field = record.optional("wise") {
            settings.wiseSourceCurrency = try field.record("source_currency").required("source_currency").currency()
        }
        if let field = record.optional("bank_csv") { settings.bankColumns = try ColumnReader.maps(field) }
        if let field = record.optional("signing_key_file") {
            settings.signingKeyFile = FileText.absolute(try field.text("the path of a file"), in: folder)
        }
        _ = try record.optional("embeddings")?
            .record("url", "model", "dimensions", "api_key_file", "max_batch_tokens", "concurrency")
        if let field = record.optional("archive") { settings.archive = try ArchiveSettings(field) }
        return settings
    }

    private static func debtor(_ field: Field) throws(YAMLFileError) -> Debtor {
        let record = try field.record("name", "iban", "bic")
        return Debtor(
            name: try record.required("name").text("the name of the account's holder"),
            iban: try record.required("iban").iban(), bic: try record.optional("bic")?.bic())
    }
}

extension Field {
    /// A currency of ISO 4217.
    func currency() throws(YAMLFileError) -> Currency {
        let currency = Currency(try text("a currency's code, such as EUR"))
        guard currency.exponent != nil else { throw error("is no currency of ISO 4217", give: "a code such as EUR") }
        return currency
    }

    /// An IBAN. Its error shows the last four characters alone.
    func iban() throws(YAMLFileError) -> IBAN {
        let text = try text("an IBAN")
        do { return try IBAN(text) } catch { throw self.error(refusing: error) }
    }

    /// A BIC.
    func bic() throws(YAMLFileError) -> BIC {
        let text = try text("a BIC")
        do { return try BIC(text) } catch { throw self.error(refusing: error) }
    }

    private func error(refusing fault: AccountFault) -> YAMLFileError {
        error("\(fault); give the one that the bank states")
    }
}
