internal import Money
internal import PostgresClient
internal import Settlement

/// Which rows of the platform a close does not look at, because they were waived by hand (R12), and which it looks at
/// again, because a waiver was taken back since the close before.
struct Waivers: Sendable {
    private var waived: [SourceTable: [Identifier]] = [:]
    private var restored: [SourceTable: [Identifier]] = [:]

    /// A condition that leaves the waived rows of a table out, beginning with `AND`; empty where there are none, so that
    /// the planner is told nothing new.
    ///
    /// - Parameter id: The column with the row's id.
    func leavingOut(_ table: SourceTable, id: String = "row.id") -> String {
        guard let rows = waived[table], !rows.isEmpty else { return "" }
        return "AND \(id) NOT IN (\(Waivers.list(rows)))"
    }

    /// Selects the rows of a table whose waiver was taken back since the close before; nil where there are none.
    ///
    /// They were open exceptions when they were waived, and are looked at whatever their age (R8.1).
    func restoredRows(of table: SourceTable) -> String? {
        guard let rows = restored[table], !rows.isEmpty else { return nil }
        return "SELECT unnest(ARRAY[\(Waivers.list(rows))])"
    }

    /// Where the rows of subscriptions are read, without the waived ones: what was recorded of those goes on earning, as it
    /// does of a row that is gone (R7.5).
    ///
    /// - Parameter rows: A table, or a selection in brackets.
    func among(_ rows: String) -> String {
        let condition = leavingOut(.subscriptions)
        return condition.isEmpty ? rows : "(SELECT row.* FROM \(rows) row WHERE true \(condition))"
    }

    private static func list(_ rows: [Identifier]) -> String { rows.map(Literal.uuid).joined(separator: ", ") }
}

extension Waivers {
    /// Reads the waivers that a close goes by.
    ///
    /// - Parameters:
    ///   - period: The period that is closed, or settled again.
    ///   - isClosed: Whether it was closed before: then what was in force at that close counts, else what is now.
    init(of period: Period, isClosed: Bool, over connection: Connection) throws {
        let seen = "(SELECT coalesce(max(acts_through), 0) FROM settlement.periods WHERE period = $1)"
        let through =
            isClosed
            ? "WHERE number <= (SELECT coalesce(max(acts_through), 0) FROM settlement.periods WHERE period = $2)" : ""
        let rows = try connection.query(
            """
            SELECT source_table, row_id, waived, number > \(seen)
            FROM (SELECT DISTINCT ON (source_table, row_id) * FROM settlement.waivers \(through)
                  ORDER BY source_table, row_id, number DESC) latest
            ORDER BY source_table, row_id
            """, [.period(period.previous)] + (isClosed ? [.period(period)] : []), doing: "reading the waivers"
        ) { (try $0[0].text(), try $0[1].identifier(), isWaived: try $0[2].bool(), isNew: try $0[3].bool()) }
        for (name, row, isWaived, isNew) in rows {
            guard let table = SourceTable(rawValue: name) else { continue }
            if isWaived {
                waived[table, default: []].append(row)
            } else if isNew {
                restored[table, default: []].append(row)
            }
        }
    }
}
