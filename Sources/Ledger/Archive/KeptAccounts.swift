internal import Money
internal import PostgresClient
internal import Settlement

/// Which accounts creators had given, as the closes kept it: the last close that had lines of a creator counts.
///
/// It knows whether a field was filled in and not with what, which is enough to say who could have been paid.
struct KeptAccounts {
    let connection: Connection

    /// The settings by creator, with a word in the place of each value.
    func read(_ recorded: Recorded) throws -> [Identifier: PayeeSettings] {
        let sql = """
            SELECT DISTINCT ON (creator_id) creator_id, preferred, coalesce(accounts, '')
            FROM settlement.kept_creators JOIN \(recorded.periods) closed USING (period)
            ORDER BY creator_id, period DESC
            """
        var settings: [Identifier: PayeeSettings] = [:]
        try connection.copyOut(sql, doing: "reading which accounts were kept") { row in
            let (creator, preferred) = (try row.nextIdentifier(), try row.nextOptionalText())
            let fields = try row.nextText().split(separator: ",")
            let value = { (field: Substring) in fields.contains(field) ? "kept" : nil }
            settings[creator] = PayeeSettings(
                preferredMethod: preferred, abaAccount: value("aba_account"), paypalEmail: value("paypal_email"),
                wiseEmail: value("wise_email"), iban: value("iban"), name: value("name"))
        }
        return settings
    }
}
