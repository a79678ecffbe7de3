public import Money
public import Settlement

/// An amount that an entry adds to an account: debits are positive, credits negative.
public struct Posting: Hashable, Sendable {
    /// The account.
    public let account: Account
    /// The amount, in minor units of the entry's currency.
    public let cents: Int64

    init(_ account: Account, _ cents: Int64) {
        self.account = account
        self.cents = cents
    }
}

/// What an entry of the journal is about, besides its postings.
public struct EntryHeading: Hashable, Sendable {
    /// The day it is booked on.
    public var day: Day
    /// What happened, in a few words; it may hold text of strangers, which the formats clean.
    public var narration: String
    /// Ids that can be searched for: a name each, such as `creator`, and the id.
    public var links: [Link]

    /// An id by the name of what it identifies.
    public struct Link: Hashable, Sendable {
        /// What it identifies: `creator`, `source`, `content`, `subscription` or `payout`.
        public let name: String
        /// The id.
        public let id: Identifier
    }

    /// A heading; of the links those stay that have an id.
    public init(day: Day, narration: String, links: KeyValuePairs<String, Identifier?> = [:]) {
        self.day = day
        self.narration = narration
        self.links = links.compactMap { name, id in id.map { Link(name: name, id: $0) } }
    }
}

/// An entry of the journal: postings of one currency that add up to 0.
public struct JournalEntry: Hashable, Sendable {
    /// What it is about.
    public let heading: EntryHeading
    /// The currency of all its postings.
    public let currency: Currency
    /// The postings; none is 0.
    public let postings: [Posting]

    /// An entry; postings of 0 are left out.
    ///
    /// - Throws: ``JournalError/unbalanced(_:)`` where they do not add up to 0, `MoneyError` past 64 bits.
    init(_ heading: EntryHeading, in currency: Currency, _ postings: [Posting]) throws {
        let sum = try postings.reduce(Int64(0)) { sum, posting in try sum.adding(posting.cents) }
        guard sum == 0 else { throw JournalError.unbalanced("\(heading.day) \(heading.narration)") }
        self.heading = heading
        self.currency = currency
        self.postings = postings.filter { $0.cents != 0 }
    }
}

/// Why no journal is written.
public enum JournalError: Error, Hashable, Sendable {
    /// The postings of an entry do not add up to 0: the entry's day and words.
    case unbalanced(String)
}

extension JournalError: CustomStringConvertible {
    /// One sentence: what is wrong, and what to do next.
    public var description: String {
        switch self {
        case .unbalanced(let entry):
            "the postings of \"\(entry)\" do not add up to 0; the books are damaged: see `remit verify`"
        }
    }
}
