internal import Foundation

/// Threads that compress frames, each with a compressor of its own; the frames come back in the order of their contents.
///
/// Frames are compressed side by side, rather than one frame by all workers (libzstd's `ZSTD_c_nbWorkers`): a frame of a
/// megabyte is less than libzstd gives to one of its workers, and all of them would wait at each frame's end. It also makes
/// a file's bytes independent of the number of workers.
final class FrameWorkers {
    private let queue: TaskQueue
    private let level: Int
    private let limit: Int
    private var pending: [FrameTask] = []
    /// Compresses here, where there are no threads.
    private var own: Result<FrameEncoder, ZstandardError>?

    /// Starts the threads.
    ///
    /// - Parameters:
    ///   - count: How many; 0 compresses on the caller's own thread.
    ///   - level: The level of compression.
    init(_ count: Int, level: Int) {
        queue = TaskQueue()
        self.level = level
        // Each worker has one frame in work and one that waits.
        limit = 2 * count
        for _ in 0..<count {
            let thread = Thread { [queue, level] in
                let encoder = Result { () throws(ZstandardError) in try FrameEncoder(level: level) }
                while let task = queue.next() { task.run(by: encoder) }
            }
            thread.stackSize = 1 << 20
            thread.start()
        }
    }

    deinit { queue.close() }

    /// Hands a content over; the frames that have to be taken before more fit in memory are handed to a closure.
    func add(_ content: [UInt8], _ take: ([UInt8], FrameTask) throws -> Void) throws {
        let task = FrameTask(content)
        pending.append(task)
        guard limit > 0 else {
            let encoder = own ?? Result { () throws(ZstandardError) in try FrameEncoder(level: level) }
            own = encoder
            task.run(by: encoder)
            return try drain(to: 0, take)
        }
        queue.add(task)
        try drain(to: limit - 1, take)
    }

    /// Waits for all frames.
    func finish(_ take: ([UInt8], FrameTask) throws -> Void) throws { try drain(to: 0, take) }

    private func drain(to count: Int, _ take: ([UInt8], FrameTask) throws -> Void) throws {
        while pending.count > count {
            let task = pending.removeFirst()
            try take(try task.frame(), task)
        }
    }
}

/// Tasks that wait for a worker.
private final class TaskQueue: @unchecked Sendable {
    // Sendable by hand: everything below is touched with the condition locked.
    private let condition = NSCondition()
    private var tasks: [FrameTask] = []
    private var isClosed = false

    /// Adds a task.
    func add(_ task: FrameTask) {
        condition.lock()
        tasks.append(task)
        condition.signal()
        condition.unlock()
    }

    /// The next task; nil when there will be no more.
    func next() -> FrameTask? {
        condition.lock()
        defer { condition.unlock() }
        while tasks.isEmpty && !isClosed { condition.wait() }
        return isClosed ? nil : tasks.removeFirst()
    }

    /// Lets the workers end.
    func close() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        condition.unlock()
    }
}
