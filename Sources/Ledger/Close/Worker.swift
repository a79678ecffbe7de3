internal import Foundation

/// Work on a thread of its own, since blocking libpq must not occupy the cooperative pool.
package final class Worker<Value>: @unchecked Sendable {
    // Sendable by hand: `result` is written by the thread before it signals `done`, and read after that alone.
    private let done = DispatchSemaphore(value: 0)
    private var result: Result<Value, any Error>?

    /// Starts the work.
    package init(_ body: sending @escaping () throws -> Value) {
        let job = Job(body)
        let thread = Thread {
            self.result = Result { try job.run() }
            self.done.signal()
        }
        thread.stackSize = 4 << 20
        thread.start()
    }

    /// What the work threw, when it has ended; nil if it threw nothing but that nobody takes its elements any more.
    package func failure() -> (any Error)? {
        do { _ = try join() } catch let error where !(error is ChannelClosed) { return error } catch {}
        return nil
    }

    /// Waits for the work to end.
    ///
    /// - Throws: what the work threw.
    package func join() throws -> Value {
        done.wait()
        done.signal()
        guard let result else { preconditionFailure("a worker ended without a result") }
        return try result.get()
    }

    /// Carries the work to its thread; it is run once, by that thread alone.
    private final class Job: @unchecked Sendable {
        private let body: () throws -> Value
        init(_ body: @escaping () throws -> Value) { self.body = body }
        func run() throws -> Value { try body() }
    }
}

/// Hands what one thread used to another that uses it next.
struct Handover<Value>: @unchecked Sendable {
    // Sendable by hand: the one who hands it over lets go of it, or waits until the other has ended.
    let value: Value
}

/// A bounded queue between a thread that makes things and one that uses them.
package final class Channel<Element: Sendable>: @unchecked Sendable {
    // Sendable by hand: everything below is touched with the condition locked.
    private let condition = NSCondition()
    private let capacity: Int
    private var elements: [Element] = []
    private var isClosed = false

    /// A queue that holds so many elements at most.
    package init(capacity: Int) {
        self.capacity = capacity
    }

    /// Hands an element over; waits while the queue is full.
    ///
    /// - Throws: ``ChannelClosed`` if nobody takes elements any more.
    package func send(_ element: Element) throws {
        condition.lock()
        defer { condition.unlock() }
        while elements.count >= capacity && !isClosed { condition.wait() }
        guard !isClosed else { throw ChannelClosed() }
        elements.append(element)
        condition.signal()
    }

    /// The next element; nil when the queue is closed and empty.
    package func receive() -> Element? {
        condition.lock()
        defer { condition.unlock() }
        while elements.isEmpty && !isClosed { condition.wait() }
        guard !elements.isEmpty else { return nil }
        condition.signal()
        return elements.removeFirst()
    }

    /// Ends the queue, from either side.
    package func close() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        condition.unlock()
    }
}

/// The other side of a channel has gone.
struct ChannelClosed: Error {}
