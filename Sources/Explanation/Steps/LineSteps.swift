internal import Money
internal import Settlement

/// A line of the books: that it adds up, whose it is, and when it can be paid out (R4.4).
struct LineSteps {
    let line: Line
    let policy: Policy

    func entries() -> [Entry] {
        [
            sum(),
            .fact(
                "creator \(line.creator?.description ?? "none, the platform's own (R4.6)")",
                "\(Money(cents: line.creatorPart, currency: line.currency)), \(line.payable ? "payable" : "not payable (R6)")"
                    + "\(line.late ? ", late (R8.1)" : ""), held from \(line.holdFrom) (R8.6), "
                    + "available from \(policy.availableDay(heldFrom: line.holdFrom)) (R10)"),
        ]
    }

    /// That the line adds up.
    ///
    /// - Parameter source: What it is a line of, as it follows its kind, where that is not said above it.
    func sum(of source: String = "") -> Entry {
        .step(
            rule: "R4.4",
            what: "line \(line.kind.name)\(source), content \(line.content?.description ?? "none"), "
                + "processing + platform + creator = gross",
            formula: .sum([line.processing, line.platform, line.creatorPart], result: line.gross))
    }
}
