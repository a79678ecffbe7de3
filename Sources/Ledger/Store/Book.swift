internal import PostgresClient
internal import Settlement

/// The tables that every period has a partition of.
enum Book: String, CaseIterable {
    case lines
    case marks
    case accruals
    case pools
    case poolShares = "pool_shares"
    case exclusions
    case exceptions
    case creatorTotals = "creator_totals"
    case leaves

    /// The table that holds the book of a period.
    func table(of period: Period, draft: Bool) -> String {
        guard !draft else { return "settlement_draft.\(rawValue)" }
        let month = period.description.replacing("-", with: "_")
        return "settlement.\(rawValue)_\(month)"
    }
}

/// Which period's books are meant, and whether they are a draft.
struct Edition {
    let period: Period
    let draft: Bool

    func table(_ book: Book) -> String { book.table(of: period, draft: draft) }
}
