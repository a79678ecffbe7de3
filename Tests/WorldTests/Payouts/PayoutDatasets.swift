import Money
import Settlement

/// The datasets about payouts as rows of texts, in the words of `remit export`.
extension MemoryPayouts {
    /// Those that show a day, as they are now.
    func datasets(asOf day: Day, _ books: MemoryBooks, _ platform: Platform) throws -> [String: [[String]]] {
        let rules = PayoutRules(policy: policy, day: day)
        var found: [String: [[String]]] = ["payouts": payouts(books.payouts, platform)]
        var faults: Set<[String]> = []
        for (payee, standing) in try standings(on: day, books, platform) {
            if standing.hasLines || standing.hasPayouts {
                found["balances", default: []].append(try Self.balance(rules.balance(of: standing), of: payee))
            }
            if let outcome = try rules.outcome(of: standing) {
                found["outcomes", default: []].append(Self.outcome(outcome, of: payee))
            }
            for fault in try rules.faults(of: standing) { faults.insert(Self.exception(fault, on: day)) }
        }
        // A creator without an account is told once, however many currencies wait.
        found["exceptions"] = Array(faults)
        return found
    }

    /// Every payout and request of these books.
    func payouts(_ record: PayoutRecord, _ platform: Platform) -> [[String]] {
        payoutRows(record, platform).map { payout in
            let (row, id) = (payout.row, payout.id)
            let cents = ["amount_cents", "from_sales_cents", "from_donations_cents", "from_subscriptions_cents"]
            let reason = payout.refusal?.reason.rawValue ?? record.failures[id]
            return ["\(id)", Self.text(row.identifier("user_id")), row.currency("currency").code]
                + cents.map { Self.text(row.number($0)) }
                + [
                    row.text("payout_method") ?? "", payout.status,
                    (row.text("requested_at") ?? "").replacing(" ", with: "T") + "Z",
                    (payout.kept?.origin ?? .request).rawValue, reason ?? "",
                ]
        }
    }

    /// How somebody ends a run.
    static func outcome(_ outcome: Outcome, of payee: Payee) -> [String] {
        [
            "\(payee.creator)", payee.currency.code, outcome.state.rawValue, "\(outcome.cents)",
            outcome.reason?.rawValue ?? "", text(outcome.nextDate),
        ]
    }

    private static func balance(_ balance: Balance, of payee: Payee) throws -> [String] {
        [
            "\(payee.creator)", payee.currency.code, "\(balance.whole.sales)", "\(balance.whole.donations)",
            "\(balance.whole.subscriptions)", "\(balance.held)", "\(try balance.available.total())",
        ]
    }

    private static func exception(_ fault: PayoutFault, on day: Day) -> [String] {
        [
            "\(Period(containing: day))", fault.code.rawValue, fault.table, "\(fault.row)",
            fault.isWarning ? "warning" : "error",
        ]
    }

    private static func text(_ value: (some CustomStringConvertible)?) -> String { value?.description ?? "" }
}
