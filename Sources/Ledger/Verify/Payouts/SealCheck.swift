internal import Crypto
internal import Money
internal import PostgresClient
internal import Settlement

/// What follows from a payout and is kept beside it: the id of one that the engine makes (R11.4), the HMAC and the end of the
/// account that was copied (R11.7), and the id of a file.
struct SealCheck {
    let connection: Connection
    /// The key of the HMACs; nil where it may not be read.
    let key: [UInt8]?
    /// Takes each finding.
    let report: (Finding) throws -> Void

    func run() throws {
        try payouts()
        try files()
    }

    /// An account, or nothing, where a field of the copy is no text.
    private static let account = ["aba_account", "paypal_email", "wise_email", "iban", "bic", "name"].map { name in
        "CASE jsonb_typeof(payout_details->'\(name)') WHEN 'string' THEN payout_details->>'\(name)' END"
    }.joined(separator: ", ")

    private func payouts() throws {
        let key = key.map { SymmetricKey(data: $0) }
        let sql = """
            SELECT id, origin = 'engine', creator_id, currency, as_of, account_ending, encode(account_hmac, 'hex'), payout_method,
                   \(SealCheck.account)
            FROM settlement.payouts JOIN settlement.payout_runs USING (run)
            """
        try connection.copyOut(sql, doing: "checking the accounts of payouts") { row in
            let id = try row.nextIdentifier()
            let isEngines = try row.nextBool()
            let own = PayoutIdentifier.id(
                creator: try row.nextIdentifier(), currency: try row.nextCurrency(), day: try row.nextDay())
            if isEngines, id != own {
                try found(
                    "a payout has another id than its creator, currency and day give (R11.4)", id, "\(own)", "\(id)")
            }
            let (ending, seal) = (try row.nextText(), try row.nextText())
            let account = try SealCheck.account(&row)
            try check(account, of: id, ending: ending, seal: seal, key)
        }
    }

    private static func account(_ row: inout CopyRow) throws -> PayeeAccount? {
        let method = try row.nextText()
        let settings = PayeeSettings(
            preferredMethod: nil, abaAccount: try row.nextOptionalText(), paypalEmail: try row.nextOptionalText(),
            wiseEmail: try row.nextOptionalText(), iban: try row.nextOptionalText(), bic: try row.nextOptionalText(),
            name: try row.nextOptionalText())
        return settings.account(ownMethod: method)
    }

    /// No more than its end is said of an account.
    private func check(
        _ account: PayeeAccount?, of id: Identifier, ending: String, seal: String, _ key: SymmetricKey?
    ) throws {
        let what = "the account of a payout is not the one that was copied (R11.3)"
        guard let account else { return try found(what, id, "an account that ends in \(ending)", "none") }
        if let key {
            let actual = account.seal(key)
            if actual != seal { return try found(what, id, "HMAC \(seal)", "HMAC \(actual)") }
        }
        if account.ending != ending { try found(what, id, "an account that ends in \(ending)", "another") }
    }

    private func files() throws {
        let sql = """
            SELECT batch, format, payout_id
            FROM settlement.payout_batches JOIN settlement.payout_batch_rows USING (batch) WHERE place = 1
            """
        try connection.copyOut(sql, doing: "checking the files of payouts") { row in
            let batch = try row.nextIdentifier()
            let own = PayoutIdentifier.batch(format: try row.nextText(), firstPayout: try row.nextIdentifier())
            guard batch != own else { return }
            try report(
                Finding(
                    nil, "a file has another id than its format and first payout give", at: "batch \(batch)",
                    expected: "\(own)", found: "\(batch)"))
        }
    }

    private func found(_ what: String, _ id: Identifier, _ expected: String, _ found: String) throws {
        try report(Finding(nil, what, at: "payout \(id)", expected: expected, found: found))
    }
}
