internal import PostgresClient
internal import Settlement

/// The books of a reopened period, as they were withdrawn: they continue a root that was, and are still those of their own.
struct ReopeningCheck {
    let connection: Connection
    let reopening: ReopenedPeriod
    /// All closed periods.
    let records: [PeriodRecord]
    /// All reopenings.
    let history: [ReopenedPeriod]
    /// Takes each finding.
    let report: (Finding) throws -> Void

    private var record: PeriodRecord { reopening.record }

    /// The root of the period before stands, or was withdrawn later.
    func chain() throws {
        let before = record.period.previous
        let standing = records.filter { $0.period == before }.map(\.root)
        let withdrawn = history.filter { $0.record.period == before }.map(\.record.root)
        guard let previous = record.previousRoot else {
            // Only the first period begins the chain.
            guard standing.isEmpty, withdrawn.isEmpty else {
                return try report(unchained(expected: hexadecimal(standing.first ?? withdrawn[0]), found: "nothing"))
            }
            return
        }
        guard !(standing + withdrawn).contains(previous) else { return }
        try report(
            unchained(expected: standing.first.map(hexadecimal) ?? "a root of \(before)", found: hexadecimal(previous)))
    }

    /// Every leaf made again from the withdrawn books.
    func digest() throws {
        let previous = record.previousRoot.map {
            ClosedPeriod(period: record.period.previous, root: $0, policyHash: "")
        }
        _ = try DigestCheck(
            connection: connection, record: record, previous: previous,
            edition: Edition(period: record.period, place: .withdrawn(reopening.entry.number))
        ) { finding in
            try report(
                Finding(
                    nil, finding.what,
                    at: "withdrawn books of \(record.period), number \(reopening.entry.number), \(finding.place)",
                    expected: finding.expected, found: finding.found))
        }.run()
    }

    private func unchained(expected: String, found: String) -> Finding {
        Finding(
            nil, "a reopened period does not continue the chain of roots",
            at: "settlement.reopenings, \(reopening.entry.number)",
            expected: expected, found: found)
    }
}
