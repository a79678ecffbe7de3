internal import Ledger
internal import Money
internal import Settlement

/// How reversals, reinstatements and corrections follow from the lines they undo (R8).
struct UndoingSteps {
    let chapter: SourceFacts.Chapter
    let history: SourceHistory
    /// Which of the lines are shown.
    let concerns: (Line) -> Bool

    func entries() throws -> [Entry] {
        let soldAt = history.soldAt.flatMap(chapter.bounds.period(of:)) ?? chapter.period
        let refunding = chapter.policy.policy.entry(for: soldAt).processingRefunded
        return try undo(
            .reversal, "R8.2", history.settlement, expected: try history.reversed(refundingProcessing: refunding))
            + undo(.reinstatement, "R8.3", history.reversal, expected: try history.reinstated())
            + undo(.correction, "R8.4", history.settlement, expected: try history.corrected())
    }

    private func undo(_ kind: LineKind, _ rule: String, _ undone: [Line], expected: [Line]) throws -> [Entry] {
        var entries: [Entry] = []
        for line in chapter.lines where line.kind == kind && concerns(line) {
            guard let index = undone.firstIndex(where: { $0.content == line.content }) else {
                entries.append(.note("\(rule) the books hold a \(kind.name) without the line that it undoes"))
                continue
            }
            let (before, after) = (undone[index], expected[index])
            let what = "\(kind.name) of the \(before.kind.name), content \(line.content?.description ?? "none")"
            if line.isEmpty {
                entries.append(.note("\(rule) \(what): of an amount of 0, it makes no line (R4.4)"))
                continue
            }
            entries += [
                .step(
                    rule: rule, what: "\(what), gross",
                    formula: .sum([0, try before.gross.negated()], result: after.gross)),
                .step(
                    rule: rule, what: "\(what), creator",
                    formula: .sum([0, try before.creatorPart.negated()], result: after.creatorPart)),
                .step(
                    rule: rule, what: "\(what), platform = gross − processing − creator",
                    formula: .sum(
                        [after.gross, try after.processing.negated(), try after.creatorPart.negated()],
                        result: after.platform)),
            ]
            if line.gross != after.gross || line.creatorPart != after.creatorPart || line.platform != after.platform {
                entries.append(.note("the books differ from this; they stand, and are shown below"))
            }
        }
        return entries
    }
}
