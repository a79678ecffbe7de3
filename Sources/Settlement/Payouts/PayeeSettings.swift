/// Where a creator wants to be paid, as the platform's `creator_payment_settings` have it (R11.3).
public struct PayeeSettings: Hashable, Sendable {
    /// The preferred method, as the column has it: `bank` is there what is `bank_transfer` in payouts.
    public var preferredMethod: String?
    /// The account at ABA Bank.
    public var abaAccount: String?
    /// The e-mail address of the PayPal account.
    public var paypalEmail: String?
    /// The e-mail address at Wise.
    public var wiseEmail: String?
    /// The IBAN for bank transfers.
    public var iban: String?
    /// The bank's BIC, which may be missing.
    public var bic: String?
    /// The name of the account's holder, which Wise and bank transfers want.
    public var name: String?

    /// Settings with all their parts, as the columns have them.
    public init(
        preferredMethod: String?, abaAccount: String? = nil, paypalEmail: String? = nil, wiseEmail: String? = nil,
        iban: String? = nil, bic: String? = nil, name: String? = nil
    ) {
        self.preferredMethod = preferredMethod
        self.abaAccount = abaAccount
        self.paypalEmail = paypalEmail
        self.wiseEmail = wiseEmail
        self.iban = iban
        self.bic = bic
        self.name = name
    }

    /// The account that a payout goes to; nil if there is none, or anything of it is blank.
    ///
    /// - Parameter ownMethod: The method that a request names; nil for the preferred one.
    public func account(ownMethod: String?) -> PayeeAccount? {
        guard let method = method(ownMethod) else { return nil }
        let needed: [String?] =
            switch method {
            case .aba: [abaAccount]
            case .paypal: [paypalEmail]
            case .wise: [wiseEmail, name]
            case .bankTransfer: [iban, name]
            }
        guard let number = needed[0], needed.allSatisfy({ !PayeeSettings.isBlank($0) }) else { return nil }
        // PayPal knows its own holders: the account is the address alone, and so is the copy of it.
        let holder = method == .paypal || PayeeSettings.isBlank(name) ? "" : name ?? ""
        let bank = method == .bankTransfer ? bic ?? "" : ""
        return PayeeAccount(method: method, number: number, holder: holder, bank: bank)
    }

    private func method(_ own: String?) -> PayeeAccount.Method? {
        if let own { return PayeeAccount.Method(rawValue: own) }
        switch preferredMethod {
        case "bank": return .bankTransfer
        case "aba", "paypal", "wise": return preferredMethod.flatMap(PayeeAccount.Method.init)
        default: return nil
        }
    }

    private static func isBlank(_ text: String?) -> Bool { text?.allSatisfy(\.isWhitespace) ?? true }
}

/// The account that a payout goes to. It never describes itself: no more than ``ending`` may be shown.
public struct PayeeAccount: Hashable, Sendable {
    /// How a payout reaches its creator, as `payouts.payout_method` names it.
    public enum Method: String, Hashable, Sendable, CaseIterable {
        /// To an IBAN.
        case bankTransfer = "bank_transfer"
        /// To a PayPal account.
        case paypal
        /// By Wise.
        case wise
        /// To an account at ABA Bank.
        case aba
    }

    /// The method.
    public let method: Method
    /// The account itself: an IBAN, an e-mail address, a number.
    public let number: String
    /// The holder's name; empty where it is not known, and with PayPal, where it is no part of the account.
    public let holder: String
    /// The bank's BIC; empty where it is not known.
    public let bank: String

    /// The last four characters of the account, fewer of a short one, so that half of it stays hidden (R11.7).
    public var ending: String { PayeeAccount.ending(of: number) }

    /// The same of any account's number or address.
    public static func ending(of number: String) -> String {
        let visible = number.filter { !$0.isWhitespace && $0.unicodeScalars.allSatisfy { $0.value >= 0x20 } }
        return String(visible.suffix(min(4, visible.count / 2)))
    }

    /// Everything that makes the account what it is, for an HMAC (R11.7): fields of which none runs into the next.
    public var sealedText: String {
        [method.rawValue, number, holder, bank].map { "\($0.utf8.count):\($0)" }.joined()
    }
}

extension PayeeAccount: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The method and the end of the account, such as `paypal …org`.
    public var description: String { "\(method.rawValue) …\(ending)" }
    /// The same: nothing that prints a value by mistake shows more.
    public var debugDescription: String { description }
    /// Nothing to look into.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
