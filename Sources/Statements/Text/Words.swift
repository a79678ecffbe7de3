internal import Money
internal import Settlement

/// What kinds of lines are called on a statement, and what they mean.
struct KindWords {
    /// The heading.
    let heading: StaticString
    /// One sentence, before the rules' numbers.
    let meaning: StaticString
    /// The rules that say how it is computed.
    let rules: [String]

    init(_ kind: LineKind) {
        switch kind {
        case .sale:
            self.init(
                "Sales", "Each sale's price less what the payment provider and the platform keep.", "R4.1", "R4.3")
        case .bundle:
            self.init(
                "Bundles",
                "Your contents' parts of bundles that were sold; price and fees are split over the contents.",
                "R5.2", "R5.3")
        case .donation:
            self.init("Tips", "Tips that the platform collected for you, less the payment provider's fee.", "R6")
        case .pool:
            self.init(
                "Subscriptions", "Your part of the subscription pool, by what subscribers read and learned.", "R9.1",
                "R9.4")
        case .reversal:
            self.init(
                "Reversals", "Sales and tips of earlier months that were refunded, disputed or set back since.", "R8.2")
        case .reinstatement:
            self.init("Reinstatements", "Reversals that were taken back: the sale or tip stands again.", "R8.3")
        case .correction:
            self.init(
                "Corrections",
                "Settlements that are taken back because the sale or tip was changed; what replaces them stands above.",
                "R8.4")
        case .adjustment: self.init("Adjustments", "What was put in or taken out by hand, with the reason.", "R10")
        case .opening: self.init("Brought in", "The balance of the books before these.", "R10")
        }
    }

    private init(_ heading: StaticString, _ meaning: StaticString, _ rules: String...) {
        self.heading = heading
        self.meaning = meaning
        self.rules = rules
    }

    /// The heading of what went straight to the creator.
    static let direct = KindWords(
        "Tips to your own account",
        "These went straight to your own account. They are no part of the balance, and nothing of them is paid out.",
        "R6")
}

/// Why engagement was left out, in words (R9.1).
enum LeftOutWords {
    /// A sentence without its full stop.
    static func text(_ rule: ExclusionRule?) -> StaticString {
        switch rule {
        case .engagementNegative: "a measure was below zero"
        case .engagementPeriod: "the record does not cover just this month"
        case .engagementImpossible: "more was recorded than the time allows"
        case .contentMissing: "the content was gone when the month was closed"
        case .platformContent: "the content was the platform's own"
        case .noOwner: "the content had no owner"
        case .visibility: "the content was neither public nor paid when the month was closed"
        case .ownContent: "you read it yourself"
        case .viewerCap: "time of a reader above the daily cap; the rest of it counts"
        case nil: "another rule"
        }
    }
}

/// How a creator stands on the asked day, in words (R11.6).
enum OutcomeWords {
    /// What happens next, as a sentence.
    static func text(_ outcome: Outcome, in currency: Currency, of month: StatementMonth) -> String {
        let minimum = month.policy.entry(for: Period(containing: month.asOf)).payouts.minimum[currency]
        let smallest = minimum.map { "the smallest payout, \(AmountText.money($0, in: currency))" }
        return switch outcome.state {
        case .paid: "\(AmountText.money(outcome.cents, in: currency)) was paid out on this day."
        case .requestedPaid:
            "Your request for \(AmountText.money(outcome.cents, in: currency)) was accepted on this day."
        case .inDeficit: "The balance is below zero; later earnings work it off."
        case .nothingDue: "Nothing is due."
        case .noPayoutDetails:
            "Enough is available, but there is no account to pay it to: complete your payout settings."
        case .belowMinimum:
            smallest.map { "The balance is below \($0); it is kept until it reaches that." }
                ?? "The balance is kept: this currency is not paid out."
        case .onHold: onHold(outcome, of: month)
        }
    }

    private static func onHold(_ outcome: Outcome, of month: StatementMonth) -> String {
        let days = month.policy.entry(for: Period(containing: outcome.nextDate ?? month.asOf)).payouts.holdDays
        let held = days == 1 ? "1 day" : "\(days) days"
        return "Earnings are held for \(held)"
            + (outcome.nextDate.map { "; from \($0) on, at the earliest, enough of them is available." } ?? ".")
    }

    /// Why a request was refused, as a sentence.
    static func text(_ reason: RefusalReason) -> StaticString {
        switch reason {
        case .notCovered: "A request of yours was refused: it was more than the balance."
        case .belowMinimum: "A request of yours was refused: it was below the smallest payout."
        case .noPayoutDetails: "A request of yours was refused: there is no account to pay it to."
        }
    }
}

/// How a payout stands on the asked day, in words (R11.5).
enum PayoutWords {
    /// The state.
    static func text(_ payout: PayoutRecord, on day: Day) -> StaticString {
        if let back = payout.backDay, back <= day {
            return payout.paidDay.map { $0 <= day } ?? false ? "came back" : "failed"
        }
        return payout.paidDay.map { $0 <= day } ?? false ? "paid" : "on its way"
    }

    /// How it was paid.
    static func method(_ method: String?) -> String {
        switch method {
        case "paypal": "PayPal"
        case "wise": "Wise"
        case "bank_transfer": "bank transfer"
        case "aba": "ABA"
        default: method ?? ""
        }
    }
}
