internal import Money
internal import PostgresClient
internal import Settlement

extension CopyRow {
    mutating func nextIdentifier() throws(PostgresError) -> Identifier {
        let (hi, lo) = try nextUUID()
        return Identifier(high: hi, low: lo)
    }

    mutating func nextOptionalIdentifier() throws(PostgresError) -> Identifier? {
        guard let (hi, lo) = try nextOptionalUUID() else { return nil }
        return Identifier(high: hi, low: lo)
    }

    mutating func nextDay() throws(PostgresError) -> Day { Day(number: try nextDate()) }

    mutating func nextOptionalDay() throws(PostgresError) -> Day? {
        guard let number = try nextOptionalDate() else { return nil }
        return Day(number: number)
    }

    mutating func nextOptionalInstant() throws(PostgresError) -> Instant? {
        guard let microseconds = try nextOptionalTimestamp() else { return nil }
        return Instant(microseconds: microseconds)
    }

    /// A currency; null is USD (R1.1).
    mutating func nextCurrency() throws(PostgresError) -> Currency {
        guard let code = try nextOptionalText() else { return .usd }
        return Currency(code)
    }

    /// An amount of the platform's tables, which are `integer`, on some installations `bigint`.
    mutating func nextOptionalAmount() throws(PostgresError) -> Int64? { try nextOptionalWhole() }
}

extension Field {
    func identifier() throws(PostgresError) -> Identifier {
        let (hi, lo) = try uuid()
        return Identifier(high: hi, low: lo)
    }

    func optionalIdentifier() throws(PostgresError) -> Identifier? {
        guard let (hi, lo) = try optionalUUID() else { return nil }
        return Identifier(high: hi, low: lo)
    }

    func period() throws(PostgresError) -> Period { Period(containing: Day(number: try date())) }
}

extension Parameter {
    static func period(_ period: Period) -> Parameter { .date(period.firstDay.number) }
    static func instant(_ instant: Instant) -> Parameter { .timestamp(instant.microseconds) }
    static func identifier(_ id: Identifier) -> Parameter { .uuid(hi: id.high, lo: id.low) }
}

extension CopyEncoder {
    mutating func append(_ id: Identifier?) {
        guard let id else { return appendNull() }
        append(uuid: (hi: id.high, lo: id.low))
    }

    mutating func append(_ day: Day) { append(date: day.number) }

    mutating func append(_ day: Day?) {
        guard let day else { return appendNull() }
        append(date: day.number)
    }

    mutating func append(_ instant: Instant?) {
        guard let instant else { return appendNull() }
        append(timestamp: instant.microseconds)
    }
}

/// Literals for statements that take no parameters, such as the query inside a COPY.
enum Literal {
    static func date(_ day: Day) -> String { "DATE '\(day)'" }

    static func timestamp(_ instant: Instant) -> String {
        "(TIMESTAMP 'epoch' + \(instant.microseconds) * INTERVAL '1 microsecond')"
    }

    static func uuid(_ id: Identifier) -> String { "'\(id)'::uuid" }

    /// The condition that a column's id lies in a range.
    static func within(_ ids: ClosedRange<Identifier>, _ column: String) -> String {
        "\(column) BETWEEN \(uuid(ids.lowerBound)) AND \(uuid(ids.upperBound))"
    }

    static func text(_ text: String) -> String {
        "E'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }

    /// The day of a time zone that a UTC timestamp lies in (R2.1); a timestamp with zone is brought to UTC first.
    static func day(_ column: String, in timezone: String) -> String {
        "(\(column)::timestamp AT TIME ZONE 'UTC' AT TIME ZONE \(text(timezone)))::date"
    }
}
