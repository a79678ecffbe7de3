/// What a close goes through, in this order; a kill in any of them leaves the database as it was.
public enum CloseStage: String, CaseIterable, Sendable {
    /// Taking the lock and working out what to close.
    case preparing
    /// Looking for what may have changed since it was settled, and when the period has been read, deciding about it (R8).
    case changes
    /// Settling the period's purchases (R4, R5).
    case purchases
    /// Settling the period's donations (R6).
    case donations
    /// Recognising subscription revenue (R7).
    case subscriptions
    /// Sharing the pool (R9).
    case pool
    /// Adding the keys.
    case keys
    /// Summing and hashing each creator's lines.
    case totals
    /// Keeping titles and names for reports.
    case particulars
    /// Checking the books against themselves (R13).
    case checks
    /// Sealing the period.
    case sealing
    /// Making it last.
    case commit
}

/// Hears how far a close has come.
public protocol CloseObserver: Sendable {
    /// A stage begins; with about how many rows it will handle, where the server's planner can tell.
    func begin(_ stage: CloseStage, expectedRows: Int64?)
    /// So many more rows have been handled in a stage; several stages can be under way at once.
    func advance(_ stage: CloseStage, rows: Int64)
    /// The stage is done.
    func end(_ stage: CloseStage)
}

/// Hears nothing.
public struct SilentObserver: CloseObserver {
    /// An observer that does nothing.
    public init() {}
    /// Does nothing.
    public func begin(_ stage: CloseStage, expectedRows: Int64?) {}
    /// Does nothing.
    public func advance(_ stage: CloseStage, rows: Int64) {}
    /// Does nothing.
    public func end(_ stage: CloseStage) {}
}

/// Counts the rows of a stage, and tells the observer now and then.
struct RowCounter {
    private static let stride: Int64 = 4_096

    let stage: CloseStage
    let observer: any CloseObserver
    private var rows: Int64 = 0

    init(stage: CloseStage, observer: any CloseObserver) {
        self.stage = stage
        self.observer = observer
    }

    @inline(__always)
    mutating func count() {
        rows += 1
        if rows == RowCounter.stride { finish() }
    }

    mutating func finish() {
        observer.advance(stage, rows: rows)
        rows = 0
    }
}
