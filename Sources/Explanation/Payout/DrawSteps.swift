internal import Ledger
internal import Money
internal import Settlement

/// The lines that a bucket's part of a payout draws on, oldest first (R11.8).
struct DrawSteps {
    let facts: PayoutFacts
    let bucket: Bucket
    let draws: [Draw]

    func entries() throws -> [Entry] {
        let uncovered = try facts.parts[bucket].subtracting(try draws.map(\.cents).summed())
        let rows = try draws.map(row)
        let terms = draws.map(\.cents) + (uncovered == 0 ? [] : [uncovered])
        return [
            .table(
                Table(
                    texts: ["held from", "period", "source", "content"],
                    numbers: ["line", "drawn before", "drawn", "left"], rows: rows))
        ] + note(uncovered) + (try LongSum("R11.8", "\(bucket.name), drawn", of: terms).entries) + [next]
    }

    /// A line: its creator part, less what earlier payouts drew, less what this one draws, is what is left.
    private func row(_ draw: Draw) throws -> [String] {
        let line = draw.line
        let left = try line.cents.subtracting(draw.before).subtracting(draw.cents)
        return [line.holdFrom.description, line.period.description, source(line), line.content?.description ?? "none"]
            + [line.cents, draw.before, draw.cents, left].map(decimal)
    }

    private func source(_ line: DrawableLine) -> String {
        guard let source = line.source else { return line.content == nil ? "by hand" : "pool" }
        return "\(bucket == .donations ? "donation" : "purchase") \(source)"
    }

    private func decimal(_ cents: Int64) -> String {
        Money.decimal(cents, exponent: facts.amount.currency.exponent ?? 0)
    }

    private func note(_ uncovered: Int64) -> [Entry] {
        guard uncovered != 0 else { return [] }
        let amount = Money(cents: uncovered, currency: facts.amount.currency)
        return [
            .note("no line is left for \(amount) of it: payouts that remit did not make took more than there was (R10)")
        ]
    }

    /// Where the way goes on.
    private var next: Entry {
        bucket == .subscriptions
            ? .note("from a pool to each line: remit explain creator \(facts.creator) --period PERIOD")
            : .note("from a source's row to its lines: remit explain purchase SOURCE")
    }
}
