public import Money
public import Receipts
public import Settlement

/// A creator's statement of a month, with all numbers added up and found to foot.
public struct Statement: Sendable {
    /// What all statements of the month share.
    public let month: StatementMonth
    /// The creator.
    public let creator: Identifier
    /// The creator's name, as the close kept it.
    public let name: String?
    /// A section for each currency in which there is anything, in ascending order.
    public let sections: [Section]
    /// The receipt; nil where the month has no lines of the creator.
    public let receipt: Receipt?
}

extension Statement {
    /// What a statement says in one currency.
    public struct Section: Sendable {
        /// The currency of its amounts.
        public let currency: Currency
        /// What the platform owes for the month, by kind; only kinds that have lines.
        public let earned: [Group]
        /// The sums of all of them.
        public let total: Amounts
        /// What went straight to the creator's own account, and what of it was undone (R6).
        public let direct: [BookedLine]
        /// The sums of it.
        public let directTotal: Amounts
        /// The contents that counted in the pool.
        public let shares: [CountedReading]
        /// What was left out of the pool.
        public let leftOut: [LeftOutReading]
        /// How the balance came about; nil where there is none, as with direct donations alone.
        public let account: Account?
        /// The payouts that something became of.
        public let payouts: [PayoutRecord]
    }

    /// Lines of one kind.
    public struct Group: Sendable {
        /// The kind.
        public let kind: LineKind
        /// The lines.
        public let lines: [BookedLine]
        /// Their sums.
        public let sums: Amounts
    }

    /// From what was owed when the month began to what is owed on the asked day.
    public struct Account: Sendable {
        /// The balances.
        public let balances: AccountFacts
        /// What payouts took in the month, in minor units.
        public let taken: Int64
        /// What payouts gave back in it, because they failed or came back.
        public let returned: Int64
        /// What payouts took since, through the asked day.
        public let takenSince: Int64
        /// What payouts gave back since.
        public let returnedSince: Int64
    }

    /// Sums of lines, in minor units; gross is the sum of the three others (R4.4).
    public struct Amounts: Hashable, Sendable {
        /// How many lines.
        public var lines: Int64 = 0
        /// The whole amount.
        public var gross: Int64 = 0
        /// What payment providers took.
        public var processing: Int64 = 0
        /// What the platform keeps.
        public var platform: Int64 = 0
        /// What the creator earns.
        public var creator: Int64 = 0

        /// Adds other amounts.
        mutating func add(
            lines: Int64 = 1, gross: Int64, processing: Int64, platform: Int64, creator: Int64
        ) throws(MoneyError) {
            self.lines += lines
            self.gross = try self.gross.adding(gross)
            self.processing = try self.processing.adding(processing)
            self.platform = try self.platform.adding(platform)
            self.creator = try self.creator.adding(creator)
        }

        /// The sums of some lines.
        static func sum(of lines: [BookedLine]) throws(MoneyError) -> Amounts {
            var sums = Amounts()
            for booked in lines {
                let line = booked.line
                try sums.add(
                    gross: line.gross, processing: line.processing, platform: line.platform, creator: line.creatorPart)
            }
            return sums
        }
    }
}
