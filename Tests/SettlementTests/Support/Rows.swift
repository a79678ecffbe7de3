import Money
import Settlement

extension SourceRow {
    /// A purchase of 10.00 USD through paddle, completed on 2026-01-10, in which nothing is wrong.
    static func purchase(
        _ amount: Int64? = 1_000, on date: String? = "2026-01-10 12:00:00", currency: Currency = .usd,
        provider: String? = "paddle", status: String? = "completed", payer: Identifier? = .buyer,
        payee: Identifier? = .seller, fee: Int64? = nil, revenue: Int64? = nil, bundle: Identifier? = nil,
        ofPlatform: Bool = false
    ) -> SourceRow {
        SourceRow(
            table: .purchases, id: .source, payer: payer, payee: payee, content: .article, bundle: bundle,
            amount: amount, currency: currency, recordedFee: fee, recordedRevenue: revenue, provider: provider,
            status: SourceStatus(status), date: date.map { Instant($0) }, createdAt: Instant("2026-01-10 11:00:00"),
            isPlatformContent: ofPlatform)
    }

    /// A donation of 10.00 USD through paddle, of 2026-01-10, in which nothing is wrong.
    static func donation(
        _ amount: Int64? = 1_000, on date: String = "2026-01-10 12:00:00", currency: Currency = .usd,
        provider: String? = "paddle", status: String? = "completed", payer: Identifier? = .buyer,
        payee: Identifier? = .seller, ofPlatform: Bool = false
    ) -> SourceRow {
        SourceRow(
            table: .donations, id: .source, payer: payer, payee: payee, content: .article, amount: amount,
            currency: currency, provider: provider, status: SourceStatus(status), date: Instant(date),
            createdAt: Instant(date), isPlatformContent: ofPlatform)
    }

    /// The same row with something changed.
    func with(_ change: (inout SourceRow) -> Void) -> SourceRow {
        var row = self
        change(&row)
        return row
    }
}

extension PolicyEntry {
    /// The same entry with something changed.
    func with(_ change: (inout PolicyEntry) -> Void) -> PolicyEntry {
        var entry = self
        change(&entry)
        return entry
    }
}

extension Policy {
    /// A policy of books that begin in 2026-01 in UTC.
    static func of(_ entries: PolicyEntry...) -> Policy {
        Policy(timezone: "UTC", genesis: Period("2026-01")!, entries: entries)
    }
}
