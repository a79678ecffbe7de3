/// The rules of balances and payouts, and what holds everything together.
extension RuleChapter {
    static let closing = [balances, payouts, exceptions, always, statistics]

    private static let balances = RuleChapter(
        number: 10, title: "Balances",
        text: """
            The balance is what closed months earned you, adjustments among it, less payouts that have not failed. Each amount \
            is available once it was held for the days that the terms say. A balance below zero stays, and is worked off by \
            later earnings in the same currency.
            """)

    private static let payouts = RuleChapter(
        number: 11, title: "Payouts",
        rules: [
            """
            Requests come first, oldest first. One is refused if it is more than the balance, below the smallest payout, or \
            has no account to go to; it waits while what it asks for is still held. Then all that is available is paid, if \
            it reaches the smallest payout.
            """,
            "A payout is taken from sales, tips and subscriptions; a deficit in one of them is covered by the others.",
            "The account is that of your payout settings on the day of the payout.",
            "There is at most one payout of the platform's own in a currency on a day.",
            """
            A payout is on its way until the bank or provider confirms it. One that fails or comes back is in the balance \
            again; one whose outcome is not known is never paid a second time.
            """,
            """
            After each day of payouts everybody stands in just one state: paid, request paid, below zero, nothing due, no \
            account, below the smallest payout, or on hold with the first day on which more can be paid.
            """,
            "What is to be paid is planned first, and paid only if nothing has changed since.",
            "A payout uses up the oldest amounts first.",
        ])

    private static let exceptions = RuleChapter(
        number: 12, title: "Exceptions",
        text: """
            Records that cannot be settled are listed with what is wrong, and looked at again each month until they are \
            repaired or put aside with a reason.
            """)

    private static let always = RuleChapter(
        number: 13, title: "Always true",
        text: """
            Prices are fees, platform's parts and creators' parts, in every row and in total. What was owed, plus what was \
            earned, less what was paid is what is owed. Every month has one published root that covers every row in it: a \
            receipt proves that yours are under it.
            """)

    private static let statistics = RuleChapter(
        number: 14, title: "Statistics of contents",
        text: "Ratings and counts of sales are those of a full recount at the time that they are shown for.")
}
