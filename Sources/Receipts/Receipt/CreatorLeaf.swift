public import Money
public import Settlement

/// The content of a creator's leaf: whose it is, the totals, and the hash of the lines that they sum.
///
/// The text is that of the article on the digest, byte for byte.
public struct CreatorLeaf: Hashable, Sendable {
    /// The lines of one currency, bucket, payability and hold day, summed.
    public struct Total: Hashable, Sendable {
        /// The currency of the amounts.
        public let currency: Currency
        /// The bucket.
        public let bucket: Bucket
        /// Whether the platform owes the creator parts.
        public let payable: Bool
        /// The day from which the hold is counted.
        public let holdFrom: Day
        /// How many lines.
        public let lines: Int64
        /// The whole amount, in minor units.
        public let gross: Int64
        /// What payment providers took.
        public let processing: Int64
        /// What the platform keeps.
        public let platform: Int64
        /// What the creator earns.
        public let creator: Int64
        /// The positive creator parts alone.
        public let earned: Int64

        /// A total with all its parts; amounts are lines, gross, processing, platform, creator and earned.
        public init(
            currency: Currency, bucket: Bucket, payable: Bool, holdFrom: Day, lines: Int64, gross: Int64,
            processing: Int64, platform: Int64, creator: Int64, earned: Int64
        ) {
            self.currency = currency
            self.bucket = bucket
            self.payable = payable
            self.holdFrom = holdFrom
            self.lines = lines
            self.gross = gross
            self.processing = processing
            self.platform = platform
            self.creator = creator
            self.earned = earned
        }
    }

    /// The creator.
    public let creator: Identifier
    /// The totals, in the order of currency, bucket, payability and hold day.
    public let totals: [Total]
    /// The SHA-256 of the creator's rows of dataset `lines`, in hexadecimal digits.
    public let linesHash: String

    /// A leaf with all its parts.
    public init(creator: Identifier, totals: [Total], linesHash: String) {
        self.creator = creator
        self.totals = totals
        self.linesHash = linesHash
    }

    /// The text that is hashed.
    public var text: String { "creator,\(creator)\n\(totals.map(\.text).joined())lines,\(linesHash)\n" }
}

extension CreatorLeaf {
    /// Reads the text of a leaf; nil for anything that is not such a text to the byte.
    public init?(_ text: String) {
        guard let whole = text.wholeMatch(of: /(?s)creator,([0-9a-f-]{36})\n(.*?)lines,([0-9a-f]{64})\n/),
            let creator = Identifier(String(whole.1))
        else { return nil }
        var totals: [Total] = []
        // The currency of a direct donation can be any text.
        let row = /(?s)(.*?),(sales|donations|subscriptions),(true|false),(\d{4}-\d\d-\d\d),([-\d,]+)\n/
        var rest = whole.2
        while !rest.isEmpty {
            guard let found = rest.prefixMatch(of: row),
                let total = Total(found.1, found.2, found.3, found.4, amounts: found.5)
            else { return nil }
            totals.append(total)
            rest = rest[found.range.upperBound...]
        }
        self.init(creator: creator, totals: totals, linesHash: String(whole.3))
        guard self.text == text else { return nil }
    }
}

extension CreatorLeaf.Total {
    fileprivate init?(
        _ currency: Substring, _ bucket: Substring, _ payable: Substring, _ holdFrom: Substring, amounts: Substring
    ) {
        let values = amounts.split(separator: ",", omittingEmptySubsequences: false).compactMap { Int64($0) }
        guard values.count == 6, let bucket = Bucket.allCases.first(where: { $0.name == bucket }),
            let day = Day(String(holdFrom))
        else { return nil }
        self.init(
            currency: Currency(String(currency)), bucket: bucket, payable: payable == "true", holdFrom: day,
            lines: values[0], gross: values[1], processing: values[2], platform: values[3], creator: values[4],
            earned: values[5])
    }

    /// The line of the leaf, its line feed included.
    fileprivate var text: String {
        let key = "\(currency),\(bucket.name),\(payable),\(holdFrom)"
        return "\(key),\(lines),\(gross),\(processing),\(platform),\(creator),\(earned)\n"
    }

    /// Whether the whole amount is the sum of its parts, as in every line and total (R13).
    public var addsUp: Bool {
        Int128(gross) == Int128(processing) + Int128(platform) + Int128(creator)
    }
}
