import Money
import Settlement

/// The platform's tables, and what a close reads of them.
///
/// Rows lie in dictionaries, so they come in another order each time the process runs: what is settled must not depend
/// on it (R2.3).
struct Platform {
    private var tables: [String: [String: Row]]

    init(tables: [String: [[String: Any]]]) {
        self.tables = tables.mapValues { rows in
            Dictionary(uniqueKeysWithValues: rows.map { ($0["id"] as? String ?? "", Row($0)) })
        }
    }

    /// Does what the application did.
    mutating func apply(_ change: World.Change) {
        switch change {
        case .upsert(let table, let row): tables[table, default: [:]][row.text("id") ?? ""] = row
        case .delete(let table, let id): tables[table]?[id] = nil
        }
    }

    /// The same without some rows: a waived row is as if it were not there (R12).
    func without(_ waived: Set<World.PlatformRow>) -> Platform {
        var rest = self
        for row in waived { rest.tables[row.table.rawValue]?["\(row.row)"] = nil }
        return rest
    }

    /// The row of an id.
    func row(_ id: Identifier, of table: String) -> Row? { tables[table]?["\(id)"] }

    /// The rows of a table, in any order.
    func rows(_ table: String) -> [Row] { tables[table].map { Array($0.values) } ?? [] }

    /// The contents, by their ids.
    private var contents: [Identifier: Row] {
        Dictionary(uniqueKeysWithValues: rows("contents").map { ($0.id, $0) })
    }

    /// All purchases and donations.
    var sources: [SourceRow] {
        let own = Set(rows("contents").filter { $0.flag("is_platform_content") }.map(\.id))
        return rows("purchases").map { $0.purchase(platformContents: own) } + rows("donations").map(\.donation)
    }

    /// All bundles with their contents.
    var bundles: [Identifier: Bundle] {
        let contents = contents
        var parts: [Identifier: [BundleContent]] = [:]
        for row in rows("bundle_contents") {
            guard let bundle = row.identifier("bundle_id") else { continue }
            let content = row.identifier("content_id").flatMap { contents[$0] }
            parts[bundle, default: []].append(row.bundleContent(content))
        }
        return Dictionary(
            uniqueKeysWithValues: rows("bundles").map { ($0.id, Bundle(exists: true, contents: parts[$0.id] ?? [])) })
    }

    /// All subscriptions, their times as days of a time zone.
    func subscriptions(in calendar: ZoneCalendar) -> [SubscriptionRow] {
        rows("subscriptions").map { $0.subscription(in: calendar) }
    }

    /// The engagement whose `period_start` lies in a period, by reader (R9.1).
    func engagement(in period: Period) -> [Identifier?: [EngagementRow]] {
        let contents = contents
        let read = rows("engagement_tracking").filter { row in
            row.day("period_start").map { Period(containing: $0) } == period
        }
        return Dictionary(grouping: read) { $0.identifier("user_id") }.mapValues { rows in
            rows.map { row in row.engagement(row.identifier("content_id").flatMap { contents[$0] }) }
        }
    }
}
