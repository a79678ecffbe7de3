internal import Money
internal import Settlement

/// What is wrong with the lines of a file that only the policy and the database tell.
struct ManualFileCheck {
    let policy: Policy
    /// The terms of the month that the next close settles.
    let entry: PolicyEntry
    let store: ManualFileStore

    func faults(of rows: [ManualFile.Row]) throws -> [ManualFile.Fault] {
        guard let first = rows.first else { return [] }
        let unknown = try store.unknown(rows.map { "\($0.entry.creator)" })
        let kind: ManualFile.Kind = if case .opening = first.entry.kind { .opening } else { .adjustment }
        let known = try store.used(rows.map { ManualFileCheck.key(of: $0.entry) }, kind: kind)
        return rows.flatMap { row in
            [
                creator(of: row.entry, unknown), currency(of: row.entry), used(row.entry, among: known),
                hold(of: row.entry),
            ].compactMap { what in what.map { ManualFile.Fault(line: row.line, what: $0) } }
        }
    }

    /// What an entry is not repeated by.
    private static func key(of entry: ManualEntry) -> String {
        switch entry.kind {
        case .adjustment(_, let reference): reference
        case .opening(let day): "\(entry.creator) \(entry.currency) \(entry.bucket.name) \(day)"
        }
    }

    private func creator(of entry: ManualEntry, _ unknown: Set<String>) -> String? {
        guard unknown.contains("\(entry.creator)") else { return nil }
        return "creator_id \"\(entry.creator)\" is no user of the platform, and in no closed month"
    }

    private func currency(of entry: ManualEntry) -> String? {
        guard !self.entry.settles(entry.currency) else { return nil }
        let settled = self.entry.payouts.minimum.keys.sorted().map(\.code).joined(separator: ", ")
        return "currency \(ManualFile.quoted(entry.currency.code)) is not settled; the policy settles \(settled)"
    }

    private func used(_ entry: ManualEntry, among used: Set<String>) -> String? {
        guard used.contains(ManualFileCheck.key(of: entry)) else { return nil }
        return switch entry.kind {
        case .adjustment(_, let reference): "reference \(ManualFile.quoted(reference)) was applied before"
        case .opening(let day): "available_from \"\(day)\" of this creator, currency and bucket was applied before"
        }
    }

    private func hold(of entry: ManualEntry) -> String? {
        guard case .opening(let day) = entry.kind, !policy.canBeAvailable(exactlyFrom: day) else { return nil }
        let next = policy.availableDay(heldFrom: policy.holdFrom(availableFrom: day))
        return
            "available_from \"\(day)\" cannot be kept, since the policy's hold days change then; the next day that can is \(next)"
    }
}
