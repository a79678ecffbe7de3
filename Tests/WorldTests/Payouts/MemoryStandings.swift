import Money
import Settlement

extension MemoryPayouts {
    /// Everybody with any line, request or payout that counts, as of a day.
    func standings(on day: Day, _ books: MemoryBooks, _ platform: Platform) throws -> [Payee: Standing] {
        var standings: [Payee: Standing] = [:]
        let settled = day.adding(days: -(policy.entries.map(\.payouts.holdDays).max() ?? 0))
        for totals in books.totals where totals.period.next.firstDay <= day {
            totals.add(to: &standings, settled: settled)
        }
        for row in payoutRows(books.payouts, platform) { try add(row, on: day, to: &standings) }
        let ids = Dictionary(uniqueKeysWithValues: platform.payouts.map { ($0.id, $0) })
        let settings = platform.payeeSettings
        for payee in standings.keys {
            standings[payee]?.settings = settings[payee.creator]
            let id = PayoutIdentifier.id(creator: payee.creator, currency: payee.currency, day: day)
            guard let made = ids[id].map({ PayoutRow($0, books.payouts, calendar) }) else { continue }
            standings[payee]?.hasPayoutOfDay = true
            if made.stands(on: day) { standings[payee]?.paid = made.amount }
        }
        return standings
    }

    /// The payouts of these books: those that were requested not before genesis, in days.
    func payoutRows(_ record: PayoutRecord, _ platform: Platform) -> [PayoutRow] {
        platform.payouts.map { PayoutRow($0, record, calendar) }.filter { row in
            row.requested.map { $0 >= policy.genesis.firstDay } ?? false
        }
    }

    private func add(_ row: PayoutRow, on day: Day, to standings: inout [Payee: Standing]) throws {
        guard let payee = row.payee, let request = row.request else { return }
        let (refusal, counts) = (row.refusal.flatMap { $0.day == day ? $0 : nil }, row.counts(on: day))
        let accepted = row.kept.map { $0.origin == .request && $0.day == day } ?? false
        guard counts || refusal != nil || accepted || row.isUndecided(on: day) || row.takesLater(than: day) else {
            return
        }
        var standing = standings[payee] ?? Standing(creator: payee.creator, currency: payee.currency)
        if counts {
            standing.hasPayouts = true
            standing.taken = try standing.taken.adding(row.parts)
            if row.kept == nil, !row.addsUp { standing.faultyParts.append(row.id) }
        }
        if row.takesLater(than: day) { standing.takenLater = try standing.takenLater.adding(row.amount) }
        if row.isUndecided(on: day) { standing.requests.append(request) }
        if let refusal { standing.refused.append(RefusedRequest(request: request, reason: refusal.reason)) }
        if accepted { standing.accepted = try (standing.accepted ?? 0).adding(request.cents) }
        standings[payee] = standing
    }
}
