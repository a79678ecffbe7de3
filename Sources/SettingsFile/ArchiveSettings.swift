internal import YAMLFile

/// How archives are made, and how long they are to be kept: `archive` of the settings.
public struct ArchiveSettings: Hashable, Sendable {
    /// The levels of compression that there are.
    public static let levels = 1...19
    /// How many threads may compress.
    public static let workerCounts = 1...64

    /// The level of compression.
    public var level = 6
    /// How many threads compress; nil: one a processor, 8 at most, since each takes memory.
    public var workers: Int?
    /// How many years an archive is to be kept after its month's end. Nothing is deleted: `archive list` says until when.
    public var keepYears = 10

    /// What applies where nothing is set.
    public init() {}

    /// Reads the settings.
    init(_ field: Field) throws(YAMLFileError) {
        let record = try field.record("level", "workers", "keep_years")
        if let field = record.optional("level") {
            level = try ArchiveSettings.number(field, "a level", ArchiveSettings.levels)
        }
        if let field = record.optional("workers") {
            workers = try ArchiveSettings.number(field, "a number of threads", ArchiveSettings.workerCounts)
        }
        if let field = record.optional("keep_years") {
            keepYears = try ArchiveSettings.number(field, "a number of years", 1...100)
        }
    }

    /// A whole number of a range.
    private static func number(
        _ field: Field, _ name: String, _ range: ClosedRange<Int>
    ) throws(YAMLFileError) -> Int {
        let kind = WholeNumber(name: name, least: Int64(range.lowerBound), limit: Int64(range.upperBound))
        return Int(try field.whole(kind))
    }
}
