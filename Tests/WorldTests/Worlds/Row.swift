import Foundation
import Money
import Settlement

/// A row of one of the platform's tables, as the batch file has it: texts, whole numbers, flags and nulls.
struct Row {
    private let fields: [String: Any]

    init(_ fields: [String: Any]) {
        self.fields = fields
    }

    /// The value of a column that may be null; a column that the row lacks is a fault of the file.
    private func value<Value>(_ column: String, as type: Value.Type) -> Value? {
        guard let value = fields[column] else { preconditionFailure("a row lacks the column \"\(column)\": \(fields)") }
        if value is NSNull { return nil }
        guard let typed = value as? Value else { preconditionFailure("\"\(column)\" is no \(type): \(value)") }
        return typed
    }

    func text(_ column: String) -> String? { value(column, as: String.self) }

    func number(_ column: String) -> Int64? { value(column, as: NSNumber.self)?.int64Value }

    func flag(_ column: String) -> Bool { value(column, as: NSNumber.self)?.boolValue ?? false }

    func identifier(_ column: String) -> Identifier? {
        text(column).map { Identifier($0) ?? { preconditionFailure("no id: \($0)") }($0) }
    }

    func currency(_ column: String) -> Currency { text(column).map { Currency($0) } ?? .usd }

    func day(_ column: String) -> Day? {
        text(column).map { Day($0) ?? { preconditionFailure("no day: \($0)") }($0) }
    }

    /// The same row with other values in some columns.
    func with(_ values: [String: Any]) -> Row { Row(fields.merging(values) { $1 }) }

    /// An instant of whole seconds as a timestamp without a zone.
    static func timestamp(_ instant: Instant) -> String {
        let seconds = instant.microseconds / 1_000_000
        let (day, time) = (Day(number: Int32(seconds / 86_400)), seconds % 86_400)
        let clock = [time / 3_600, time / 60 % 60, time % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(day) \(clock.joined(separator: ":"))"
    }

    /// A timestamp without a zone, which holds UTC (R2.1): `2026-01-31 23:59:59`.
    func instant(_ column: String) -> Instant? {
        text(column).map(Row.instant)
    }

    /// The instant of a timestamp.
    static func instant(_ text: String) -> Instant {
        let time = text.suffix(8).split(separator: ":").compactMap { Int64($0) }
        guard text.utf8.count == 19, let day = Day(String(text.prefix(10))), time.count == 3 else {
            preconditionFailure("no timestamp: \(text)")
        }
        let seconds = Int64(day.number) * 86_400 + time[0] * 3_600 + time[1] * 60 + time[2]
        return Instant(microseconds: seconds * 1_000_000)
    }
}
