import CLibPQ
import Synchronization

/// Cancels what a connection is running, from any thread; a pooler passes it on.
///
/// The running call ends with ``PostgresError/Kind/cancelled``. Nothing happens if the connection is idle, or closed.
@safe
public final class Canceller: @unchecked Sendable {
    // Sendable: the pointer never changes, and libpq only reads what it points to; `PQcancel` may be called from any
    // thread, even while the connection is in use. It is freed when nobody has a reference.
    private let request: OpaquePointer?

    init(of handle: OpaquePointer) {
        unsafe request = unsafe PQgetCancel(handle)
    }

    deinit {
        unsafe PQfreeCancel(request)
    }

    /// Asks the server to cancel, over a connection of its own, and waits until it has taken the request.
    ///
    /// - Returns: whether the server took it, which does not say that there was anything to cancel.
    @discardableResult
    public func cancel() -> Bool {
        var reason = [CChar](repeating: 0, count: 256)
        return unsafe reason.withUnsafeMutableBufferPointer { buffer in
            unsafe PQcancel(request, buffer.baseAddress, Int32(buffer.count)) == 1
        }
    }
}

/// Whether a connection is running something: the flag that makes it serve one call at a time.
final class Activity: Sendable {
    private static let idle = 0
    private static let uninterruptible = 1
    private static let interruptible = 2

    private let state = Atomic(Activity.idle)
    private let canceller: Canceller

    init(_ canceller: Canceller) {
        self.canceller = canceller
    }

    /// Takes the connection; false if it is taken.
    func acquire() -> Bool {
        state.compareExchange(
            expected: Activity.idle, desired: Activity.uninterruptible, ordering: .sequentiallyConsistent
        ).exchanged
    }

    /// Lets an ``Interruption`` cancel the call that runs.
    func markInterruptible() {
        state.store(Activity.interruptible, ordering: .sequentiallyConsistent)
    }

    /// Gives the connection back.
    func release() {
        state.store(Activity.idle, ordering: .sequentiallyConsistent)
    }

    /// Cancels the call that runs, if there is one that may be.
    func interrupt() {
        if state.load(ordering: .sequentiallyConsistent) == Activity.interruptible { canceller.cancel() }
    }
}
