import Ledger

/// The result of `remit migrate`.
struct MigrationReport: PrintedResult {
    /// A step that was taken, or would be.
    struct Step: Encodable {
        let number: Int
        let name: String
        let reason: String
        /// The statements, of a step that would be taken.
        let sql: String?
    }

    /// Whether nothing was changed.
    let dryRun: Bool
    /// The version that the schema has after the steps.
    let schemaVersion: Int
    /// The role that got the rights to settle.
    let settler: String?
    /// The steps, in order.
    let steps: [Step]

    init(_ steps: [Migration], dryRun: Bool, settler: String?) {
        self.dryRun = dryRun
        self.settler = dryRun ? nil : settler
        schemaVersion = Migration.all.count
        self.steps = steps.map { Step(number: $0.number, name: $0.name, reason: $0.reason, sql: dryRun ? $0.sql : nil) }
    }

    var sentences: [String] {
        if dryRun { return steps.compactMap(\.sql) }
        if steps.isEmpty { return ["schema settlement is up to date (version \(schemaVersion))"] }
        return steps.map { "migrated to \($0.number): \($0.reason)" }
    }
}
