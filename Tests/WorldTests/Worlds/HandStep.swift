import Money
import Settlement

extension World {
    /// Something that people decide by hand.
    enum HandStep {
        /// `remit adjust FILE`, or `remit backfill opening FILE`, with the file's text.
        case file(String, isOpening: Bool)
        /// `remit exceptions waive`
        case waive(PlatformRow)
        /// `remit exceptions restore`
        case restore(PlatformRow)
        /// `remit reopen`; balances are compared as of the day.
        case reopen(Period, asOf: Day)
    }

    /// Names a row of the platform.
    struct PlatformRow: Hashable {
        /// Its table.
        let table: SourceTable
        /// Its id.
        let row: Identifier
    }
}

extension World.HandStep {
    /// Reads a step of the batch file; nil where something is missing.
    init?(_ step: [String: Any]) {
        let text = step["text"] as? String
        let row = (step["table"] as? String).flatMap(SourceTable.init).flatMap { table in
            (step["row"] as? String).flatMap { Identifier($0) }.map { World.PlatformRow(table: table, row: $0) }
        }
        let day = (step["as_of"] as? String).flatMap { Day($0) }
        switch (step["kind"] as? String, text, row, (step["period"] as? String).flatMap { Period($0) }, day) {
        case ("adjust", let text?, _, _, _): self = .file(text, isOpening: false)
        case ("opening", let text?, _, _, _): self = .file(text, isOpening: true)
        case ("waive", _, let row?, _, _): self = .waive(row)
        case ("restore", _, let row?, _, _): self = .restore(row)
        case ("reopen", _, _, let period?, let day?): self = .reopen(period, asOf: day)
        default: return nil
        }
    }
}
