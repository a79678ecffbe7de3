internal import Settlement

/// Selects the rows of a dataset from the books of a period.
struct DatasetSelection {
    let edition: Edition
    let dataset: Dataset
    let columns: [Dataset.Column]
    /// Whether, of billing periods, only those are meant that the period itself recorded or changed.
    var ofPeriodAlone = false

    /// Selects the rows, in no order.
    var sql: String {
        "SELECT \(columns.map { "\($0.sql) AS \"\($0.name)\"" }.joined(separator: ", ")) FROM \(source)"
    }

    /// Where the rows come from.
    private var source: String {
        switch dataset {
        case .lines: edition.table(.lines)
        case .pools: edition.table(.pools)
        case .exceptions: edition.table(.exceptions)
        case .excludedEngagement: edition.table(.exclusions)
        case .recognitions: "\(edition.table(.accruals)) WHERE recognised_cents > 0"
        case .billingPeriods:
            ofPeriodAlone ? DatasetSelection.recorded(edition) : DatasetSelection.billingPeriods(edition)
        }
    }

    /// The billing periods that the period recorded or changed, cut as its close left them.
    private static func recorded(_ edition: Edition) -> String {
        "(SELECT \(states) FROM \(edition.table(.accruals)) WHERE changed) states"
    }

    /// The columns of billing periods, from what book `accruals` has.
    private static let states = """
        subscription_id, from_day, to_day, price_cents, currency,
        nullif(least(shown_to, next_from, to_day), to_day) AS cut
        """

    /// The last state of every billing period up to the edition's period, with where it was cut (R7.3).
    private static func billingPeriods(_ edition: Edition) -> String {
        let recorded =
            "SELECT * FROM settlement.accruals WHERE changed AND period <= \(Literal.date(edition.period.firstDay))"
        let all =
            edition.draft ? "\(recorded) UNION ALL SELECT * FROM \(edition.table(.accruals)) WHERE changed" : recorded
        return """
            (SELECT \(states)
             FROM (SELECT DISTINCT ON (subscription_id, from_day) * FROM (\(all)) recorded
                   ORDER BY subscription_id, from_day, period DESC) latest) states
            """
    }
}
