internal import Money

/// What is wrong with a row: a code, and a sentence that says what and what to do (R12).
public struct RowFault: Error, Hashable, Sendable {
    /// The code.
    public var code: ExceptionCode
    /// What is wrong, with the value, and what to do.
    public var message: String

    /// The fault as an exception of a row.
    public func exception(of row: SourceRow) -> SettlementException {
        SettlementException(table: row.table, row: row.id, code: code, message: message)
    }
}

extension RowFault {
    /// The status is none of the four (R12).
    static func status(_ text: String?) -> RowFault {
        RowFault(
            code: .statusUnknown,
            message: "the status \(quoted(text)) is not pending, completed, refunded or disputed; correct it")
    }

    /// A donation that is not paid yet (R6).
    static let pending = RowFault(
        code: .donationPending, message: "the donation is still pending; complete or refund it")

    /// The payer is the payee (R12).
    static let selfDealing = RowFault(
        code: .selfDealing, message: "payer and payee are the same person; it is settled, look whether it should be")

    static func quoted(_ text: String?) -> String { text.map { "\"\($0)\"" } ?? "null" }
}

/// Asks a completed row the questions of R12, in their order.
struct SaleInquiry {
    /// What is wrong with the row's currency or provider: ``moneyFault(of:under:)``.
    let moneyFault: RowFault?
    let withoutShare: WithoutShare
    let bundles: [Identifier: Bundle]

    /// The first fault of a completed row that has an amount other than 0; nil if it can be settled.
    func fault(of row: SourceRow) -> RowFault? {
        guard row.date != nil || row.table == .donations else {
            return RowFault(
                code: .completedAtMissing, message: "the purchase is completed but completed_at is null; set it")
        }
        guard let amount = row.amount else {
            return RowFault(code: .amountMissing, message: "amount_cents is null; set it (0 is good)")
        }
        guard amount >= 0 else {
            return RowFault(code: .amountNegative, message: "amount_cents is \(amount); an amount is not below 0")
        }
        return moneyFault ?? (row.bundle == nil ? payeeFault(of: row) : bundleFault(of: row))
    }

    /// What is wrong with a row's currency or provider, which an entry of the policy says for all rows alike.
    static func moneyFault(of row: SourceRow, under entry: PolicyEntry) -> RowFault? {
        if row.table == .donations, let provider = row.provider, entry.direct.contains(provider) { return nil }
        guard entry.settles(row.currency) else {
            return RowFault(
                code: .currencyNotSettled,
                message:
                    "the currency \"\(row.currency)\" has no smallest payout in the policy; add it there or correct it")
        }
        let known = row.provider.map {
            row.table == .donations ? entry.collected.contains($0) : entry.providers[$0] != nil
        }
        guard known == true else {
            return RowFault(
                code: .providerUnknown,
                message:
                    "the policy does not know the provider \(RowFault.quoted(row.provider)); add it there or correct it"
            )
        }
        return nil
    }

    private func payeeFault(of row: SourceRow) -> RowFault? {
        guard row.payee == nil, row.table == .donations || !row.isPlatformContent else { return nil }
        let column = row.table == .donations ? "recipient_id" : "seller_id"
        return RowFault(code: .sellerMissing, message: "\(column) is null; nobody would earn it: set it")
    }

    private func bundleFault(of row: SourceRow) -> RowFault? {
        guard let id = row.bundle else { return nil }
        guard let bundle = bundles[id], bundle.exists else {
            return RowFault(
                code: .bundleMissing, message: "the bundle \(id) does not exist; restore it or correct bundle_id")
        }
        guard !bundle.lacksSeller else {
            return RowFault(
                code: .sellerMissing,
                message: "a content of the bundle \(id) is gone or has no owner; give it one or take it out")
        }
        guard case .failure(let fault) = bundle.weights(withoutShare) else { return nil }
        return RowFault(
            code: .bundleShares, message: "the bundle \(id) cannot be split: \(fault); correct its contents")
    }
}
