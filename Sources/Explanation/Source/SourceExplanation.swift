public import Ledger
internal import Money
internal import Settlement

/// Explains a purchase or donation: from its row, under the policy of each period, to the lines of the books.
public struct SourceExplanation {
    private let facts: SourceFacts

    /// An explanation of what is known.
    public init(_ facts: SourceFacts) {
        self.facts = facts
    }

    /// The explanation.
    ///
    /// - Throws: `MoneyError` where an amount leaves 64 bits.
    public func document() throws -> Document {
        var sections = [rowSection]
        var history = SourceHistory()
        for chapter in facts.chapters {
            sections.append(try section(chapter, after: history))
            history.take(chapter.lines)
        }
        if !facts.exceptions.isEmpty {
            let entries = facts.exceptions.map { exception in
                Entry.fact(
                    "\(exception.period) \(exception.code)\(exception.isOpen ? " (open)" : "")", exception.message)
            }
            sections.append(Document.Section("Exceptions that the closes recorded (R12)", entries))
        }
        if !facts.waivers.isEmpty {
            let entries = facts.waivers.map { entry in
                Entry.fact(
                    "\(entry.isWaived ? "waived" : "restored") \(entry.madeAt.text) by \(entry.madeBy)", entry.reason)
            }
            sections.append(Document.Section("Waived by hand (R12)", entries))
        }
        if facts.chapters.isEmpty { sections.append(Document.Section("Not settled", [.note(whyNotSettled)])) }
        let noun = facts.table == .donations ? "donation" : "purchase"
        return Document(subject: "\(noun) \(facts.id)", sections: sections)
    }

    private var rowSection: Document.Section {
        guard let row = facts.row else {
            return Document.Section("The row now", [.note("it is gone; what was settled of it stays settled (R8.2)")])
        }
        let isDonation = facts.table == .donations
        return Document.Section(
            "The row now",
            [
                .fact("status", SourceExplanation.name(row.status)),
                .fact("amount", row.amount.map { Money(cents: $0, currency: row.currency).description } ?? "null"),
                .fact("provider", row.provider ?? "null"),
                .fact(isDonation ? "created" : "completed", row.date?.text ?? "null"),
                .fact(isDonation ? "recipient" : "seller", row.payee?.description ?? "null"),
                .fact(row.bundle == nil ? "content" : "bundle", (row.bundle ?? row.content)?.description ?? "null"),
            ])
    }

    private static func name(_ status: SourceStatus) -> String {
        switch status {
        case .completed: "completed"
        case .pending: "pending"
        case .refunded: "refunded"
        case .disputed: "disputed"
        case .unknown(let text): text.map { "\"\($0)\"" } ?? "null"
        }
    }

    private var whyNotSettled: String {
        if let last = facts.waivers.last, last.isWaived { return "it is waived: no close looks at it (R12)" }
        if let last = facts.exceptions.last(where: \.isOpen) {
            return "the close of \(last.period) left it out: \(last.message) (R12, \(last.code))"
        }
        switch facts.row?.status {
        case .pending: return "it is pending; a row is settled once it is completed (R4, R6)"
        case .refunded, .disputed: return "it was refunded or disputed before it was ever settled (R8.5)"
        case .unknown: return "its status is none that the rules know (R12)"
        case .completed, nil: break
        }
        guard let last = facts.lastClosed else { return "no period is closed yet" }
        return "no period up to \(last), the last one closed, holds it; a later close settles it if its date lies in "
            + "that close's windows (R2.2, R8.1), and `remit backfill late` finds what lies beyond them (R8.7)"
    }

    private func section(_ chapter: SourceFacts.Chapter, after history: SourceHistory) throws -> Document.Section {
        let books = "\(chapter.period)\(chapter.draft ? " (draft)" : "")"
        return Document.Section(
            "\(books), policy \(chapter.policy.path) (\(chapter.policy.hash))",
            try ChapterSteps(facts: facts, chapter: chapter, history: history).entries())
    }
}
