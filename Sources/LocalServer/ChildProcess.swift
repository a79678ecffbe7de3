private import CSpawn
internal import Foundation

/// A program that was started, with files for its input and output, and nothing else of ours open.
///
/// Foundation's own Process waits on a socket that the child inherits; a server that stays behind in the background
/// keeps it open for good. Here the end of the program itself is waited for.
package struct ChildProcess: Sendable {
    /// The id of the process.
    package let id: Int32

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - environment: All of its variables.
    ///   - input: A file to read from; nil for nothing.
    ///   - output: Files to write stdout and stderr to, made empty first; they can be the same.
    /// - Throws: ``LocalServerError/failed(program:said:)`` if it cannot be started.
    package init(
        _ program: String, _ arguments: [String], environment: [String: String], folder: String = "/",
        input: String? = nil, output: (standard: String, error: String)
    ) throws(LocalServerError) {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        let write = O_WRONLY | O_CREAT | O_TRUNC | O_APPEND
        unsafe posix_spawn_file_actions_addopen(&actions, 0, input ?? "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, output.standard, write, 0o600)
        if output.standard == output.error {
            unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
        } else {
            unsafe posix_spawn_file_actions_addopen(&actions, 2, output.error, write, 0o600)
        }
        unsafe posix_spawn_file_actions_addchdir_np(&actions, folder)
        unsafe posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        // Worker threads block signals, and a program would inherit that: it could not be interrupted.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var child: Int32 = 0
        let status = unsafe ChildProcess.withPointers([program] + arguments) { argv in
            unsafe ChildProcess.withPointers(environment.map { "\($0)=\($1)" }) { variables in
                unsafe posix_spawn(&child, program, &actions, &attributes, argv, variables)
            }
        }
        guard status == 0 else {
            throw .failed(program: program, said: unsafe String(cString: strerror(status)))
        }
        id = child
    }

    /// Waits for its end.
    ///
    /// - Returns: The exit status; of a program that a signal ended, 128 and the signal's number.
    package func wait() -> Int32 {
        var status: Int32 = 0
        while unsafe waitpid(id, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    private static func withPointers(
        _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Int32
    ) -> Int32 {
        let copies = unsafe texts.map { unsafe strdup($0) } + [nil]
        defer { unsafe copies.forEach { unsafe free($0) } }
        return unsafe copies.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return EINVAL }
            return unsafe body(base)
        }
    }
}
