/// Something that happens to a platform after a month's close, as one SQL statement.
public struct SampleChange: Hashable, Sendable {
    /// What happens, in a few words.
    public let name: String
    /// The statement; set-based, so that it is as quick as it can be at any size.
    public let sql: String
}

extension SamplePlatform {
    /// What happens between a month's close and the next one, in order; load the part `.late` as well.
    ///
    /// The renewals among it are those that fall into the next month. The same rows are struck whatever order the table
    /// is in, since chance is read off the ids: none of it touches planted rows, but for their repairs.
    public func changes(after month: Int) -> [SampleChange] {
        precondition((0..<options.months).contains(month), "the sample has no month \(month)")
        return saleChanges(after: month) + contentChanges(after: month) + subscriptionChanges(after: month)
            + repairs(after: month)
    }
}

/// Parts of statements.
enum ChangeSQL {
    /// Whether chance strikes a row: a range of per-ten-thousands, read off two bytes of its id.
    ///
    /// `place` says which bytes, 0, 2 or 4: rows struck by one are independent of those struck by another. Planted rows
    /// have all ones there, so ranges that end before 10,000 never strike them.
    static func strikes(_ range: Range<Int>, place: Int) -> String {
        let bytes = "get_byte(uuid_send(id), \(place)) * 256 + get_byte(uuid_send(id), \(place + 1))"
        let low = range.lowerBound * 65_535 / 10_000
        let high = range.upperBound * 65_535 / 10_000
        return "\(bytes) >= \(low) AND \(bytes) < \(high)"
    }

    /// A range of so many per-ten-thousands that moves on every month, so that other rows are struck.
    static func rotating(_ size: Int, _ month: Int) -> Range<Int> {
        let start = month * size % (10_000 - size)
        return start..<start + size
    }

    /// A time as an SQL literal.
    static func literal(_ moment: Int) -> String {
        var buffer = CopyBuffer(capacity: 64)
        buffer.moment(moment)
        buffer.endRow()
        var text = ""
        unsafe buffer.flush { unsafe text = String(decoding: $0.dropLast(), as: UTF8.self) }
        return "timestamp '\(text)'"
    }

    /// Whether a column lies in a month of the sample.
    static func lies(_ column: String, in month: SampleMonth) -> String {
        "\(column) >= \(literal(month.start)) AND \(column) < \(literal(month.end))"
    }
}
