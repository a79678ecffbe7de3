/// Keeps how far long work has come, and tells it: as a line for a terminal, or as reports now and then.
///
/// A pure model: what happened comes in with the time at which it did, counted from any start, and text comes out. No
/// clock, no terminal, no thread.
///
/// - Work has stages. Each has a name and counts rows, or other things. Several can be under way at once.
/// - Nothing is told of work that is done within ``patience``.
/// - Where it is known about how many rows a stage will have, its share and the time left are told, both from the rows
///   so far. An estimate that turns out too low is dropped, and a share reaches 100 % only by the stage's end.
/// - ``bar(at:width:)`` is one line that never is wider than the terminal; the stage that began first leads it.
/// - ``reports(at:)`` gives what is due every ``interval``, and ``end(_:at:)`` the last word on a stage.
public struct Meter: Sendable {
    /// How long work may take before a word is said about it.
    public static let patience = Duration.seconds(2)
    /// How long it is until the next report.
    public static let interval = Duration.seconds(5)

    private var stages: [StageProgress] = []
    /// When the first stage began.
    private var start: Duration?
    private var lastReport: Duration?
    /// The stage that ended last, for the moments in which none is under way.
    private var ended: String?

    /// A meter of work that has not begun.
    public init() {}

    /// A stage begins; one of the same name that is under way begins anew.
    ///
    /// - Parameters:
    ///   - stage: Its name.
    ///   - counted: What it counts.
    ///   - expected: About how many there will be; nil if that is not known.
    ///   - time: When it begins.
    public mutating func begin(
        _ stage: String, counting counted: StageProgress.Counted = .rows, expected: Int64?, at time: Duration
    ) {
        start = start ?? time
        let begun = StageProgress(name: stage, counted: counted, expected: expected, began: time)
        if let place = stages.firstIndex(where: { $0.name == stage }) {
            stages[place] = begun
        } else {
            stages.append(begun)
        }
    }

    /// So many more have been handled in a stage; one that is not under way begins with them.
    public mutating func advance(_ stage: String, by count: Int64, at time: Duration) {
        if !stages.contains(where: { $0.name == stage }) { begin(stage, expected: nil, at: time) }
        for place in stages.indices where stages[place].name == stage { stages[place].count += count }
    }

    /// A stage is done.
    ///
    /// - Returns: The last word on it, if it took longer than ``patience``.
    public mutating func end(_ stage: String, at time: Duration) -> StageReport? {
        guard let place = stages.firstIndex(where: { $0.name == stage }) else { return nil }
        let done = stages.remove(at: place)
        ended = stage
        return time - done.began < Meter.patience ? nil : done.report(at: time, hasEnded: true)
    }

    /// What is due to be said about the stages under way; mostly nothing.
    public mutating func reports(at time: Duration) -> [StageReport] {
        guard let start, time - start >= Meter.patience else { return [] }
        if let lastReport, time - lastReport < Meter.interval { return [] }
        lastReport = time
        return stages.map { $0.report(at: time, hasEnded: false) }
    }

    /// The line for a terminal, empty while there is nothing to tell.
    ///
    /// - Parameters:
    ///   - time: What time it is.
    ///   - width: The columns of the terminal; the last one stays free, lest the line wraps.
    public func bar(at time: Duration, width: Int) -> String {
        guard let start, time - start >= Meter.patience else { return "" }
        let reports = stages.map { $0.report(at: time, hasEnded: false) }
        guard let first = reports.first else { return BarLine.fit([ended.map { "after \($0)" } ?? ""], width) }
        return BarLine.text(leading: first, others: reports.dropFirst(), width: width)
    }
}
