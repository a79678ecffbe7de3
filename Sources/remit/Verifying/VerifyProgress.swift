import Ledger
import Settlement
import Synchronization

/// Shows which stage of which month a verification is in.
final class VerifyProgress: VerifyObserver {
    private let progress: Progress
    private let stage = Mutex<String?>(nil)

    init(_ progress: Progress) {
        self.progress = progress
    }

    func begin(_ stage: VerifyStage, of period: Period?) {
        let next = "\(period?.description ?? "all months"): \(stage.rawValue)"
        let last = self.stage.withLock { current in
            defer { current = next }
            return current
        }
        if let last { progress.end(last) }
        progress.begin(next)
    }
}
