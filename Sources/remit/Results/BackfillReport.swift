import Settlement

/// The result of `remit backfill late`.
struct BackfillReport: PrintedResult {
    /// The first month that was looked at.
    let from: String
    /// How many rows were noted.
    let noted: Int

    init(from: Period, noted: Int) {
        self.from = from.description
        self.noted = noted
    }

    var sentences: [String] { ["\(noted) rows beyond the windows noted; the next close takes them up"] }
}
