public import Settlement

/// A value in a report.
public enum ReportValue: Hashable, Sendable {
    /// Nothing.
    case empty
    /// An amount in cents of the row's currency.
    case money(Int64)
    /// A whole number.
    case count(Int64)
    /// A percentage in hundredths of a percent.
    case percent(hundredths: Int64)
    /// A day.
    case date(Day)
    /// A text, as it came: whoever writes it escapes it.
    case text(String)
}

extension ReportValue {
    /// The cents of an amount, or a count; nil for anything else.
    var number: Int64? {
        switch self {
        case .money(let number), .count(let number): number
        default: nil
        }
    }
}
