import Ledger
import Money
import Settlement

/// A line of a plan: a payout, a request that is accepted or refused, or somebody who gets nothing, and why.
struct PlanEntry: Encodable {
    /// What is done.
    enum Action: String, Encodable {
        case pay, accept, refuse, none
    }

    let creatorID: String
    let currency: String
    let action: Action
    /// The payout or request; nil for somebody who gets nothing.
    var payoutID: String?
    /// What is paid, accepted or refused, else the balance.
    let amountCents: Int64
    var fromSalesCents: Int64?
    var fromDonationsCents: Int64?
    var fromSubscriptionsCents: Int64?
    var method: String?
    var accountEnding: String?
    /// How the creator ends the run.
    let state: String?
    /// Why this or the oldest request was refused.
    let reason: String?
    let nextDate: String?
    let lastRunCents: Int64
    let newPayee: Bool
    let accountChanged: Bool

    enum CodingKeys: String, CodingKey, CaseIterable {
        case creatorID = "creatorId"
        case currency, action
        case payoutID = "payoutId"
        case amountCents, fromSalesCents, fromDonationsCents, fromSubscriptionsCents, method, accountEnding, state,
            reason
        case nextDate, lastRunCents, newPayee, accountChanged
    }

    /// The entries of a creator and currency.
    static func entries(of entry: PayoutPlan.Entry) -> [PlanEntry] {
        let refused = entry.decision.refused.map { refusal in
            PlanEntry(
                entry, .refuse, id: refusal.request.id, cents: refusal.request.cents, reason: refusal.reason)
        }
        let accepted = entry.decision.accepted.map { accepted in
            PlanEntry(
                entry, .accept, id: accepted.request.id, cents: accepted.request.cents, parts: accepted.parts,
                account: accepted.account)
        }
        let paid = [entry.decision.payout].compactMap { $0 }.map { payout in
            PlanEntry(entry, .pay, id: payout.id, cents: payout.cents, parts: payout.parts, account: payout.account)
        }
        guard accepted.isEmpty, paid.isEmpty else { return refused + accepted + paid }
        guard let outcome = entry.outcome else { return refused }
        return refused + [PlanEntry(entry, .none, id: nil, cents: outcome.cents)]
    }

    private init(
        _ entry: PayoutPlan.Entry, _ action: Action, id: Identifier?, cents: Int64, parts: BucketAmounts? = nil,
        account: PayeeAccount? = nil, reason: RefusalReason? = nil
    ) {
        creatorID = entry.creator.description
        currency = entry.currency.code
        self.action = action
        payoutID = id?.description
        amountCents = cents
        fromSalesCents = parts?.sales
        fromDonationsCents = parts?.donations
        fromSubscriptionsCents = parts?.subscriptions
        method = account?.method.rawValue
        accountEnding = account?.ending
        state = entry.outcome?.state.rawValue
        self.reason = (reason ?? entry.outcome?.reason)?.rawValue
        nextDate = entry.outcome?.nextDate?.description
        lastRunCents = entry.history.lastCents
        newPayee = account != nil && entry.history.isNew
        accountChanged = account != nil && entry.accountChanged
    }
}

extension PlanEntry {
    /// The names of the fields in csv.
    static let columns = [
        "creator_id", "currency", "action", "payout_id", "amount_cents", "from_sales_cents", "from_donations_cents",
        "from_subscriptions_cents", "method", "account_ending", "state", "reason", "next_date", "last_run_cents",
        "new_payee", "account_changed",
    ]

    /// The entry as a line of csv.
    var csv: String {
        let numbers = { (number: Int64?) in number.map { "\($0)" } ?? "" }
        let fields = [
            creatorID, currency, action.rawValue, payoutID ?? "", "\(amountCents)", numbers(fromSalesCents),
            numbers(fromDonationsCents), numbers(fromSubscriptionsCents), method ?? "", accountEnding ?? "",
            state ?? "",
            reason ?? "", nextDate ?? "", "\(lastRunCents)", "\(newPayee)", "\(accountChanged)",
        ]
        var bytes: [UInt8] = []
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            CommaSeparated.append(field, to: &bytes)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The amount with its currency.
    var amount: Money { Money(cents: amountCents, currency: Currency(currency)) }
}
