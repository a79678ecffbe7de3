internal import Ledger
internal import Money
internal import Remittance
internal import Settlement

/// What banks and providers say of payouts, a while after they were handed out.
///
/// Nearly all arrive. At every third payday one fails; at every sixth one of the payday before comes back; one in seven has
/// no answer until a month later, and is on its way until then.
struct PayoutAnswers {
    /// All payouts, oldest first.
    let payouts: [ListedPayout]
    /// How many paydays there were before.
    let run: Int

    /// The file of answers, in the columns that `remit payouts confirm` takes, with the short ids of the files.
    ///
    /// - Parameters:
    ///   - day: The as-of date of the payday.
    ///   - last: That of the payday before.
    func text(of day: Day, after last: Day?) -> String {
        let waiting = payouts.filter { $0.status == "processing" }
        let failing = run % 3 == 1 ? waiting.first { $0.day == day && $0.origin == "engine" } : nil
        let back = run % 6 == 3 ? payouts.first { $0.day == last && $0.status == "completed" } : nil
        let answered = waiting.enumerated().filter { $0.offset % 7 != 6 || $0.element.id == failing?.id }.map(\.element)
        let lines = answered.map { payout in
            line(payout, payout.id == failing?.id ? "the account is closed" : nil, of: day)
        }
        let returned = back.map { [line($0, "the recipient did not claim it", of: day)] } ?? []
        return (["payout_id,status,reference,reason,amount_cents,currency"] + lines + returned)
            .map { $0 + "\n" }.joined()
    }

    /// A line; with a reason, the payout failed.
    private func line(_ payout: ListedPayout, _ reason: String?, of day: Day) -> String {
        let id = ShortID.text(of: payout.id)
        let answer = reason == nil ? "completed" : "failed"
        return "\(id),\(answer),\(day)/\(id.suffix(8)),\(reason ?? ""),\(payout.amount.cents),\(payout.amount.currency)"
    }
}

extension DemoFile {
    /// What the file says, read as `remit payouts confirm` reads it.
    func confirmations() throws -> [PayoutConfirmation] { try ConfirmationFile.parse(bytes, name: name) }
}
