public import Money
public import Settlement

/// The subscription pool of one currency as the books have it, and one creator's part in it (R9).
public struct PoolFacts: Sendable {
    /// The engagement behind a creator's weights, as the platform has it now.
    public enum Readings: Sendable {
        /// The rows that count, by content and reader.
        case listed([Reading])
        /// Too many rows to list, and how many there are.
        case counted(Int64)
    }

    /// One row of engagement that counts, judged again by the rules that the close judged it by (R9.1).
    public struct Reading: Sendable {
        /// The reader.
        public let reader: Identifier
        /// A number that stands for the reader, from 1 in the order of the readers' ids.
        public let number: Int
        /// The content.
        public let content: Identifier
        /// What the period recognised for the reader in the pool's currency.
        public let revenue: Int64
        /// The row's measures.
        public let measured: Metrics
        /// What of them counts.
        public let metrics: Metrics
        /// The viewer cap and the reader's counting time above it, in seconds; nil where the cap did not apply.
        public let capped: (limit: Int64, total: Int64)?
        /// What counts of all rows of the reader.
        public let sums: Metrics
        /// How many rows of the reader count.
        public let rows: Int
    }

    /// The currency.
    public let currency: Currency
    /// The terms in force.
    public let terms: PoolTerms
    /// The model that the pool was shared by; nil for one that this engine does not know.
    public let model: PoolModel?
    /// What the period recognised.
    public let revenue: Int64
    /// What the period before left over.
    public let carriedIn: Int64
    /// The platform's part.
    public let platform: Int64
    /// What creators got.
    public let distributed: Int64
    /// What is left for the next period.
    public let carriedOut: Int64
    /// What counted of all engagement.
    public let sums: Metrics
    /// How many recognitions the revenue is the sum of.
    public let recognitions: Int64
    /// The sum of these recognitions.
    public let recognised: Int64
    /// The creator's contents in the pool, in ascending order.
    public let shares: [Pool.Share]
    /// The weight of every creator, in ascending order.
    public let creators: [Apportionment.Party]
    /// The rows behind the creator's weights.
    public let readings: Readings
}
