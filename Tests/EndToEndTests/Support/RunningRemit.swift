import Foundation
import Synchronization
import TestServer

/// A command that runs beside the test, which can tell whether it has ended.
final class RunningRemit: Sendable {
    private let command: Command
    private let result = Mutex<Shell.Result?>(nil)
    private let ended = DispatchSemaphore(value: 0)

    /// Watches a command that was started and that nobody waits for.
    init(_ command: Command) {
        self.command = command
        Thread.detachNewThread {
            let result = command.wait()
            self.result.withLock { $0 = result }
            self.ended.signal()
        }
    }

    /// Whether it has ended.
    var hasEnded: Bool { result.withLock { $0 != nil } }

    /// Kills it at once, as a power cut would, if it has not ended yet.
    func kill() { if !hasEnded { command.signal(SIGKILL) } }

    /// Sends it a signal.
    func signal(_ number: Int32) { if !hasEnded { command.signal(number) } }

    /// The last stage that it said it was in.
    var stage: String? {
        command.errors.split(separator: "\n").last { $0.hasPrefix("stage ") }.map { String($0.dropFirst(6)) }
    }

    /// Its result, when it has ended.
    func wait() throws -> Shell.Result {
        ended.wait()
        ended.signal()
        guard let result = result.withLock({ $0 }) else { preconditionFailure("a command ended without a result") }
        return result
    }
}

/// Waits until something is so.
///
/// - Throws: ``NeverHappened`` after a minute, so that a test that waits in vain fails instead of hanging.
func waitUntil(_ what: String, _ isSo: () throws -> Bool) throws {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(60)
    while try !isSo() {
        guard clock.now < end else { throw NeverHappened(what: what) }
        usleep(2_000)
    }
}

/// What a test waited for has not happened.
struct NeverHappened: Error {
    let what: String
}
