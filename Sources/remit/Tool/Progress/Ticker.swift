import Foundation

/// Does something ten times a second, on a thread of its own, until it is stopped.
final class Ticker: Sendable {
    private let stopping = DispatchSemaphore(value: 0)
    private let stopped = DispatchSemaphore(value: 0)

    /// Starts it.
    init(_ tick: @escaping @Sendable () -> Void) {
        Thread.detachNewThread { [stopping, stopped] in
            while stopping.wait(timeout: .now() + .milliseconds(100)) == .timedOut { tick() }
            stopped.signal()
        }
    }

    /// Ends it: after this nothing is done any more.
    func stop() {
        stopping.signal()
        stopped.wait()
    }
}
