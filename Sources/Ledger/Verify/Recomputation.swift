internal import PostgresClient
internal import Settlement

/// Settles a closed period again from today's sources, and compares that with its books.
struct Recomputation {
    let connect: () throws -> Connection
    /// The view of the data that the rest of the verification has.
    let snapshot: Snapshot
    let record: PeriodRecord
    let policy: Policy
    let observer: any CloseObserver

    /// Hands over each row that differs.
    func run(_ body: (DriftedRow) throws -> Void) throws -> [DatasetDrift] {
        let books = Edition(period: record.period, place: .ledger)
        return try Resettlement(
            connect: connect, snapshot: snapshot, period: record.period, policy: policy, closedUnder: policy,
            observer: observer
        ).run { today in
            try DriftQuery.datasets.map { dataset in
                var drift = DatasetDrift(dataset: dataset)
                let query = DriftQuery(dataset: dataset, books: books, today: today.edition)
                try query.forEach(over: today.connection) { row in
                    drift.counts[row.change, default: 0] += 1
                    if row.takenUp != nil { drift.takenUp += 1 }
                    try body(row)
                }
                return drift
            }
        }
    }
}
