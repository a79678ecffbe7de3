import Glibc
import Synchronization

/// The wish that the program stop: by SIGINT, by SIGTERM, or by ``request(signal:)``.
///
/// Connections made with it end their running call with ``PostgresError/Kind/cancelled`` and refuse the next one;
/// loops that do not touch the database ask `checkCancellation()` now and then. Rollbacks still run, and a COMMIT
/// that is under way is left to finish.
public final class Interruption: Sendable {
    private struct State {
        var activities: [ObjectIdentifier: Activity] = [:]
        var signal: Int32?
    }

    private let requested = Atomic(false)
    private let state = Mutex(State())

    /// An interruption that nobody has asked for yet.
    public init() {}

    /// Whether the program was asked to stop; cheap enough for every row.
    public var isRequested: Bool { requested.load(ordering: .sequentiallyConsistent) }

    /// The signal that asked, nil if none did.
    public var signal: Int32? { state.withLock(\.signal) }

    /// Throws ``PostgresError/Kind/cancelled`` if the program was asked to stop.
    public func checkCancellation(doing phrase: String? = nil) throws(PostgresError) {
        if isRequested { throw PostgresError(.cancelled, while: phrase ?? "working", "") }
    }

    /// Asks the program to stop: cancels what the connections are running. Asking again changes nothing.
    ///
    /// - Parameter signal: the signal that is the reason, if it is one.
    public func request(signal: Int32? = nil) {
        let isFirst = state.withLock { state in
            state.signal = state.signal ?? signal
            return !requested.exchange(true, ordering: .sequentiallyConsistent)
        }
        if isFirst { startDetachedThread { [self] in cancelUntilQuiet() } }
    }

    func register(_ activity: Activity) {
        state.withLock { $0.activities[ObjectIdentifier(activity)] = activity }
    }

    func unregister(_ activity: Activity) {
        _ = state.withLock { $0.activities.removeValue(forKey: ObjectIdentifier(activity)) }
    }

    /// Cancels again and again until every connection is closed: a request that overtakes its statement on the way to
    /// the server finds nothing to cancel, and the statement would then run to its end.
    private func cancelUntilQuiet() {
        while true {
            let activities = state.withLock { Array($0.activities.values) }
            if activities.isEmpty { return }
            for activity in activities { activity.interrupt() }
            usleep(100_000)
        }
    }
}

/// Runs `body` on a thread of its own that nobody waits for.
func startDetachedThread(_ body: @escaping @Sendable () -> Void) {
    final class Job: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let job = unsafe Unmanaged.passRetained(Job(body))
    let failed = unsafe pthread_create(
        &thread, nil,
        { context in
            if let context = unsafe context { unsafe Unmanaged<Job>.fromOpaque(context).takeRetainedValue().body() }
            return nil
        }, job.toOpaque())
    precondition(failed == 0, "the system gives out no more threads")
    pthread_detach(thread)
}
