internal import Crypto
internal import Money
internal import PostgresClient
internal import Settlement

/// Sums and hashes each creator's lines while they pass by, once, in order.
struct CreatorTotals {
    let period: Period

    /// What a total is kept by.
    fileprivate struct Key: Hashable {
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

    /// Writes the totals of all creators as rows of book `creator_totals`, and makes a leaf of each creator.
    func collect(
        from spool: CreatorSpool, write: (borrowing CopyEncoder) throws -> Void
    ) throws -> [(name: String, hash: [UInt8])] {
        var leaves: [(name: String, hash: [UInt8])] = []
        var encoder = CopyEncoder(capacity: 64 * 1024)
        var text: [UInt8] = []
        try spool.forEachCreator { creator, lines in
            var sums: [Key: Sum] = [:]
            text.removeAll(keepingCapacity: true)
            for line in lines {
                let key = Key(
                    currency: line.currency, bucket: line.bucket, payable: line.payable, holdFrom: line.holdFrom)
                try sums[key, default: Sum()].add(line)
                CanonicalLine.append(line, of: period, to: &text)
            }
            let sorted = sums.sorted { CreatorTotals.precedes($0.key, $1.key) }
            let name = creator?.description ?? ""
            var leaf = "creator,\(name)\n"
            for (key, sum) in sorted {
                encode(creator, key, sum, to: &encoder)
                leaf += "\(key.currency),\(key.bucket.name),\(key.payable),\(key.holdFrom),\(sum.lines),\(sum.gross),"
                leaf += "\(sum.processing),\(sum.platform),\(sum.creator),\(sum.earned)\n"
            }
            leaf += "lines,\(SHA256.hash(data: text).hex)\n"
            leaves.append(("creator \(name)", MerkleTree.leaf(Array(leaf.utf8))))
            if encoder.byteCount >= 48 * 1024 {
                try write(encoder)
                encoder.removeAll()
            }
        }
        try write(encoder)
        return leaves
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
    fileprivate mutating func add(_ line: Line) throws(MoneyError) {
        lines += 1
        gross = try gross.adding(line.gross)
        processing = try processing.adding(line.processing)
        platform = try platform.adding(line.platform)
        creator = try creator.adding(line.creatorPart)
        if line.creatorPart > 0 { earned = try earned.adding(line.creatorPart) }
    }
}
