internal import Money
internal import Settlement

/// The lines of a period again, grouped by creator when all are known, in memory that does not grow with them.
///
/// Lines are spread over buckets by their creator; each bucket is sorted by itself.
final class CreatorSpool {
    private let period: Period
    private var buckets = [SpoolBuffer](repeating: SpoolBuffer(), count: Buckets.count)
    private var currencies: [Currency] = []

    init(period: Period) {
        self.period = period
    }

    func append(_ line: Line) throws {
        let record = SpooledLine(line, currency: index(of: line.currency))
        let bucket = line.creator.map(Buckets.place) ?? 0
        try buckets[bucket].append { RawRecords.put(record, &$0) }
    }

    private func index(of currency: Currency) -> UInt16 {
        if let known = currencies.firstIndex(of: currency) { return UInt16(known) }
        currencies.append(currency)
        return UInt16(currencies.count - 1)
    }

    /// Hands over each creator's lines of some buckets, in the order of dataset `lines`; lines that differ in nothing
    /// but currency and amount are put in order here. Several threads can take different buckets at once.
    func forEachCreator(
        in range: Range<Int>, _ body: (Identifier?, ArraySlice<SpooledLine>) throws -> Void
    ) throws {
        for bucket in buckets[range] {
            var lines = try bucket.records(of: SpooledLine.self)
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
        // What was put in by hand has no source, and often no gross.
        if left.gross != right.gross { return left.gross < right.gross }
        if left.platform != right.platform { return left.platform < right.platform }
        if left.creatorPart != right.creatorPart { return left.creatorPart < right.creatorPart }
        return left.holdFrom < right.holdFrom
    }

    /// The currency of a line.
    func currency(of line: SpooledLine) -> Currency { currencies[Int(line.currency)] }
}
