public import Ledger
internal import Money
internal import Settlement

/// Explains a payout: who gets how much and why these parts, the lines that each part draws on, and what became of it.
public struct PayoutExplanation {
    private let facts: PayoutFacts

    /// An explanation of what is known.
    public init(_ facts: PayoutFacts) {
        self.facts = facts
    }

    /// The explanation.
    ///
    /// - Throws: `MoneyError` where an amount leaves 64 bits.
    public func document() throws -> Document {
        let parts = Document.Section("Why these parts (R10, R11.2)", try PartsSteps(facts: facts).entries())
        let draws = facts.draws
        let buckets = try Bucket.allCases.filter { facts.parts[$0] != 0 }.map { bucket in
            Document.Section(
                "\(bucket.name): \(Money(cents: facts.parts[bucket], currency: facts.amount.currency)), drawn on lines",
                try DrawSteps(facts: facts, bucket: bucket, draws: draws.filter { $0.line.bucket == bucket }).entries())
        }
        return Document(subject: "payout \(facts.id)", sections: [head, parts] + buckets + [became, cameBack])
    }
}

// MARK: - Sections

extension PayoutExplanation {
    private var head: Document.Section {
        let run = facts.run
        let origin =
            facts.isRequest
            ? "the creator's request of \(facts.requestedAt.text), accepted (R11.1)"
            : "made by remit, of what was available (R11.1)"
        let account = facts.accountEnding.isEmpty ? "" : ", account ending in \(facts.accountEnding)"
        return Document.Section(
            "The payout",
            [
                .fact("to creator", facts.creator.description),
                .fact("amount", facts.amount.description),
                .fact("by", "\(facts.method)\(account) (R11.3)"),
                .fact("origin", origin),
                .fact("as of", run.day.description),
                .fact("earned through", run.through?.description ?? "none, no month had ended"),
                .fact("plan", "\(run.plan), written by \(run.plannedBy)"),
                .fact("applied", "\(run.appliedAt.text) by \(run.appliedBy)"),
                .fact("policy", "\(facts.policy.path) (\(facts.policy.hash))"),
                .fact("status", facts.status),
            ])
    }

    private var became: Document.Section {
        let rows = facts.steps.map { step in
            [step.takenAt.text, step.status, step.takenBy, step.reference ?? "", step.reason ?? ""]
        }
        let steps = Entry.table(Table(texts: ["at", "status", "by", "reference", "reason"], numbers: [], rows: rows))
        let file = facts.file.map { file in
            Entry.fact("handed out in", "\(file.name), as \(file.shortID), batch \(file.batch)")
        }
        return Document.Section("What became of it (R11.5)", [steps] + [file].compactMap { $0 })
    }

    private var cameBack: Document.Section {
        let heading = "What came back"
        guard facts.status == "failed" else {
            let answer = facts.status == "completed" ? "nothing" : "nothing so far"
            return Document.Section(heading, [.note("\(answer): the amount is taken from the balance (R10)")])
        }
        let failure = facts.steps.last { $0.status == "failed" }
        let why = [failure?.reason, failure.map { "on \($0.takenAt.text)" }].compactMap { $0 }.joined(separator: ", ")
        return Document.Section(
            heading,
            [
                .fact("\(facts.amount)", why.isEmpty ? "failed" : why),
                .note("each part went back to its bucket, and later payouts draw on these lines again (R11.5)"),
            ])
    }
}
