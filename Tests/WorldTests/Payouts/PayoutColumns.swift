import Foundation
import Money
import Settlement

extension Row {
    /// A row of `creator_payment_settings`; what is no text in `payout_details` is not there.
    var payeeSettings: PayeeSettings {
        let details = text("payout_details").flatMap {
            try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
        func detail(_ name: String) -> String? { details?[name] as? String }
        return PayeeSettings(
            preferredMethod: text("preferred_payout_method"), abaAccount: text("payout_aba_account"),
            paypalEmail: text("payout_paypal_email"), wiseEmail: detail("wise_email"), iban: detail("iban"),
            bic: detail("bic"), name: detail("name"))
    }

    /// The row of a payout that the engine makes.
    init(_ payout: NewPayout, to payee: Payee, requestedAt: Instant) {
        let row: [String: Any] = [
            "id": "\(payout.id)", "user_id": "\(payee.creator)", "currency": payee.currency.code,
            "amount_cents": NSNumber(value: payout.cents), "payout_method": payout.account.method.rawValue,
            "payout_details": NSNull(), "status": "pending", "requested_at": Row.timestamp(requestedAt),
            "processed_at": NSNull(),
        ]
        self.init(row.merging(Row.columns(of: payout.parts)) { $1 })
    }

    /// The columns of parts.
    static func columns(of parts: BucketAmounts) -> [String: Any] {
        [
            "from_sales_cents": NSNumber(value: parts.sales), "from_donations_cents": NSNumber(value: parts.donations),
            "from_subscriptions_cents": NSNumber(value: parts.subscriptions),
        ]
    }
}
