/// The rules by which a month's amounts come about.
extension RuleChapter {
    static let money = RuleChapter(
        number: 1, title: "Money",
        rules: [
            "Amounts are whole cents (the smallest unit) of one currency. Amounts of different currencies are never added.",
            "Nothing is computed with rounded numbers; only the results named here are rounded.",
            "A percentage of an amount is rounded to the nearest cent, an exact half away from zero.",
            """
            An amount that is split gives everybody the whole cents of their exact part. Cents that are left over go one \
            each to those with the largest remainders; a draw that anybody can repeat decides between equal ones. The parts \
            always add up to the amount.
            """,
        ])

    static let periods = RuleChapter(
        number: 2, title: "Months",
        rules: [
            "A month is a calendar month of the platform's time zone, and so is a day.",
            "Months are closed in order. A closed month never changes; what turns up later is settled in a later month.",
            "The same data always gives the same result, to the cent.",
        ])

    static let policy = RuleChapter(
        number: 3, title: "Terms",
        text: """
            Commissions, fees, the subscription percentage, the hold and the smallest payout are those that the platform had \
            in force for the month concerned; an archive carries them in its policy file.
            """)

    static let sales = RuleChapter(
        number: 4, title: "Sales",
        rules: [
            "The platform's commission is a percentage of the price, by the price's tier.",
            "The payment provider's fee is a percentage of the price and a fixed amount.",
            """
            Yours is the price less the commission and, where the terms say that you bear it, less the provider's fee. The \
            platform keeps the rest, and pays the provider's fee of it where it bears that.
            """,
            "In every row the price is the provider's fee, the platform's part and yours. An amount of zero makes no row.",
            "A sale at a price of zero earns nothing and makes no row.",
            "Contents of the platform's own earn nobody else anything. A sale of a content that is gone since still counts.",
            "Fees that the platform noted with the sale are compared with the computed ones, which stand unless the terms say otherwise.",
        ])

    static let bundles = RuleChapter(
        number: 5, title: "Bundles",
        rules: [
            "Commission and provider's fee are those of a sale at the bundle's price.",
            "A content's weight is its stated share; contents without one share the rest by their list prices, or equally.",
            "Your part, the platform's and the provider's are each split over the contents by these weights (R1.4).",
        ])

    static let tips = RuleChapter(
        number: 6, title: "Tips",
        text: """
            There is no commission on tips. Of a tip that the platform collects, the provider's fee is taken as with a sale. A \
            tip that goes straight to your own account is listed in full, but is no part of the balance and never paid out.
            """)

    static let revenue = RuleChapter(
        number: 7, title: "Subscription revenue",
        rules: [
            "A subscription earns its price day by day over each billing period.",
            "Billing periods that were missed are filled in when they are noticed.",
            "A plan change ends the billing period before it; what was left of that is not earned.",
            "A month recognises what was earned through its end, less what earlier months recognised.",
            "Paid days are earned and unpaid ones are not, whatever becomes of the subscription.",
            "What is billed is earned, given up or still to be earned; the books keep each apart.",
        ])

    static let changes = RuleChapter(
        number: 8, title: "What changed since",
        rules: [
            "A sale or tip of an earlier month that turns up late is settled in the month that finds it, within a limit.",
            """
            One that was settled and is refunded, disputed or pending since is reversed: price and your part in full. The \
            provider keeps its fee, which is then the platform's loss, unless the terms say that fees are refunded.
            """,
            "One that was reversed and is completed again is reinstated: the reversal is undone exactly.",
            "One whose amount, currency or recipient was changed is taken back exactly and settled again.",
            "No other change of a settled sale or tip has any effect.",
            """
            What undoes or replaces something is held from the same day as that; everything else is held from the first day \
            after its month.
            """,
            "Sales and tips beyond the limits are listed first, and settled by the next close.",
        ])

    static let pool = RuleChapter(
        number: 9, title: "The subscription pool",
        text: "The month's subscription revenue less the platform's percentage, and what the month before left over.",
        rules: [
            """
            What counts is the time, sessions and concepts of readers with a paid subscription, on contents that are public \
            or paid and have an owner, and that are not the reader's own. Records that cannot be right do not count; of time \
            above the daily cap, where the terms have one, only the part below it does. What was left out is listed.
            """,
            "By engagement: a content's weight is its part of all time, sessions and concepts, each by its weight in the terms.",
            "By reader: each reader's own money is shared by what that reader used, in the same way.",
            "The pool is split over creators by these weights, then each creator's part over the contents (R1.4).",
            "Where nothing counts, the pool goes to the next month.",
        ])
}
