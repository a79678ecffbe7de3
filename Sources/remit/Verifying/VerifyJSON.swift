import Foundation
import Ledger
import Settlement

/// One object on one line, written piece by piece, so that memory does not grow with what is found.
///
/// `findings` are those that were looked for in all months at once; `periods` has an object a month with its own
/// `findings` and, where it was settled again, its `drift`; `payouts`, where there are any, has the findings of payouts; the
/// summary ends it.
final class VerifyJSON: VerifyReport {
    private var hasPeriods = false
    private var hasDrift = false
    private var isFirst = true
    private var hasPayouts = false
    private var reopenings: [String] = []
    private var notes: [String] = []

    /// A period that was closed and reopened.
    private struct Reopening: Encodable {
        let period: String
        let root: String
        let reason: String
        let madeBy: String
        let madeAt: String
        let sound: Bool
    }

    init() { Terminal.write("{\"findings\": [", to: .standardOutput) }

    func take(_ event: VerifyEvent) throws {
        switch event {
        case .finding(let finding): put(try VerifyJSON.text(finding))
        case .began(let period):
            open((hasPeriods ? ", " : "], \"periods\": [") + "{\"period\": \"\(period)\", \"findings\": [")
            hasPeriods = true
            hasDrift = false
        case .reopened(let entry, let isSound):
            reopenings.append(
                try OneLine.json(
                    Reopening(
                        period: entry.period.description, root: hexadecimal(entry.root), reason: entry.reason,
                        madeBy: entry.madeBy, madeAt: entry.madeAt.text, sound: isSound)))
        case .drift(let row):
            if !hasDrift { open("], \"drift\": [") }
            hasDrift = true
            put(
                "{\"dataset\": \"\(row.dataset.rawValue)\", \"change\": \"\(row.change.rawValue)\", "
                    + "\"books\": \(row.books), \"today\": \(row.today), "
                    + "\"taken_up\": \(row.takenUp.map { "\"\($0)\"" } ?? "null")}")
        case .verified(let period):
            if period.drift != nil, !hasDrift { open("], \"drift\": [") }
            open(
                "], \"lines\": \(period.lines.map(String.init) ?? "null"), \"root\": \"\(hexadecimal(period.root))\", \"sound\": \(period.isSound)}"
            )
        case .payoutsBegan:
            open("\(hasPeriods ? "]" : "], \"periods\": []"), \"payouts\": {\"findings\": [")
            hasPayouts = true
        case .payouts(let scope):
            notes = try scope.notes.map(OneLine.json)
            guard hasPayouts else { return }
            open(
                "], \"accepted\": \(scope.payouts), \"runs\": \(scope.runs), \"files\": \(scope.files), "
                    + "\"foreign\": \(scope.foreign), \"sound\": \(scope.findings == 0)}")
        }
    }

    func finish(_ summary: VerifySummary) {
        open(hasPayouts ? ", " : hasPeriods ? "], " : "], \"periods\": [], ")
        for (name, objects) in [("reopenings", reopenings), ("notes", notes)] where !objects.isEmpty {
            open("\"\(name)\": [")
            for object in objects { put(object) }
            open("], ")
        }
        let drifted = summary.drifted.map(String.init) ?? "null"
        Terminal.say(
            "\"drifted_periods\": \(drifted), \"damaged_periods\": \(summary.damaged), \"sound\": \(summary.isSound)}")
    }

    private func open(_ text: String) {
        Terminal.write(text, to: .standardOutput)
        isFirst = true
    }

    private func put(_ text: String) {
        Terminal.write((isFirst ? "" : ", ") + text, to: .standardOutput)
        isFirst = false
    }

    private static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
