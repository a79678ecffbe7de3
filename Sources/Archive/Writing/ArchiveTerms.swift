/// What an archive is made by.
public struct ArchiveTerms: Hashable, Sendable {
    /// The month, such as `2026-10`.
    public var period: String
    /// The day as of which it is made, such as `2026-11-02`.
    public var asOf: String
    /// The version of the engine.
    public var engineVersion: String
    /// The time that all members have, in seconds since 1970: one that follows from the day, so that the bytes do.
    public var time: UInt64
    /// The level of compression.
    public var level: Int
    /// How many threads compress.
    public var workers: Int

    /// Terms with all their parts.
    ///
    /// - Parameters:
    ///   - period: The month.
    ///   - asOf: The day as of which it is made.
    ///   - engineVersion: The version of the engine.
    ///   - time: The time that all members have, in seconds since 1970.
    ///   - level: The level of compression.
    ///   - workers: How many threads compress.
    public init(period: String, asOf: String, engineVersion: String, time: UInt64, level: Int, workers: Int) {
        self.period = period
        self.asOf = asOf
        self.engineVersion = engineVersion
        self.time = time
        self.level = level
        self.workers = workers
    }
}
