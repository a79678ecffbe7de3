import Ledger
import Money
import Statements

/// Reads statements on one thread, and makes and writes their files on another.
struct StatementRun {
    let book: StatementBook
    let folder: StatementFolder
    let progress: Progress

    /// What a progress bar calls it.
    static let stage = "statements"

    /// How many creators' facts wait to be written at most.
    private static let waiting = 256

    /// Writes the statements of a month.
    ///
    /// - Parameter creators: Whose; nil for everybody's.
    /// - Returns: How many were written.
    func write(creators: [Identifier]?) throws -> Int {
        let queue = Channel<(StatementFacts, StatementMonth)>(capacity: StatementRun.waiting)
        let writer = writer(taking: queue)
        do { try book.forEachFacts(creators: creators) { facts, month in try queue.send((facts, month)) } } catch {
            queue.close()
            // Where the writer has failed, the reader knows no more than that nobody takes anything.
            if let failure = writer.failure() { throw failure }
            throw error
        }
        queue.close()
        let count = try writer.join()
        try folder.finish()
        return count
    }

    private func writer(taking queue: Channel<(StatementFacts, StatementMonth)>) -> Worker<Int> {
        let (folder, progress) = (folder, progress)
        return Worker {
            var count = 0
            do {
                while let (facts, month) = queue.receive() {
                    try folder.write(try Statement(facts, of: month))
                    progress.advance(StatementRun.stage, by: 1)
                    count += 1
                }
            } catch {
                queue.close()
                throw error
            }
            return count
        }
    }
}
