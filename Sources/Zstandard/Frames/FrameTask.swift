internal import Dispatch
internal import Synchronization

/// A content on its way to a worker, and the frame that it has become on its way back.
final class FrameTask: Sendable {
    /// What is to be compressed.
    let content: [UInt8]
    private let done = DispatchSemaphore(value: 0)
    private let outcome = Mutex<Result<[UInt8], ZstandardError>?>(nil)

    /// A task that nobody has done yet.
    init(_ content: [UInt8]) {
        self.content = content
    }

    /// Does the task; called once.
    func run(by encoder: Result<FrameEncoder, ZstandardError>) {
        let result = Result { () throws(ZstandardError) in try encoder.get().frame(of: content) }
        outcome.withLock { $0 = result }
        done.signal()
    }

    /// Waits until the task is done; called once.
    func frame() throws(ZstandardError) -> [UInt8] {
        done.wait()
        guard let result = outcome.withLock({ $0 }) else {
            preconditionFailure("a frame was signalled without an outcome")
        }
        return try result.get()
    }
}
