import Ledger
import Settlement
import Synchronization

/// Says on stderr which stage a verification is in; nothing of one that takes less than two seconds.
final class VerifyProgress: VerifyObserver {
    private let isQuiet: Bool
    private let started = ContinuousClock.now
    private let shown = Mutex(ContinuousClock.now)

    init(isQuiet: Bool) {
        self.isQuiet = isQuiet
    }

    func begin(_ stage: VerifyStage, of period: Period?) {
        guard !isQuiet else { return }
        let now = ContinuousClock.now
        shown.withLock { shown in
            guard now - started > .seconds(2), now - shown > .milliseconds(Terminal.isWatched ? 200 : 2_000) else {
                return
            }
            shown = now
            Terminal.complain("\(period?.description ?? "all months"): \(stage.rawValue)")
        }
    }
}
