internal import Ledger
internal import Money
internal import Settlement

/// What stands behind a creator's lines of sales, bundles and donations in one currency, and behind what undid them.
struct SourceSections {
    let facts: CreatorFacts
    let currency: Currency
    let lines: [Line]

    private var sourced: [Line] { lines.filter { $0.source != nil } }

    func sections() throws -> [Document.Section] {
        guard !sourced.isEmpty else { return [] }
        guard !facts.sources.isEmpty else { return [short] }
        let known = Set(sourced.compactMap(\.source))
        return try facts.sources.filter { known.contains($0.id) }.compactMap(section)
    }

    private func section(_ source: SourceFacts) throws -> Document.Section? {
        var history = SourceHistory()
        for chapter in source.chapters {
            guard chapter.period == facts.period else {
                history.take(chapter.lines)
                continue
            }
            let (creator, currency) = (facts.creator, currency)
            let steps = ChapterSteps(
                facts: source, chapter: chapter, history: history,
                concerns: { $0.creator == creator && $0.currency == currency })
            return Document.Section(
                "\(currency): \(SourceSections.name(source.table)) \(source.id)", try steps.entries())
        }
        return nil
    }

    private static func name(_ table: SourceTable) -> String { table == .donations ? "donation" : "purchase" }

    /// Each line alone, where the sources are too many.
    private var short: Document.Section {
        let entries = sourced.map { line in
            LineSteps(line: line, policy: facts.policy.policy).sum(
                of: " of \(SourceSections.name(line.bucket == .donations ? .donations : .purchases)) "
                    + (line.source?.description ?? ""))
        }
        let note = Entry.note(
            "more than \(CreatorFacts.sourceLimit) sources: each line alone; `remit explain purchase ID` shows every step "
                + "of one, --all those of all")
        return Document.Section("\(currency): purchases and donations", [note] + entries)
    }
}
