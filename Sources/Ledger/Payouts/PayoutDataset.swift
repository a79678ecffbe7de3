/// A table about payouts that others rely on, with its columns to the letter.
public enum PayoutDataset: String, CaseIterable, Sendable {
    /// What every creator has in each currency, as of a day.
    case balances
    /// All payouts and requests of these books, whoever made them.
    case payouts
    /// The one state in which everybody ends a day.
    case outcomes
    /// What a payout run of a day finds wrong.
    case exceptions

    /// Whether it shows one day.
    public var isAsOf: Bool { self != .payouts }

    /// The names of the columns, in order.
    public var columns: [String] {
        switch self {
        case .balances:
            [
                "creator_id", "currency", "sales_cents", "donations_cents", "subscriptions_cents", "held_cents",
                "available_cents",
            ]
        case .payouts:
            [
                "payout_id", "creator_id", "currency", "amount_cents", "from_sales_cents", "from_donations_cents",
                "from_subscriptions_cents", "method", "status", "requested_at", "origin", "reason",
            ]
        case .outcomes: ["creator_id", "currency", "state", "amount_cents", "reason", "next_date"]
        case .exceptions: ["period", "code", "table", "row_id", "severity", "message"]
        }
    }
}

/// A value of a row.
enum DatasetValue {
    case text(String)
    case number(Int64)
    case none

    init(_ text: String?) { self = text.map(DatasetValue.text) ?? .none }
    init(_ number: Int64?) { self = number.map(DatasetValue.number) ?? .none }

    fileprivate func append(csv bytes: inout [UInt8]) {
        switch self {
        case .text(let text): CommaSeparated.append(text, to: &bytes)
        case .number(let number): CanonicalLine.put(number, &bytes)
        case .none: break
        }
    }

    fileprivate func append(json bytes: inout [UInt8]) {
        switch self {
        case .text(let text): JSONText.append(Array(text.utf8), to: &bytes)
        case .number(let number): CanonicalLine.put(number, &bytes)
        case .none: bytes.append(contentsOf: "null".utf8)
        }
    }
}

/// Writes rows of a dataset, one by one.
struct DatasetRows {
    let columns: [String]
    let format: DatasetFormat
    let write: ([UInt8]) throws -> Void

    /// Writes the header, where the format has one.
    func begin() throws {
        if format == .csv { try write(Array((columns.joined(separator: ",") + "\n").utf8)) }
    }

    /// Writes a row.
    func add(_ values: [DatasetValue]) throws {
        var bytes: [UInt8] = format == .csv ? [] : Array("{".utf8)
        for (index, value) in values.enumerated() {
            switch format {
            case .csv:
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                value.append(csv: &bytes)
            case .jsonl:
                bytes.append(contentsOf: "\(index > 0 ? ", " : "")\"\(columns[index])\": ".utf8)
                value.append(json: &bytes)
            }
        }
        bytes.append(contentsOf: (format == .csv ? "\n" : "}\n").utf8)
        try write(bytes)
    }
}
