internal import Ledger
internal import Money
internal import Settlement

/// When each part of what is payable becomes available (R8.6, R10).
struct HoldSteps {
    let currency: Currency
    let totals: [CreatorFacts.Total]
    let policy: Policy

    func entries() throws -> [Entry] {
        guard !totals.isEmpty else { return [] }
        var entries: [Entry] = []
        var sums: [Int64] = []
        for day in Set(totals.map(\.holdFrom)).sorted() {
            let parts = totals.filter { $0.holdFrom == day }.map(\.creatorPart)
            let sum = try parts.summed()
            sums.append(sum)
            entries += try LongSum("R8.6", "\(currency) payable, held from \(day)", of: parts).entries
            entries.append(
                .fact(
                    "\(Money(cents: sum, currency: currency)) available from",
                    "\(policy.availableDay(heldFrom: day)) (R10)"))
        }
        return try entries + LongSum("R10", "\(currency) payable", of: sums).entries
    }
}
