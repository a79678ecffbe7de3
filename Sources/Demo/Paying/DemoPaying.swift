internal import Settlement

/// A demo's paying over all its months: opening balances first, a payday after each close, adjustments once.
struct DemoPaying {
    private let handWork: HandWork
    private var paydays: Paydays
    private var months = 0

    /// Brings in what balances there were before the first month.
    ///
    /// - Parameters:
    ///   - ledger: The books.
    ///   - desk: From where creators are paid.
    ///   - spared: Who is never fined.
    ///   - observe: Hears what was done.
    init(_ ledger: DemoLedger, _ desk: DemoDesk, sparing spared: String, observe: (DemoStep) -> Void) throws {
        handWork = HandWork(ledger: ledger, desk: desk, spared: spared)
        paydays = Paydays(ledger: ledger, desk: desk)
        let opening = try handWork.open()
        observe(.putIn(file: opening.file, entries: opening.entries))
    }

    /// Pays after a month that was closed; after the third, balances are adjusted, which the next close settles.
    mutating func pay(after month: Period, observe: (DemoStep) -> Void) throws {
        if let payday = try paydays.pay(after: month) { observe(.paid(payday)) }
        months += 1
        guard months == 3, let adjusted = try handWork.adjust(after: month) else { return }
        observe(.putIn(file: adjusted.file, entries: adjusted.entries))
    }
}
