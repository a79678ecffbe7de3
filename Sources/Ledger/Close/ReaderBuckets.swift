internal import Money
internal import PostgresClient
internal import Settlement

/// What a period recognised and what its readers read, spread over buckets by reader, so that each reader's rows come
/// together without a sort of everything, in memory that does not grow with them.
final class ReaderBuckets {
    private static let count = Buckets.count

    private var revenue = [SpoolBuffer](repeating: SpoolBuffer(), count: ReaderBuckets.count)
    private var engagement = [SpoolBuffer](repeating: SpoolBuffer(), count: ReaderBuckets.count)
    private var currencies: [Currency] = []

    /// A row of engagement as it is kept.
    struct Row: BitwiseCopyable {
        let reader: Identifier
        /// The content's number, and in the highest bit whether the row is not of the whole month.
        private let place: UInt32
        private let time: Int32
        private let sessions: Int32
        private let concepts: Int32

        private static let notWhole: UInt32 = 1 << 31

        init(reader: Identifier, content: UInt32, time: Int32, sessions: Int32, concepts: Int32, isWhole: Bool) {
            self.reader = reader
            place = isWhole ? content : content | Row.notWhole
            self.time = time
            self.sessions = sessions
            self.concepts = concepts
        }

        /// What the rules ask of it.
        var reading: Reading {
            Reading(
                content: place & ~Row.notWhole, isWhole: place & Row.notWhole == 0,
                metrics: Metrics(time: Int64(time), sessions: Int64(sessions), concepts: Int64(concepts)))
        }
    }

    private struct Recognised: BitwiseCopyable {
        let reader: Identifier
        let currency: UInt32
        let cents: Int64
    }

    /// Keeps what was recognised for a reader.
    func append(_ recognition: Recognition) throws {
        guard let reader = recognition.user else { return }
        let currency = currencies.firstIndex(of: recognition.currency) ?? currencies.count
        if currency == currencies.count { currencies.append(recognition.currency) }
        let record = Recognised(reader: reader, currency: UInt32(currency), cents: recognition.cents)
        try revenue[Buckets.place(of: reader)].append { RawRecords.put(record, &$0) }
    }

    /// Keeps a row of engagement.
    func append(_ row: Row) throws {
        try engagement[Buckets.place(of: row.reader)].append { RawRecords.put(row, &$0) }
    }

    /// Hands over each reader's rows with the reader's revenue by currency.
    ///
    /// - Parameter body: Takes the reader, the rows, and the amounts; it must not keep the rows.
    func forEachReader(
        _ body: (Identifier, ArraySlice<Row>, [(currency: Currency, cents: Int64)]) throws -> Void
    ) throws {
        for bucket in 0..<ReaderBuckets.count {
            var rows = try engagement[bucket].records(of: Row.self)
            rows.sort { $0.reader < $1.reader }
            var amounts = try revenue[bucket].records(of: Recognised.self)
            amounts.sort { $0.reader < $1.reader }
            var first = 0
            var amount = 0
            while first < rows.count {
                let reader = rows[first].reader
                var end = first + 1
                while end < rows.count, rows[end].reader == reader { end += 1 }
                while amount < amounts.count, amounts[amount].reader < reader { amount += 1 }
                try body(reader, rows[first..<end], try sum(amounts, from: amount, of: reader))
                first = end
            }
        }
    }

    /// A reader's revenue by currency; several subscriptions of one reader add up.
    private func sum(
        _ amounts: [Recognised], from first: Int, of reader: Identifier
    ) throws(MoneyError) -> [(currency: Currency, cents: Int64)] {
        var sums: [(currency: Currency, cents: Int64)] = []
        var index = first
        while index < amounts.count, amounts[index].reader == reader {
            let currency = currencies[Int(amounts[index].currency)]
            if let known = sums.firstIndex(where: { $0.currency == currency }) {
                sums[known].cents = try sums[known].cents.adding(amounts[index].cents)
            } else {
                sums.append((currency, amounts[index].cents))
            }
            index += 1
        }
        return sums
    }
}

/// Over how many buckets rows are spread by an identifier, and which one it is.
enum Buckets {
    private static let bits: UInt64 = 6
    /// How many there are.
    static let count = 1 << Int(bits)

    /// The bucket of an identifier; even where ids begin with the time at which they were made.
    @inline(__always)
    static func place(of id: Identifier) -> Int {
        Int(((id.high ^ id.low) &* 0x9E37_79B9_7F4A_7C15) >> (64 - bits))
    }
}

/// Values of one size as raw bytes, for spools alone.
enum RawRecords {
    @inline(__always)
    static func put<Record: BitwiseCopyable>(_ record: Record, _ buffer: inout [UInt8]) {
        unsafe withUnsafeBytes(of: record) { unsafe buffer.append(contentsOf: $0) }
    }
}
