internal import Money
internal import Settlement

/// The lines of a period again, grouped by creator when all are known, in memory that does not grow with them.
///
/// Lines are spread over buckets by the first bits of their creator's id; each bucket is sorted by itself.
final class CreatorSpool {
    private static let bits: UInt64 = 6
    /// Over how many buckets the lines are spread.
    static let buckets = 1 << Int(bits)

    private let period: Period
    private let buckets: [Spool] = (0..<CreatorSpool.buckets).map { _ in Spool() }
    private var currencies: [Currency] = []

    init(period: Period) {
        self.period = period
    }

    func append(_ line: Line) throws {
        let record = SpooledLine(line, currency: index(of: line.currency))
        let bucket = Int((line.creator?.high ?? 0) >> (64 - CreatorSpool.bits))
        try buckets[bucket].append { RawRecords.put(record, &$0) }
    }

    private func index(of currency: Currency) -> UInt16 {
        if let known = currencies.firstIndex(of: currency) { return UInt16(known) }
        currencies.append(currency)
        return UInt16(currencies.count - 1)
    }

    /// Hands over each creator's lines of some buckets, creators in ascending order of their ids (the platform's own
    /// first), lines in the order of dataset `lines`; lines that differ in nothing but currency and amount are put in
    /// order here. Several threads can take different buckets at once.
    func forEachCreator(
        in range: Range<Int>, _ body: (Identifier?, ArraySlice<SpooledLine>) throws -> Void
    ) throws {
        for bucket in buckets[range] {
            var lines = RawRecords.all(of: SpooledLine.self, in: try bucket.contents())
            lines.sort(by: precedes)
            var start = 0
            while start < lines.count {
                let creator = lines[start].creatorID
                var end = start + 1
                while end < lines.count, lines[end].creatorID == creator { end += 1 }
                try body(creator, lines[start..<end])
                start = end
            }
        }
    }

    private func precedes(_ left: SpooledLine, _ right: SpooledLine) -> Bool {
        if SpooledLine.precedes(left, right) { return true }
        if SpooledLine.precedes(right, left) { return false }
        if left.currency != right.currency { return currency(of: left) < currency(of: right) }
        return left.gross < right.gross
    }

    /// The currency of a line.
    func currency(of line: SpooledLine) -> Currency { currencies[Int(line.currency)] }
}
