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
        let bucket = Int((line.creator?.high ?? 0) >> (64 - CreatorSpool.bits))
        let currency = index(of: line.currency)
        try buckets[bucket].append { buffer in LineRecord.encode(line, currency: currency, to: &buffer) }
    }

    private func index(of currency: Currency) -> UInt16 {
        if let known = currencies.firstIndex(of: currency) { return UInt16(known) }
        currencies.append(currency)
        return UInt16(currencies.count - 1)
    }

    /// Hands over each creator's lines of some buckets, creators in ascending order of their ids (the platform's own
    /// first), lines in the order of dataset `lines`. Several threads can take different buckets at once.
    func forEachCreator(in range: Range<Int>, _ body: (Identifier?, ArraySlice<Line>) throws -> Void) throws {
        for bucket in buckets[range] {
            var lines = LineRecord.decode(try bucket.contents(), currencies: currencies)
            lines.sort(by: CreatorSpool.precedes)
            var start = 0
            while start < lines.count {
                let creator = lines[start].creator
                var end = start + 1
                while end < lines.count && lines[end].creator == creator { end += 1 }
                try body(creator, lines[start..<end])
                start = end
            }
        }
    }

    /// By creator, then as dataset `lines` sorts: kind, bucket and source come before all that could still differ.
    private static func precedes(_ left: Line, _ right: Line) -> Bool {
        if left.creator != right.creator { return isBefore(left.creator, right.creator) }
        if left.kind != right.kind { return left.kind.name < right.kind.name }
        if left.bucket != right.bucket { return left.bucket.name < right.bucket.name }
        if left.source != right.source { return isBefore(left.source, right.source) }
        if left.content != right.content { return isBefore(left.content, right.content) }
        if left.currency != right.currency { return left.currency < right.currency }
        return left.gross < right.gross
    }

    private static func isBefore(_ left: Identifier?, _ right: Identifier?) -> Bool {
        guard let right else { return false }
        guard let left else { return true }
        return left < right
    }
}

/// A line as so many bytes, for the spool alone.
enum LineRecord {
    private static let width = 92

    static func encode(_ line: Line, currency: UInt16, to buffer: inout [UInt8]) {
        var flags: UInt8 = 0
        if line.payable { flags |= 1 }
        if line.late { flags |= 2 }
        if line.source != nil { flags |= 4 }
        if line.content != nil { flags |= 8 }
        if line.creator != nil { flags |= 16 }
        buffer.append(line.kind.rawValue)
        buffer.append(line.bucket.rawValue)
        buffer.append(flags)
        buffer.append(0)
        put(UInt32(currency), &buffer)
        put(line.holdFrom.number, &buffer)
        for id in [line.source, line.content, line.creator] {
            put(id?.high ?? 0, &buffer)
            put(id?.low ?? 0, &buffer)
        }
        put(line.gross, &buffer)
        put(line.processing, &buffer)
        put(line.platform, &buffer)
        put(line.creatorPart, &buffer)
    }

    static func decode(_ bytes: [UInt8], currencies: [Currency]) -> [Line] {
        var lines: [Line] = []
        lines.reserveCapacity(bytes.count / width)
        var position = 0
        while position < bytes.count {
            let flags = bytes[position + 2]
            func number<Number: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, as type: Number.Type) -> Number {
                get(bytes, at: position + offset)
            }
            func id(_ offset: Int, present: UInt8) -> Identifier? {
                guard flags & present != 0 else { return nil }
                return Identifier(high: number(offset, as: UInt64.self), low: number(offset + 8, as: UInt64.self))
            }
            guard let kind = LineKind(rawValue: bytes[position]), let bucket = Bucket(rawValue: bytes[position + 1])
            else { preconditionFailure("a spooled line is damaged") }
            lines.append(
                Line(
                    kind: kind, bucket: bucket, source: id(12, present: 4), content: id(28, present: 8),
                    creator: id(44, present: 16), currency: currencies[Int(number(4, as: UInt32.self))],
                    gross: number(60, as: Int64.self), processing: number(68, as: Int64.self),
                    platform: number(76, as: Int64.self), creatorPart: number(84, as: Int64.self),
                    payable: flags & 1 != 0, late: flags & 2 != 0,
                    holdFrom: Day(number: number(8, as: Int32.self)), soldAt: nil))
            position += width
        }
        return lines
    }

    @inline(__always)
    private static func put<Number: FixedWidthInteger & BitwiseCopyable>(_ value: Number, _ buffer: inout [UInt8]) {
        unsafe withUnsafeBytes(of: value) { unsafe buffer.append(contentsOf: $0) }
    }

    @inline(__always)
    private static func get<Number: FixedWidthInteger & BitwiseCopyable>(_ bytes: [UInt8], at offset: Int) -> Number {
        unsafe bytes.withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: offset, as: Number.self) }
    }
}
