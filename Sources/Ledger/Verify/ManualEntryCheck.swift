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
        try compare(applied, withFiles: Set(applied.map(\.fileHash)).sorted())
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

    private func compare(_ applied: [ManualEntries.Applied], withFiles hashes: [String]) throws {
        let store = ManualFileStore(connection: connection)
        for hash in hashes {
            let own = applied.filter { $0.fileHash == hash }.map { ManualFile.Row(line: $0.line, entry: $0.entry) }
            let place = "settlement.manual_files, \(hash.prefix(12))"
            guard let file = try store.file(hash) else { continue }
            let found = ManualFile.hash(of: file.bytes)
            if found != hash {
                try report(
                    Finding(
                        record.period, "a file of entries by hand was changed", at: place, expected: "SHA-256 \(hash)",
                        found: "SHA-256 \(found)"))
            } else if ManualFile(file.bytes, kind: file.kind).rows != own.sorted(by: { $0.line < $1.line }) {
                try report(
                    Finding(
                        record.period, "the entries that were applied are not those of their file", at: place,
                        expected: "its lines", found: "other entries"))
            }
        }
    }
}
