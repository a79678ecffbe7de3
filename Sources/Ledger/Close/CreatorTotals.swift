internal import Crypto
internal import Money
internal import PostgresClient
internal import Receipts
internal import Settlement

/// Sums and hashes each creator's lines while they pass by, once, in order.
struct CreatorTotals {
    let period: Period

    /// What a total is kept by.
    fileprivate struct Key: Equatable {
        let currency: Currency
        let bucket: Bucket
        let payable: Bool
        let holdFrom: Day
    }

    /// What is summed.
    fileprivate struct Sum {
        var lines: Int64 = 0
        var gross: Int64 = 0
        var processing: Int64 = 0
        var platform: Int64 = 0
        var creator: Int64 = 0
        var earned: Int64 = 0
    }

    /// The totals and leaves of a share of the creators.
    struct Part {
        /// Rows of book `creator_totals`, encoded.
        let rows: Spool
        /// The creators' leaves, in no order.
        var leaves: [(name: String, hash: [UInt8])] = []
    }

    /// How many threads share the work.
    private static let threads = 2
    /// The leaves of all parts, in ascending order of the creators' ids, the platform's own lines first: that of their
    /// names, which all begin alike and end with the id or nothing.
    static func leaves(of parts: [Part]) -> [(name: String, hash: [UInt8])] {
        parts.flatMap(\.leaves).sorted { $0.name < $1.name }
    }

    /// Sums and hashes on threads of their own.
    func start(on spool: CreatorSpool) -> [Worker<Part>] {
        let all = Buckets.count
        return (0..<CreatorTotals.threads).map { thread in
            let buckets = all * thread / CreatorTotals.threads..<all * (thread + 1) / CreatorTotals.threads
            let (work, totals) = (Handover(value: spool), self)
            return Worker { try totals.collect(from: work.value, buckets: buckets) }
        }
    }

    private func collect(from spool: CreatorSpool, buckets: Range<Int>) throws -> Part {
        var part = Part(rows: Spool())
        var encoder = CopyEncoder(capacity: 64 * 1024)
        var (canonical, text) = (CanonicalLine(period: period), TextHash())
        try spool.forEachCreator(in: buckets) { creator, lines in
            part.leaves.append(
                try collect(lines, of: creator, from: spool, to: &encoder, &canonical, &text))
            if encoder.byteCount >= 32 * 1024 { try part.rows.take(&encoder) }
        }
        try part.rows.take(&encoder)
        return part
    }

    /// Encodes the totals of a creator, and makes its leaf.
    private func collect(
        _ lines: ArraySlice<SpooledLine>, of creator: Identifier?, from spool: CreatorSpool,
        to encoder: inout CopyEncoder, _ canonical: inout CanonicalLine,
        _ text: inout TextHash
    ) throws -> (name: String, hash: [UInt8]) {
        var sums: [(key: Key, value: Sum)] = []
        for line in lines {
            let currency = spool.currency(of: line)
            let key = Key(
                currency: currency, bucket: line.lineBucket, payable: line.payable, holdFrom: line.holdFrom)
            // A creator has a handful of keys, and the next line most often the same as the last.
            if let index = sums.lastIndex(where: { $0.key == key }) {
                try sums[index].value.add(line)
            } else {
                sums.append((key, Sum()))
                try sums[sums.count - 1].value.add(line)
            }
            text.append { canonical.append(line, currency: currency, to: &$0) }
        }
        let name = creator?.description ?? ""
        var leaf = "creator,\(name)\n"
        for (key, sum) in sums.sorted(by: { CreatorTotals.precedes($0.key, $1.key) }) {
            encode(creator, key, sum, to: &encoder)
            leaf += "\(key.currency),\(key.bucket.name),\(key.payable),\(key.holdFrom),\(sum.lines),\(sum.gross),"
            leaf += "\(sum.processing),\(sum.platform),\(sum.creator),\(sum.earned)\n"
        }
        leaf += "lines,\(text.finish().hex)\n"
        return ("creator \(name)", MerkleTree.leaf(Array(leaf.utf8)))
    }

    private static func precedes(_ left: Key, _ right: Key) -> Bool {
        if left.currency != right.currency { return left.currency < right.currency }
        if left.bucket != right.bucket { return left.bucket.name < right.bucket.name }
        if left.payable != right.payable { return !left.payable }
        return left.holdFrom < right.holdFrom
    }

    private func encode(_ creator: Identifier?, _ key: Key, _ sum: Sum, to encoder: inout CopyEncoder) {
        encoder.beginTuple(fields: 12)
        encoder.append(period.firstDay)
        encoder.append(creator)
        encoder.append(text: key.currency.code)
        encoder.append(char: key.bucket.rawValue)
        encoder.append(bool: key.payable)
        encoder.append(key.holdFrom)
        for amount in [sum.lines, sum.gross, sum.processing, sum.platform, sum.creator, sum.earned] {
            encoder.append(int64: amount)
        }
    }
}

extension CreatorTotals.Sum {
    fileprivate mutating func add(_ line: SpooledLine) throws(MoneyError) {
        lines += 1
        gross = try gross.adding(line.gross)
        processing = try processing.adding(line.processing)
        platform = try platform.adding(line.platform)
        creator = try creator.adding(line.creatorPart)
        if line.creatorPart > 0 { earned = try earned.adding(line.creatorPart) }
    }
}
