internal import Money
internal import Receipts
internal import Settlement

extension Statement {
    /// Makes a statement of facts.
    ///
    /// - Throws: ``StatementFault`` if its numbers contradict each other, `MoneyError` past 64 bits.
    public init(_ facts: StatementFacts, of month: StatementMonth) throws {
        let check = FootingCheck(facts: facts, month: month)
        try check.lines()
        self.month = month
        creator = facts.creator
        name = facts.name
        receipt = facts.receipt
        sections = try Statement.currencies(of: facts).map { currency in
            let section = try Section(facts, currency, month)
            try check.section(section)
            return section
        }
    }

    private static func currencies(of facts: StatementFacts) -> [Currency] {
        var found = Set(facts.lines.map(\.line.currency))
        found.formUnion(facts.shares.map(\.currency))
        found.formUnion(facts.leftOut.map(\.currency))
        found.formUnion(facts.payouts.map(\.currency))
        found.formUnion(facts.accounts.filter(\.isOpen).map(\.currency))
        return found.sorted()
    }
}

extension AccountFacts {
    /// Whether there is anything to say of it in a month without lines.
    fileprivate var isOpen: Bool { opening != 0 || closing != 0 || later != 0 || balance != 0 || held != 0 }
}

extension Statement.Section {
    fileprivate init(_ facts: StatementFacts, _ currency: Currency, _ month: StatementMonth) throws {
        let lines = facts.lines.filter { $0.line.currency == currency }
        self.currency = currency
        earned = try LineKind.allCases.compactMap { kind in
            let own = lines.filter { $0.line.kind == kind && $0.line.payable }
            return own.isEmpty ? nil : Statement.Group(kind: kind, lines: own, sums: try .sum(of: own))
        }
        total = try .sum(of: lines.filter(\.line.payable))
        direct = lines.filter { !$0.line.payable }
        directTotal = try .sum(of: direct)
        shares = facts.shares.filter { $0.currency == currency }
        leftOut = facts.leftOut.filter { $0.currency == currency }
        let known = facts.payouts.filter { $0.currency == currency }
        payouts = known
        account = try facts.accounts.first { $0.currency == currency }.map {
            try Statement.Account($0, payouts: known, month)
        }
    }
}

extension Statement.Account {
    fileprivate init(_ balances: AccountFacts, payouts: [PayoutRecord], _ month: StatementMonth) throws {
        let within = month.period.firstDay...month.period.lastDay
        let since = month.period.next.firstDay...max(month.asOf, month.period.next.firstDay)
        let sum = { (day: KeyPath<PayoutRecord, Day?>, days: ClosedRange<Day>) in
            try payouts.filter { $0[keyPath: day].map(days.contains) ?? false && $0.isKnown(on: month.asOf, by: day) }
                .reduce(Int64(0)) { try $0.adding($1.amount) }
        }
        self.balances = balances
        taken = try sum(\.taken, within)
        returned = try sum(\.backDay, within)
        takenSince = try sum(\.taken, since)
        returnedSince = try sum(\.backDay, since)
    }
}

extension PayoutRecord {
    fileprivate var taken: Day? { takenDay }

    /// Whether a step of it was taken by the asked day.
    fileprivate func isKnown(on asOf: Day, by step: KeyPath<PayoutRecord, Day?>) -> Bool {
        self[keyPath: step].map { $0 <= asOf } ?? false
    }
}
