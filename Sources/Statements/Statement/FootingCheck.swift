internal import Money
internal import Receipts
internal import Settlement

/// Whether the numbers of a statement agree with each other, before it is shown to anybody.
struct FootingCheck {
    let facts: StatementFacts
    let month: StatementMonth

    /// What one total of the receipt sums.
    private struct Key: Hashable {
        let currency: Currency
        let bucket: Bucket
        let payable: Bool
        let holdFrom: Day
    }

    /// The lines are those that the receipt proves.
    func lines() throws {
        guard let receipt = facts.receipt, let leaf = CreatorLeaf(receipt.leaf) else {
            guard let first = facts.lines.first?.line else { return }
            throw fault(.lines, first.currency, first.gross, 0)
        }
        var sums: [Key: Statement.Amounts] = [:]
        for booked in facts.lines {
            let line = booked.line
            let key = Key(
                currency: line.currency, bucket: line.bucket, payable: line.payable, holdFrom: line.holdFrom)
            try sums[key, default: Statement.Amounts()].add(
                gross: line.gross, processing: line.processing, platform: line.platform, creator: line.creatorPart)
        }
        for total in leaf.totals {
            let key = Key(
                currency: total.currency, bucket: total.bucket, payable: total.payable, holdFrom: total.holdFrom)
            let found = sums.removeValue(forKey: key) ?? Statement.Amounts()
            let expected = Statement.Amounts(
                lines: total.lines, gross: total.gross, processing: total.processing, platform: total.platform,
                creator: total.creator)
            guard found == expected else { throw fault(.lines, total.currency, found.creator, expected.creator) }
        }
        if let (key, sum) = sums.first { throw fault(.lines, key.currency, sum.creator, 0) }
    }

    /// A section foots, from opening to closing balance and on to the asked day.
    func section(_ section: Statement.Section) throws {
        let pooled = section.earned.first { $0.kind == .pool }?.sums.creator ?? 0
        let shared = try section.shares.reduce(Int64(0)) { try $0.adding($1.part) }
        guard shared == pooled else { throw fault(.shares, section.currency, shared, pooled) }
        guard let account = section.account else {
            guard section.total.creator == 0 else { throw fault(.month, section.currency, section.total.creator, 0) }
            return
        }
        let balances = account.balances
        let closing = try balances.opening.adding(section.total.creator).subtracting(account.taken)
            .adding(account.returned)
        guard closing == balances.closing else { throw fault(.month, section.currency, closing, balances.closing) }
        let balance = try closing.adding(balances.later).subtracting(account.takenSince).adding(account.returnedSince)
        guard balance == balances.balance else { throw fault(.balance, section.currency, balance, balances.balance) }
    }

    private func fault(
        _ what: StatementFault.What, _ currency: Currency, _ found: Int64, _ expected: Int64
    ) -> StatementFault {
        StatementFault(creator: facts.creator, currency: currency, what: what, found: found, expected: expected)
    }
}
