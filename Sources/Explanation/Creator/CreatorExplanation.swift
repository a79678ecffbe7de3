public import Ledger
internal import Money
internal import Settlement

/// Explains what a creator earned in one period: from the sources and the pool to the lines and totals of the books.
public struct CreatorExplanation {
    private let facts: CreatorFacts
    private let view: CreatorView

    /// An explanation of what is known.
    public init(_ facts: CreatorFacts, view: CreatorView) {
        self.facts = facts
        self.view = view
    }

    /// The explanation.
    ///
    /// - Throws: `MoneyError` where a number leaves its width.
    public func document() throws -> Document {
        var sections = [try head]
        for currency in currencies {
            sections += try earned(in: currency)
            if let pool = facts.pools.first(where: { $0.currency == currency }) {
                sections.append(
                    Document.Section(
                        "\(currency): subscription pool (R9)",
                        try PoolSection(facts: facts, pool: pool, view: view).entries()))
            }
            sections += leftOut(in: currency)
        }
        return Document(subject: "creator \(facts.creator), \(books)", sections: sections + open + (try hold()))
    }

    private var books: String { "\(facts.period)\(facts.draft ? " (draft)" : "")" }

    private var currencies: [Currency] {
        Set(facts.lines.map(\.currency) + facts.pools.map(\.currency) + facts.leftOut.map(\.currency)).sorted()
    }

    private func lines(of currency: Currency) -> [Line] { facts.lines.filter { $0.currency == currency } }
}

// MARK: - Sections

extension CreatorExplanation {
    private var head: Document.Section {
        get throws {
            let contents = facts.standing.contents
            return Document.Section(
                "The creator",
                [
                    .fact("period", books),
                    .fact("policy", "\(facts.policy.path) (\(facts.policy.hash))"),
                    .fact("owns now", "\(contents) content\(contents == 1 ? "" : "s")"),
                ] + (try currencies.flatMap(earnings)) + nothing)
        }
    }

    /// What was earned in a currency, in a word.
    private func earnings(in currency: Currency) throws -> [Entry] {
        try [(true, "payable"), (false, "straight to the creator's account, not payable (R6)")].compactMap {
            payable, how in
            let parts = lines(of: currency).filter { $0.payable == payable }.map(\.creatorPart)
            guard !parts.isEmpty else { return nil }
            return .fact("earned", "\(Money(cents: try parts.summed(), currency: currency)), \(how)")
        }
    }

    /// What is said where the books have no line.
    private var nothing: [Entry] {
        guard facts.lines.isEmpty else { return [] }
        let known = [
            facts.standing.contents > 0 ? "the owner of a content" : nil,
            facts.standing.isSeller ? "the seller of a purchase" : nil,
            facts.standing.isRecipient ? "the recipient of a donation" : nil,
        ].compactMap { $0 }
        let standing =
            known.isEmpty
            ? "nor does the platform: it is neither the owner of a content, nor a seller, nor a recipient; check the id"
            : "the platform knows it as \(known.joined(separator: " and "))"
        return [.note("no line of the books of \(books) names this creator; \(standing)")]
    }

    private func earned(in currency: Currency) throws -> [Document.Section] {
        let lines = lines(of: currency)
        guard !lines.isEmpty else { return [] }
        let totals = TotalsSteps(
            currency: currency, lines: lines, totals: facts.totals.filter { $0.currency == currency })
        return [Document.Section("\(currency): earned in \(books)", try totals.entries())]
            + (try SourceSections(facts: facts, currency: currency, lines: lines).sections())
            + (try byHand(in: currency))
    }

    /// What people put in, with who, when and why.
    private func byHand(in currency: Currency) throws -> [Document.Section] {
        let own = facts.byHand.filter { $0.entry.currency == currency }
        guard !own.isEmpty else { return [] }
        let entries = try own.flatMap { put -> [Entry] in
            let line = try put.entry.line(holdFrom: facts.period.next.firstDay, policy: facts.policy.policy)
            let who =
                put.proposedBy == put.appliedBy ? put.appliedBy : "\(put.appliedBy), proposed by \(put.proposedBy)"
            return [CreatorExplanation.told(put.entry), .fact("applied", "\(put.appliedAt.text) by \(who)")]
                + [.fact("from", "\(put.place), SHA-256 \(put.fileHash)")]
                + LineSteps(line: line, policy: facts.policy.policy).entries()
        }
        return [Document.Section("\(currency): put in by hand", entries)]
    }

    private static func told(_ entry: ManualEntry) -> Entry {
        let amount = "\(Money(cents: entry.amount, currency: entry.currency)), \(entry.bucket.name)"
        return switch entry.kind {
        case .adjustment(let reason, let reference): .fact("adjustment \(reference)", "\(amount): \(reason)")
        case .opening(let day): .fact("opening balance", "\(amount), available from \(day)")
        }
    }

    private func leftOut(in currency: Currency) -> [Document.Section] {
        let entries = facts.leftOut.filter { $0.currency == currency }.map { left in
            let seconds = left.rule == .viewerCap ? "seconds cut off" : "seconds"
            return Entry.fact(
                "content \(left.content)",
                "\(left.rows) rows, \(left.seconds) \(seconds); \(LeftOutRule.name(left.rule))")
        }
        return entries.isEmpty ? [] : [Document.Section("\(currency): engagement left out (R9.1)", entries)]
    }

    private var open: [Document.Section] {
        let entries = facts.open.map { open in
            let noun = open.table == SourceTable.donations.rawValue ? "donation" : "purchase"
            return Entry.fact("\(noun) \(open.row), \(open.code)", open.message)
        }
        return entries.isEmpty ? [] : [Document.Section("Open at the close of \(books) (R12)", entries)]
    }

    private func hold() throws -> [Document.Section] {
        let payable = facts.totals.filter(\.payable)
        guard !payable.isEmpty else { return [] }
        let entries = try currencies.flatMap { currency in
            try HoldSteps(
                currency: currency, totals: payable.filter { $0.currency == currency },
                policy: facts.policy.policy
            ).entries()
        }
        return [Document.Section("When it can be paid out (R8.6, R10)", entries)]
    }
}
