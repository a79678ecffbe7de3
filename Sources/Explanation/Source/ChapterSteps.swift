internal import Ledger
internal import Settlement

/// What the books of one period say of a source, and every step that leads there.
struct ChapterSteps {
    let facts: SourceFacts
    let chapter: SourceFacts.Chapter
    /// What the periods before say.
    let history: SourceHistory
    /// Which of the lines are shown; of a bundle the split is shown whole, so that it can be checked.
    var concerns: (Line) -> Bool = { _ in true }

    func entries() throws -> [Entry] {
        var entries = try UndoingSteps(chapter: chapter, history: history, concerns: concerns).entries()
        if chapter.lines.contains(where: { $0.kind.settles && concerns($0) }) {
            entries += try SettlingSteps(facts: facts, chapter: chapter).entries()
        }
        for line in chapter.lines where !line.isEmpty && concerns(line) {
            entries += LineSteps(line: line, policy: chapter.policy.policy).entries()
        }
        return entries
    }
}
