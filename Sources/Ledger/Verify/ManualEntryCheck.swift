internal import Money
internal import PostgresClient
internal import Settlement

/// What a period's books hold by hand is what was applied before its close, to the cent and the day; and what was applied is
/// what the files say, which are still those of their hashes.
struct ManualEntryCheck {
    let connection: Connection
    let record: PeriodRecord
    let policy: Policy
    /// Takes each finding.
    let report: (Finding) throws -> Void

    func run() throws {
        let applied = try ManualEntries(connection: connection).of(record.period, isClosed: true)
        try compare(lines: try expected(applied), with: try booked())
        try KeptFileCheck(connection: connection, period: record.period, report: report).compare(applied)
    }

    private static func text(_ line: Line) -> String {
        "\(line.kind.name), \(line.bucket.name), creator \(line.creator?.description ?? "none"), \(line.currency) \(line.gross), "
            + "\(line.processing), \(line.platform), \(line.creatorPart), held from \(line.holdFrom)"
    }

    /// The lines that the entries make, each with how often.
    private func expected(_ applied: [ManualEntries.Applied]) throws -> [String: Int] {
        let holdFrom = record.period.next.firstDay
        return try applied.reduce(into: [:]) { counts, applied in
            counts[Self.text(try applied.entry.line(holdFrom: holdFrom, policy: policy)), default: 0] += 1
        }
    }

    /// The lines by hand that the books have, each with how often.
    private func booked() throws -> [String: Int] {
        let edition = Edition(period: record.period, place: .ledger)
        let lines = try connection.query(
            "SELECT \(LineRow.columns) FROM \(edition.table(.lines)) WHERE kind IN ('a', 'n')",
            doing: "reading the lines by hand of \(record.period)"
        ) { try LineRow.line($0) }
        return lines.reduce(into: [:]) { $0[Self.text($1), default: 0] += 1 }
    }

    private func compare(lines expected: [String: Int], with booked: [String: Int]) throws {
        for text in Set(expected.keys).union(booked.keys).sorted() where expected[text] != booked[text] {
            try report(
                Finding(
                    record.period, "the lines by hand are not the entries that were applied", at: text,
                    expected: ManualEntryCheck.counted(expected[text]), found: ManualEntryCheck.counted(booked[text])))
        }
    }

    private static func counted(_ count: Int?) -> String {
        switch count ?? 0 {
        case 0: "nothing"
        case 1: "1 line"
        case let count: "\(count) lines"
        }
    }
}

/// The files that entries by hand came from, as they are kept: still those of their hashes, and nothing else was applied.
struct KeptFileCheck {
    let connection: Connection
    /// The period that settled the entries; nil for entries that none has yet.
    let period: Period?
    /// Takes each finding.
    let report: (Finding) throws -> Void

    /// Compares entries with their files.
    func compare(_ applied: [ManualEntries.Applied]) throws {
        let store = ManualFileStore(connection: connection)
        for (hash, entries) in Dictionary(grouping: applied, by: \.fileHash).sorted(by: { $0.key < $1.key }) {
            let own = entries.map { ManualFile.Row(line: $0.line, entry: $0.entry) }.sorted { $0.line < $1.line }
            guard let file = try store.file(hash) else {
                try found("a file of entries by hand is missing", hash, "its text", "nothing")
                continue
            }
            let actual = ManualFile.hash(of: file.bytes)
            if actual != hash {
                try found("a file of entries by hand was changed", hash, "SHA-256 \(hash)", "SHA-256 \(actual)")
            } else if ManualFile(file.bytes, kind: file.kind).rows != own {
                try found(
                    "the entries that were applied are not those of their file", hash, "its lines", "other entries")
            }
        }
    }

    private func found(_ what: String, _ hash: String, _ expected: String, _ found: String) throws {
        try report(
            Finding(
                period, what, at: "settlement.manual_files, \(hash.prefix(12))", expected: expected, found: found))
    }
}
