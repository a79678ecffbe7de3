import Glibc
import Synchronization

/// The end of the pipe that the signal handler writes to.
private let wakeUp = Atomic<Int32>(-1)

/// Who is told of signals; a process has one.
private let watcher = Mutex<Interruption?>(nil)

extension Interruption {
    /// Makes SIGINT and SIGTERM ask this interruption to stop the program. A second signal ends it at once, which is
    /// safe too: the server rolls back what was open.
    ///
    /// - Throws: ``PostgresError/Kind/misuse`` if another interruption has the signals, or there is no file handle left.
    public func installSignalHandlers() throws(PostgresError) {
        try watcher.withLock { watcher throws(PostgresError) in
            guard watcher == nil || watcher === self else {
                throw PostgresError(.misuse, while: "watching for signals", "another interruption watches already")
            }
            guard watcher == nil else { return }
            var ends: [Int32] = [-1, -1]
            guard unsafe pipe(&ends) == 0, fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0,
                fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0
            else {
                throw PostgresError(.misuse, while: "watching for signals", "no file handle is left")
            }
            wakeUp.store(ends[1], ordering: .sequentiallyConsistent)
            watcher = self
            let listening = ends[0]
            startDetachedThread { [self] in awaitSignals(from: listening) }
            for number in [SIGINT, SIGTERM] { Glibc.signal(number, noteSignal) }
        }
    }

    private func awaitSignals(from pipe: Int32) {
        var number: UInt8 = 0
        while unsafe read(pipe, &number, 1) != 1 {}
        for number in [SIGINT, SIGTERM] { Glibc.signal(number, SIG_DFL) }
        request(signal: Int32(number))
    }
}

/// The signal handler: one byte into the pipe, which is all that a handler may safely do here.
private func noteSignal(_ number: Int32) {
    let before = errno
    var byte = UInt8(truncatingIfNeeded: number)
    _ = unsafe write(wakeUp.load(ordering: .relaxed), &byte, 1)
    errno = before
}
