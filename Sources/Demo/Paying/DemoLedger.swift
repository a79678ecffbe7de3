internal import CSV
internal import Ledger
internal import PolicyFile
internal import PostgresClient
internal import Settlement

/// What the parts of a demo's paying share: the database, the policy, and the version that is kept with every run.
struct DemoLedger {
    let connect: () throws -> Connection
    let policy: LoadedPolicy
    let engineVersion: String

    /// The rows of a dataset about payouts, without its header: the figures that a user would export.
    func rows(of dataset: PayoutDataset, asOf day: Day) throws -> [[String]] {
        var bytes: [UInt8] = []
        try PayoutExport(connection: try connect(), policy: policy.policy)
            .run(dataset, asOf: day, format: .csv) { bytes += $0 }
        return try CSVReader.rows(of: String(decoding: bytes, as: UTF8.self)).dropFirst().map { try $0.cells.get() }
    }

    /// Noon of a day, which lies in that day in the sample's time zone too.
    static func noon(of day: Day) -> Instant {
        Instant(microseconds: (Int64(day.number) * 24 + 12) * 3_600_000_000)
    }
}
