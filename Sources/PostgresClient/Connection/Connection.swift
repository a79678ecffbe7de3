import CLibPQ
import Synchronization

/// One connection to PostgreSQL: synchronous, blocking, through libpq.
///
/// This module is the only one that knows libpq. Its model:
///
/// - A call blocks its thread until the server has answered. Run connections on threads of their own, never on the
///   cooperative pool of Swift's tasks.
/// - Results and COPY data travel in PostgreSQL's binary formats: ``query(_:_:doing:_:)`` holds its whole result in
///   memory, ``copyOut(_:doing:_:)`` and ``copyIn(_:doing:_:)`` stream in bounded memory.
/// - Nothing depends on the session: no named prepared statements, no session settings, no session locks. What a
///   transaction relies on is set in it, by ``transaction(_:doing:_:)``. So a pooler in transaction mode may stand
///   between.
/// - Every failure is a ``PostgresError``. A broken connection is not repaired: the command is run again.
/// - Closures decide how long things last: a transaction, a COPY and a row end with theirs.
///
/// A connection may be handed from thread to thread, but serves one call at a time: a call that comes while another
/// one is running is refused with ``PostgresError/Kind/misuse``.
@safe
public final class Connection: @unchecked Sendable {
    /// The server's version as one number: 180004 is 18.4.
    public let serverVersion: Int

    /// The process on the server that serves this connection; behind a pooler, a number that the pooler made up.
    public let backendProcessID: Int32

    /// Cancels what this connection is running, from any thread.
    public let canceller: Canceller

    // Sendable: `handle`, `isInTransaction` and `isClosed` are the only mutable state. They are touched between `begin`
    // and `end`, in `close`, and in `deinit`. `begin` and `close` take an atomic flag that one thread holds at a time,
    // and refuse whoever finds it taken; the exchange orders what one holder did before what the next one does.
    // `deinit` runs when nobody else has a reference.
    private let handle: OpaquePointer
    private let interruption: Interruption?
    private let activity: Activity
    private let notices: NoticeHandler
    private var isClosed = false

    /// Whether a transaction was open when the running call began.
    private(set) var isInTransaction = false

    /// Connects.
    ///
    /// - Parameters:
    ///   - parameters: where to.
    ///   - interruption: what makes blocking calls end early with ``PostgresError/Kind/cancelled``.
    ///   - onNotice: receives the server's notices, on the thread that runs the call; without it they are dropped.
    /// - Throws: ``PostgresError/Kind/connectionFailed`` with the server's or the network's reason.
    public init(
        _ parameters: ConnectionParameters, interruption: Interruption? = nil,
        onNotice: (@Sendable (Notice) -> Void)? = nil
    ) throws(PostgresError) {
        try interruption?.checkCancellation()
        let handle = unsafe try Connection.open(parameters)
        notices = NoticeHandler(onNotice)
        unsafe notices.attach(to: handle)
        serverVersion = unsafe Int(PQserverVersion(handle))
        backendProcessID = unsafe PQbackendPID(handle)
        canceller = unsafe Canceller(of: handle)
        activity = Activity(canceller)
        self.interruption = interruption
        unsafe self.handle = unsafe handle
        interruption?.register(activity)
    }

    deinit {
        interruption?.unregister(activity)
        if !isClosed { unsafe PQfinish(handle) }
    }

    /// Ends the connection; a transaction still open is rolled back by the server. Closing again does nothing.
    ///
    /// - Throws: ``PostgresError/Kind/misuse`` if a call is running.
    public func close() throws(PostgresError) {
        guard activity.acquire() else { throw busy(Purpose("closing the connection")) }
        defer { activity.release() }
        guard !isClosed else { return }
        isClosed = true
        interruption?.unregister(activity)
        unsafe PQfinish(handle)
    }

    private static func open(_ parameters: ConnectionParameters) throws(PostgresError) -> OpaquePointer {
        let keywords = parameters.keywords
        let opened = unsafe withCStrings(keywords.map(\.key)) { keys in
            unsafe withCStrings(keywords.map(\.value)) { values in unsafe PQconnectdbParams(keys, values, 1) }
        }
        guard let handle = unsafe opened else {
            throw PostgresError(.connectionFailed, while: "connecting", "out of memory")
        }
        guard unsafe PQstatus(handle) == CONNECTION_OK else {
            defer { unsafe PQfinish(handle) }
            let message = unsafe LibpqText.phrase(String(cString: PQerrorMessage(handle)))
            throw PostgresError(.connectionFailed, while: "connecting", message)
        }
        return unsafe handle
    }
}

extension Connection {
    /// Takes the handle for one call; ``end()`` gives it back.
    ///
    /// - Parameter interruptible: false for what has to happen after an interruption too, such as a rollback.
    func begin(_ purpose: Purpose, interruptible: Bool = true) throws(PostgresError) -> OpaquePointer {
        guard activity.acquire() else { throw busy(purpose) }
        guard !isClosed else {
            activity.release()
            throw purpose.error(.misuse, "the connection is closed")
        }
        if interruptible {
            // The mark comes before the question: whoever interrupts after it sees a call to cancel.
            activity.markInterruptible()
            if let interruption, interruption.isRequested {
                activity.release()
                throw purpose.error(.cancelled, "")
            }
        }
        isInTransaction = unsafe PQtransactionStatus(handle) != PQTRANS_IDLE
        return unsafe handle
    }

    /// Gives back what ``begin(_:interruptible:)`` took.
    func end() {
        activity.release()
    }

    /// Throws if the program was asked to stop.
    func checkInterruption(_ purpose: Purpose) throws(PostgresError) {
        if let interruption, interruption.isRequested { throw purpose.error(.cancelled, "") }
    }

    private func busy(_ purpose: Purpose) -> PostgresError {
        purpose.error(.misuse, "the connection is busy with another call; use a second connection")
    }
}

/// Calls `body` with a null-terminated array of C strings, as libpq takes keywords and values.
private func withCStrings<Value>(
    _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Value
) -> Value {
    var bytes: [CChar] = []
    let offsets = strings.map { string in
        let offset = bytes.count
        bytes += string.utf8CString
        return offset
    }
    return unsafe bytes.withUnsafeBufferPointer { buffer in
        let pointers: [UnsafePointer<CChar>?] = unsafe offsets.map { unsafe buffer.baseAddress! + $0 } + [nil]
        return unsafe pointers.withUnsafeBufferPointer { unsafe body($0.baseAddress!) }
    }
}
