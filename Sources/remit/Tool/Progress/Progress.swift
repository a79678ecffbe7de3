import Foundation
import Ledger
import Logging
import ProgressText
import Synchronization

/// Shows how far long work has come: one line that is redrawn on a terminal, lines of diagnostics otherwise, nothing
/// with `--quiet`; what takes less than two seconds goes by unmentioned.
///
/// A thread of its own looks at the time, so that work that waits is seen to wait. Everything that is printed takes
/// the line away first (``Terminal``), and it is gone when the work ends, however it ends.
final class Progress: CloseObserver {
    private let meter = Mutex(Meter())
    private let start = ContinuousClock.now
    private let way: ProgressWay
    private static let namesStages = ProcessInfo.processInfo.environment["REMIT_STAGES"] != nil

    private init(_ way: ProgressWay) { self.way = way }

    /// Does work that tells how far it has come, and shows it meanwhile.
    ///
    /// - Parameter way: How it is shown; as it suits stderr and what the command line says, if nothing is named.
    static func show<Value>(_ way: ProgressWay = .usual, _ work: (Progress) throws -> Value) rethrows -> Value {
        let progress = Progress(way)
        guard way != .silent else { return try work(progress) }
        let ticker = Ticker { progress.tell() }
        defer {
            ticker.stop()
            Terminal.redraw("")
        }
        return try work(progress)
    }

    /// Does work of one stage that cannot tell how far it has come, and shows how long it takes.
    static func showing<Value>(_ stage: String, _ work: () throws -> Value) rethrows -> Value {
        try show { progress in
            progress.begin(stage)
            let value = try work()
            progress.end(stage)
            return value
        }
    }

    private var time: Duration { ContinuousClock.now - start }

    /// A stage begins.
    func begin(_ stage: String, counting counted: StageProgress.Counted = .rows, expected: Int64? = nil) {
        if Progress.namesStages { Log.note("stage \(stage)", ["stage": .string(stage)]) }
        meter.withLock { $0.begin(stage, counting: counted, expected: expected, at: time) }
    }

    /// So many more have been handled in a stage.
    func advance(_ stage: String, by count: Int64) {
        meter.withLock { $0.advance(stage, by: count, at: time) }
    }

    /// A stage is done.
    func end(_ stage: String) {
        let last = meter.withLock { $0.end(stage, at: time) }
        if way == .lines, let last { Log.note(last) }
    }

    /// Shows what there is to show now.
    private func tell() {
        switch way {
        case .silent: break
        case .bar: Terminal.redraw(meter.withLock { $0.bar(at: time, width: Screen.columns) })
        case .lines: meter.withLock { $0.reports(at: time) }.forEach(Log.note)
        }
    }
}

// MARK: - A close

extension Progress {
    func begin(_ stage: CloseStage, expectedRows: Int64?) { begin(stage.rawValue, expected: expectedRows) }

    func advance(_ stage: CloseStage, rows: Int64) { advance(stage.rawValue, by: rows) }

    func end(_ stage: CloseStage) { end(stage.rawValue) }
}

extension Log {
    /// Notes how far a stage has come.
    fileprivate static func note(_ report: StageReport) {
        var fields: Logger.Metadata = [
            "stage": .string(report.stage), "seconds": .stringConvertible(report.secondsElapsed),
        ]
        if report.counted == .rows { fields["rows"] = .stringConvertible(report.count) }
        if let rate = report.rate { fields["rate"] = .stringConvertible(rate) }
        if let expected = report.expected { fields["expected"] = .stringConvertible(expected) }
        if let left = report.secondsLeft { fields["seconds_left"] = .stringConvertible(left) }
        note(report.sentence, fields)
    }
}
