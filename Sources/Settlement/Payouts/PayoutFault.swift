public import Money

/// What a payout run finds wrong (R12); a close does not look at it.
public struct PayoutFault: Hashable, Sendable {
    /// What is wrong.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// Enough is available, and there is no account to pay it to.
        case noPayoutDetails = "no_payout_details"
        /// The parts of a payout that the engine did not make do not sum to its amount.
        case payoutParts = "payout_parts"
        /// A request is in a currency that the policy gives no smallest payout.
        case currencyNotSettled = "currency_not_settled"
    }

    /// What is wrong.
    public let code: Code
    /// The row: of `users`, or else of `payouts`.
    public let row: Identifier
    /// One sentence: what is wrong and what to do.
    public let message: String

    /// The table of the row.
    public var table: String { code == .noPayoutDetails ? "users" : "payouts" }
    /// Whether what it says is paid or counted all the same.
    public var isWarning: Bool { code != .currencyNotSettled }
}

extension [PayoutFault] {
    /// The faults by code and row, of each row once: a creator without an account is told once, however many currencies wait.
    public var oncePerRow: [PayoutFault] {
        let sorted = sorted { $0.code != $1.code ? $0.code.rawValue < $1.code.rawValue : $0.row < $1.row }
        return sorted.enumerated().filter { place, fault in
            place == 0 || sorted[place - 1].code != fault.code || sorted[place - 1].row != fault.row
        }.map(\.element)
    }
}

extension PayoutRules {
    /// What is wrong with a creator's payouts, requests and settings, as they stand after a run.
    public func faults(of standing: Standing) throws(MoneyError) -> [PayoutFault] {
        var faults: [PayoutFault] = []
        if terms.minimum[standing.currency] == nil {
            faults += standing.requests.map { PayoutFault(unsettled: $0, standing.currency) }
        }
        faults += standing.faultyParts.map(PayoutFault.init(parts:))
        if try lacksAccount(standing, balance(of: standing)) { faults.append(PayoutFault(withoutAccount: standing)) }
        return faults
    }
}

extension PayoutFault {
    fileprivate init(unsettled request: PayoutRequest, _ currency: Currency) {
        self.init(
            code: .currencyNotSettled, row: request.id,
            message:
                "the request is in \"\(VisibleText.of(currency.code))\", which the policy gives no smallest payout; it stays pending: "
                + "give the currency terms, or ask for another one")
    }

    fileprivate init(parts payout: Identifier) {
        self.init(
            code: .payoutParts, row: payout,
            message:
                "the parts of this payout, which the engine did not make, do not sum to its amount; the difference is "
                + "taken from sales: correct the parts")
    }

    fileprivate init(withoutAccount standing: Standing) {
        self.init(
            code: .noPayoutDetails, row: standing.creator,
            message:
                "enough of \(standing.currency) is available to be paid, but there are no settings with a method and "
                + "an account in full; the balance stays: ask the creator to fill them in")
    }
}
