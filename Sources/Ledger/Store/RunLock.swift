internal import PostgresClient

/// A lock that one run of a kind holds at a time, over two connections.
///
/// The first connection takes the lock before the writing one takes its view of the data: whoever gets it sees everything
/// that the run before has written. The writer's own lock outlives a command that is killed inside its COMMIT.
struct RunLock {
    private let key: Int64

    /// The lock of payout runs.
    static let payouts = RunLock(key: 0x72_656D_6974 + 2)

    /// Takes the lock, unless another run has it, or one that was killed is still committing.
    func take(over guardian: Connection) throws -> Bool {
        guard try guardian.tryAdvisoryTransactionLock(key: key) else { return false }
        // The writer's lock is let go at once, for the writer of this run to take.
        try guardian.execute("SAVEPOINT nobody")
        let isFree = try guardian.tryAdvisoryTransactionLock(key: key + 1)
        try guardian.execute("ROLLBACK TO SAVEPOINT nobody")
        return isFree
    }

    /// Takes the writer's lock.
    func takeToWrite(over writer: Connection) throws -> Bool {
        try writer.tryAdvisoryTransactionLock(key: key + 1)
    }
}
