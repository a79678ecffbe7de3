import Money
import Remittance
import Settlement

/// Payout runs, exports and confirmations in memory: they ask the pure core about everybody, and keep what it says.
struct MemoryPayouts {
    /// A step that was refused whole, as exit code 65 says; nothing has changed then.
    struct Refused: Error {}

    let policy: Policy
    let calendar: ZoneCalendar

    init(policy: Policy) throws {
        self.policy = policy
        calendar = try ZoneCalendar(policy.timezone)
    }

    /// Pays a day, and says how everybody ends it by what was decided.
    func run(
        asOf day: Day, now: Instant, _ books: inout MemoryBooks, _ platform: inout Platform
    ) throws -> [Payee: Outcome] {
        guard day <= calendar.day(of: now), books.payouts.lastRun.map({ $0 <= day }) ?? true else { throw Refused() }
        books.payouts.lastRun = day
        let rules = PayoutRules(policy: policy, day: day)
        var outcomes: [Payee: Outcome] = [:]
        for (payee, standing) in try standings(on: day, books, platform) {
            guard standing.hasLines || !standing.requests.isEmpty else { continue }
            let decision = try rules.decide(standing)
            outcomes[payee] = try rules.outcome(of: decision.after)
            write(decision, of: payee, on: day, now: now, &books.payouts, &platform)
        }
        return outcomes
    }

    private func write(
        _ decision: PayoutDecision, of payee: Payee, on day: Day, now: Instant, _ record: inout PayoutRecord,
        _ platform: inout Platform
    ) {
        for refusal in decision.refused {
            record.refused[refusal.request.id] = PayoutRecord.Refusal(reason: refusal.reason, day: day)
            platform.setPayout(refusal.request.id, to: ["status": "failed", "processed_at": Row.timestamp(now)])
        }
        for accepted in decision.accepted {
            record.kept[accepted.request.id] = PayoutRecord.Kept(origin: .request, day: day)
            let method = ["payout_method": accepted.account.method.rawValue]
            platform.setPayout(accepted.request.id, to: Row.columns(of: accepted.parts).merging(method) { $1 })
        }
        guard let made = decision.payout else { return }
        record.kept[made.id] = PayoutRecord.Kept(origin: .engine, day: day)
        platform.add(made, to: payee, requestedAt: calendar.start(of: day))
    }

    /// Hands out every payout that is pending (R11.5).
    func export(_ record: PayoutRecord, _ platform: inout Platform) {
        for row in platform.payouts where record.kept[row.id] != nil && row.text("status") == "pending" {
            platform.setPayout(row.id, to: ["status": "processing"])
        }
    }

    /// Takes a confirmation file, everything of it or nothing.
    func confirm(_ text: String, now: Instant, _ record: inout PayoutRecord, _ platform: inout Platform) throws {
        guard let confirmations = try? ConfirmationFile.parse(Array(text.utf8), name: "confirmation") else {
            throw Refused()
        }
        let rows = Dictionary(uniqueKeysWithValues: platform.payouts.map { ($0.id, PayoutRow($0, record, calendar)) })
        let effects = try confirmations.map { confirmation in
            let payout = rows[confirmation.payout].flatMap { row in
                row.kept.map { _ in
                    ConfirmedPayout(
                        amount: Money(cents: row.amount, currency: row.row.currency("currency")), status: row.status,
                        answers: record.answers[row.id] ?? [])
                }
            }
            do { return try confirmation.effect(on: payout) } catch { throw Refused() }
        }
        for (confirmation, effect) in zip(confirmations, effects) {
            take(confirmation, effect, now: now, &record, &platform)
        }
    }

    private func take(
        _ confirmation: PayoutConfirmation, _ effect: ConfirmationEffect, now: Instant, _ record: inout PayoutRecord,
        _ platform: inout Platform
    ) {
        guard effect != .repeated else { return }
        let answer = ConfirmedPayout.Answer(status: confirmation.status, reference: confirmation.reference)
        record.answers[confirmation.payout, default: []].insert(answer)
        guard effect != .unknown else { return }
        if effect != .completed {
            record.failures[confirmation.payout] = effect == .returned ? "returned" : confirmation.reason
        }
        platform.setPayout(
            confirmation.payout, to: ["status": confirmation.status.rawValue, "processed_at": Row.timestamp(now)])
    }
}
