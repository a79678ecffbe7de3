public import Ledger
internal import Money
public import Sample

/// What a demo has come to.
public enum DemoStep: Sendable {
    /// The server was created, or found, and started.
    case started(folder: String)
    /// So many more rows of what is being loaded were sent.
    case loading(rows: Int)
    /// What there is before the first month was loaded: so many rows.
    case loaded(rows: Int)
    /// A month was loaded, and is being closed.
    case closing(SampleMonth)
    /// A month was loaded, so many rows, and closed.
    case closed(CloseSummary, rows: Int)
    /// Creators were paid.
    case paid(Payday)
    /// Lines were put into balances by hand.
    case putIn(file: String, entries: Int)
    /// All is done; the server is being stopped.
    case stopping
}

extension DemoStep: CustomStringConvertible {
    /// One line about it.
    public var description: String {
        switch self {
        case .started(let folder): "a private PostgreSQL runs in \(folder)"
        case .loading(let rows): "\(rows) more rows sent"
        case .loaded(let rows): "\(rows) rows loaded of what was there before the first month"
        case .closing(let month): "closing \(month)"
        case .closed(let close, let rows):
            "\(close.period) closed: \(rows) new rows, \(close.lines) lines, creators earn \(Self.earnings(of: close)), "
                + "\(close.openErrors) rows left open"
        case .paid(let payday): payday.description
        case .putIn(let file, let entries): "\(entries) lines by hand: \(file)"
        case .stopping: "stopping the server"
        }
    }

    private static func earnings(of close: CloseSummary) -> String {
        let amounts = close.earnings.filter { $0.value != 0 }.sorted { $0.key < $1.key }
            .map { Money(cents: $0.value, currency: $0.key).description }
        return amounts.isEmpty ? "nothing" : amounts.joined(separator: " + ")
    }
}
