import Foundation
import Ledger
import Synchronization

/// Shows how far a close has come: one line that is redrawn on a terminal, plain lines otherwise.
///
/// Whatever takes less than two seconds goes by unmentioned.
final class Progress: CloseObserver {
    private struct State {
        var stage: CloseStage?
        var started = ContinuousClock.now
        var shown = ContinuousClock.now
        var rows: Int64 = 0
    }

    private let state = Mutex(State())
    private let isWatched = Terminal.isWatched

    func begin(_ stage: CloseStage, expectedRows: Int64?) {
        state.withLock { state in
            state = State(stage: stage)
            if ProcessInfo.processInfo.environment["REMIT_STAGES"] != nil {
                Terminal.complain("stage \(stage.rawValue)")
            }
        }
    }

    func advance(_ stage: CloseStage, rows: Int64) {
        state.withLock { state in
            state.rows += rows
            let now = ContinuousClock.now
            guard now - state.started > .seconds(2), now - state.shown > .milliseconds(isWatched ? 200 : 5_000) else {
                return
            }
            state.shown = now
            show(state, ending: false)
        }
    }

    func end(_ stage: CloseStage) {
        state.withLock { state in
            guard state.stage == stage, ContinuousClock.now - state.started > .seconds(2) else { return }
            show(state, ending: true)
        }
    }

    private func show(_ state: State, ending: Bool) {
        let elapsed = ContinuousClock.now - state.started
        let seconds = max(elapsed / .milliseconds(1), 1) / 1_000
        let rate = Int64(Double(state.rows) / seconds)
        let rows = state.rows > 0 ? " \(state.rows) rows, \(rate)/s" : ""
        let line = "\(state.stage?.rawValue ?? ""):\(rows) \(ending ? "in" : "after") \(Int(seconds)) s"
        Terminal.write(isWatched ? "\r\u{1B}[K\(line)\(ending ? "\n" : "")" : line + "\n", to: .standardError)
    }
}
