import Explanation
import Ledger
import Money
import Settlement

/// The result of `remit exceptions list`.
struct OpenExceptionReport: PrintedResult {
    /// An open row.
    struct Row: Encodable {
        let firstSeen: String
        let code: String
        let table: String
        let rowId: String
        let message: String
    }

    let exceptions: [Row]

    init(_ exceptions: [OpenException]) {
        self.exceptions = exceptions.map {
            Row(
                firstSeen: $0.since.description, code: $0.code, table: $0.table, rowId: $0.row.description,
                message: $0.message)
        }
    }

    var sentences: [String] {
        guard !exceptions.isEmpty else { return ["no exception is open"] }
        return exceptions.map { row in
            PlainText.clean("\(row.firstSeen) \(row.code) \(row.table) \(row.rowId): \(row.message)")
        }
    }

    /// The rows as CSV.
    var csv: String {
        CommaSeparated.text(
            header: ["first_seen", "code", "table", "row_id", "message"],
            rows: exceptions.map { [$0.firstSeen, $0.code, $0.table, $0.rowId, $0.message] })
    }
}

/// The result of `remit exceptions list --waived`.
struct WaiverReport: PrintedResult {
    let waivers: [WaiverRow]

    init(_ entries: [WaiverEntry]) {
        waivers = entries.map(WaiverRow.init)
    }

    var sentences: [String] {
        guard !waivers.isEmpty else { return ["no row was waived"] }
        return waivers.map { row in
            let deed = row.waived ? "waived" : "restored"
            return PlainText.clean(
                "\(row.madeAt) \(deed) \(row.table) \(row.rowId) by \(row.madeBy): \(row.reason)")
        }
    }

    /// The rows as CSV.
    var csv: String {
        CommaSeparated.text(
            header: ["table", "row_id", "waived", "reason", "made_by", "made_at"],
            rows: waivers.map { waiver in
                let reason = BankText.cleaned(waiver.reason)
                return [waiver.table, waiver.rowId, "\(waiver.waived)", reason, waiver.madeBy, waiver.madeAt]
            })
    }
}

/// An entry of the history of waivers, as it is printed.
struct WaiverRow: Encodable {
    let table: String
    let rowId: String
    let waived: Bool
    let reason: String
    let madeBy: String
    let madeAt: String

    init(_ entry: WaiverEntry) {
        table = entry.table
        rowId = entry.row.description
        waived = entry.isWaived
        reason = entry.reason
        madeBy = entry.madeBy
        madeAt = entry.madeAt.text
    }
}

/// The result of `remit exceptions waive` and `restore`.
struct WaivingReport: PrintedResult {
    /// What became of it.
    enum Outcome: String, Encodable {
        case waived
        case waivedBefore = "waived_before"
        case restored
        case restoredBefore = "restored_before"
    }

    let outcome: Outcome
    let table: String
    let rowId: String
    let reason: String
    let madeBy: String
    let madeAt: String

    init(_ result: Waiving.Outcome) {
        let entry = WaiverRow(result.entry)
        outcome = entry.waived ? (result.isNew ? .waived : .waivedBefore) : (result.isNew ? .restored : .restoredBefore)
        (table, rowId, reason, madeBy, madeAt) = (entry.table, entry.rowId, entry.reason, entry.madeBy, entry.madeAt)
    }

    var sentences: [String] {
        let row = "\(table) \(rowId)"
        let sentence =
            switch outcome {
            case .waived: "\(row) is waived: no close looks at it until `remit exceptions restore`"
            case .restored: "\(row) is looked at again by the next close"
            case .waivedBefore: "\(row) was waived before, at \(madeAt) by \(madeBy): \(reason)"
            case .restoredBefore: "\(row) was restored before, at \(madeAt) by \(madeBy): \(reason)"
            }
        return [PlainText.clean(sentence)]
    }
}

extension CommaSeparated {
    /// A header and rows, each with its line feed.
    static func text(header: [String], rows: [[String]]) -> String {
        var text: [UInt8] = []
        for row in [header] + rows {
            for (index, field) in row.enumerated() {
                if index > 0 { text.append(UInt8(ascii: ",")) }
                append(field, to: &text)
            }
            text.append(UInt8(ascii: "\n"))
        }
        return String(decoding: text, as: UTF8.self)
    }
}
