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
    case keptContents = "kept_contents"
    case keptCreators = "kept_creators"
    case keptBundles = "kept_bundles"
    case keptSources = "kept_sources"
    case keptFees = "kept_fees"

    /// The name of the partition that holds the book of a closed period.
    func partition(of period: Period) -> String {
        "\(rawValue)_\(period.description.replacing("-", with: "_"))"
    }
}

/// Which books of a period are meant.
struct Edition {
    /// Where a period's books can be.
    enum Place {
        /// In the ledger, for good.
        case ledger
        /// Beside it, as a preview (R2.2).
        case draft
        /// In tables of one connection's own, gone with its transaction: what `verify --recompute` compares with.
        case scratch
        /// Among the books of reopened periods, under the number of the reopening.
        case withdrawn(Int64)
    }

    let period: Period
    let place: Place

    /// Whether they are the draft.
    var draft: Bool { if case .draft = place { true } else { false } }

    /// The books in a place.
    init(period: Period, place: Place) {
        self.period = period
        self.place = place
    }

    /// The closed books, or the draft.
    init(period: Period, draft: Bool) {
        self.init(period: period, place: draft ? .draft : .ledger)
    }

    func table(_ book: Book) -> String {
        switch place {
        case .ledger: "settlement.\(book.partition(of: period))"
        case .draft: "settlement_draft.\(book.rawValue)"
        case .scratch: "pg_temp.recomputed_\(book.rawValue)"
        case .withdrawn(let number): "settlement_withdrawn.\(book.rawValue)_\(number)"
        }
    }
}
