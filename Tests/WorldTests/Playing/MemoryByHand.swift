import Money
import Settlement

@testable import Ledger

/// What people decide by hand, in memory: the pure core makes lines of it, and closes go by it.
extension MemoryBooks {
    /// A file that the oracle takes and ours does not.
    struct BadFile: Error, CustomStringConvertible {
        let description: String
    }

    /// Takes a file of adjustments or opening balances; the same again changes nothing.
    mutating func take(_ text: String, isOpening: Bool, under policy: Policy) throws {
        guard files.insert(text).inserted else { return }
        let file = ManualFile(Array(text.utf8), kind: isOpening ? .opening : .adjustment)
        if let fault = file.faults.first { throw BadFile(description: "line \(fault.line): \(fault.what)") }
        for entry in file.rows.map(\.entry) {
            if case .opening(let day) = entry.kind, !policy.canBeAvailable(exactlyFrom: day) {
                throw BadFile(description: "\(day) cannot be kept")
            }
            entries.append(entry)
        }
    }

    /// Takes a waiver back: the row is the open exception that it was, whatever its age.
    mutating func restore(_ row: World.PlatformRow) {
        guard waived.remove(row) != nil else { return }
        let source = Source(table: row.table, row: row.row)
        openedSince.insert(source)
        open.insert(source)
    }

    /// Makes the books what they were before the last closed period, but for what was decided by hand since, and payouts.
    mutating func reopen() {
        guard var then = before.popLast() else { preconditionFailure("no period is closed") }
        then.entries += entries
        then.openedSince.formUnion(openedSince)
        then.open.formUnion(openedSince)
        (then.files, then.waived, then.payouts) = (files, waived, payouts)
        self = then
    }
}
