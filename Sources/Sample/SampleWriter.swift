/// Rows of one table in one part, reached by number.
protocol RowSource {
    /// How many units there are; a unit is a row, or the rows of one user.
    var units: Int { get }
    /// Writes the rows of a unit.
    func write(_ unit: Int, to buffer: inout CopyBuffer)
}

/// A share of a table's rows, for loading over several connections.
public struct SampleSlice: Hashable, Sendable {
    /// Which share, 0 being the first.
    public let index: Int
    /// How many shares there are.
    public let count: Int

    /// All rows.
    public static let whole = SampleSlice(0, of: 1)

    /// The share `index` of `count`: the shares together are all rows, in order and once.
    public init(_ index: Int, of count: Int) {
        precondition(count > 0 && (0..<count).contains(index), "no share \(index) of \(count)")
        self.index = index
        self.count = count
    }

    func range(of units: Int) -> Range<Int> {
        units * index / count..<units * (index + 1) / count
    }
}

extension SamplePlatform {
    /// Writes a table's rows of a part, in COPY's text format, to a sink, in chunks of whole rows.
    ///
    /// Chunks have some 128 KB. A table that has no rows in the part writes none. The bytes go with
    /// `SampleTable.copyStatement`; the pointer is good only during the call. Returns the number of rows. Throws what
    /// the sink throws.
    ///
    /// - Parameters:
    ///   - table: The table.
    ///   - part: The part.
    ///   - slice: The share of the rows.
    ///   - counted: Hears of how many rows each chunk was, after the sink has taken it.
    ///   - sink: Takes the chunks.
    @discardableResult
    public func write(
        _ table: SampleTable, _ part: SamplePart, slice: SampleSlice = .whole,
        counted: (Int) -> Void = { _ in }, to sink: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> Int {
        guard tables(in: part).contains(table) else { return 0 }
        precondition(part.monthNumber < options.months, "the sample has no month \(part.monthNumber)")
        return switch table {
        case .users: try unsafe pump(UserRows(self, part), slice, counted, sink)
        case .contents: try unsafe pump(ContentRows(self, part), slice, counted, sink)
        case .contentSections: try unsafe pump(SectionRows(self), slice, counted, sink)
        case .learningMaps: try unsafe pump(MapRows(self), slice, counted, sink)
        case .concepts: try unsafe pump(ConceptRows(self), slice, counted, sink)
        case .learningSessions: try unsafe pump(SessionRows(self, part), slice, counted, sink)
        case .interactions: try unsafe pump(InteractionRows(self, part), slice, counted, sink)
        case .userNotes: try unsafe pump(NoteRows(self, part), slice, counted, sink)
        case .contentAccess: try unsafe pump(AccessRows(self, part), slice, counted, sink)
        case .bundles: try unsafe pump(BundleRows(self), slice, counted, sink)
        case .bundleContents: try unsafe pump(BundleContentRows(self), slice, counted, sink)
        case .purchases: try unsafe pump(PurchaseRows(self, part), slice, counted, sink)
        case .donations: try unsafe pump(DonationRows(self, part), slice, counted, sink)
        case .contentRatings: try unsafe pump(RatingRows(self, part), slice, counted, sink)
        case .creatorPaymentSettings: try unsafe pump(SettingsRows(self), slice, counted, sink)
        case .subscriptions: try unsafe pump(SubscriptionRows(self, part), slice, counted, sink)
        case .engagementTracking: try unsafe pump(EngagementRows(self, part), slice, counted, sink)
        case .payouts: try unsafe pump(PayoutRows(self, part), slice, counted, sink)
        }
    }

    private func pump(
        _ source: some RowSource, _ slice: SampleSlice, _ counted: (Int) -> Void,
        _ sink: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> Int {
        var buffer = CopyBuffer()
        var told = 0
        func flush() throws {
            try unsafe buffer.flush(to: sink)
            counted(buffer.rows - told)
            told = buffer.rows
        }
        for unit in slice.range(of: source.units) {
            source.write(unit, to: &buffer)
            if buffer.count >= 1 << 17 { try flush() }
        }
        try flush()
        return buffer.rows
    }
}
