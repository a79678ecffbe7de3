internal import Crypto
public import Money
public import Settlement

/// What a run of a day would pay, accept and refuse, and how everybody else stands (R11.7).
public struct PayoutPlan: Sendable {
    /// One creator in one currency.
    public struct Entry: Sendable {
        /// The creator.
        public let creator: Identifier
        /// The currency.
        public let currency: Currency
        /// What is done.
        public let decision: PayoutDecision
        /// How they stand afterwards; nil without any line.
        public let outcome: Outcome?
        /// What is wrong.
        public let faults: [PayoutFault]
        /// What the ledger knows of earlier payouts to them.
        public let history: PayeeHistory
        /// HMACs of the accounts that are paid, by the payout's id, in hexadecimal digits.
        let seals: [Identifier: String]

        /// What is paid or accepted, in all.
        public var cents: Int64 {
            decision.accepted.reduce(0) { $0 + $1.request.cents } + (decision.payout?.cents ?? 0)
        }

        /// Whether an account that is paid is another than that of the last payout.
        public var accountChanged: Bool {
            history.lastSeal.map { last in seals.values.contains { $0 != last } } ?? false
        }
    }

    /// The as-of date D.
    public let day: Day
    /// The hash of the policy file.
    public let policyHash: String
    /// Whether another database user must apply it, and by whose word.
    public let approval: ApprovalBasis
    /// The last closed period that counts; nil if none has ended by D.
    public let lastPeriod: Period?
    /// The day of the last run that was applied; nil if there was none.
    public let lastRun: Day?
    /// Everybody with any line or request, by creator and currency.
    public let entries: [Entry]
    /// The plan as it is hashed, a line for everything that is done and everybody's state.
    public let text: String

    /// The SHA-256 of the text, in hexadecimal digits.
    public var hash: String { SHA256.hash(data: Array(text.utf8)).hex }

    /// Whether it would change anything.
    public var isEmpty: Bool { entries.allSatisfy(\.decision.isEmpty) }

    init(
        day: Day, policyHash: String, approval: ApprovalBasis, lastPeriod: Period?, lastRun: Day?, entries: [Entry]
    ) {
        self.day = day
        self.policyHash = policyHash
        self.approval = approval
        self.lastPeriod = lastPeriod
        self.lastRun = lastRun
        self.entries = entries
        var lines = PlanText()
        lines.add("remit payout plan", "1")
        lines.add("as of", day.description)
        lines.add("policy", policyHash)
        lines.add("approval", approval.isRequired ? "required" : "none")
        lines.add("periods through", lastPeriod?.description ?? "none")
        for entry in entries { lines.add(entry) }
        text = lines.text
    }
}

/// What earlier runs paid to a creator in a currency.
public struct PayeeHistory: Sendable {
    /// What the last run paid or accepted.
    public var lastCents: Int64 = 0
    /// The HMAC of the account that was paid last; nil if nobody was ever paid.
    var lastSeal: String?

    /// Whether nothing was ever paid to them.
    public var isNew: Bool { lastSeal == nil }
}

/// The lines of a plan: comma-separated values, so that plans are compared line by line.
struct PlanText {
    private(set) var text = ""

    mutating func add(_ fields: String...) {
        var bytes: [UInt8] = []
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            CommaSeparated.append(field, to: &bytes)
        }
        text += String(decoding: bytes, as: UTF8.self) + "\n"
    }

    mutating func add(_ entry: PayoutPlan.Entry) {
        let (creator, currency) = (entry.creator.description, entry.currency.code)
        for refusal in entry.decision.refused {
            add(
                "refuse", refusal.request.id.description, creator, currency, "\(refusal.request.cents)",
                refusal.reason.rawValue)
        }
        for accepted in entry.decision.accepted {
            add("accept", accepted.request.id, entry, accepted.request.cents, accepted.parts, accepted.account)
        }
        if let payout = entry.decision.payout {
            add("pay", payout.id, entry, payout.cents, payout.parts, payout.account)
        }
        if let outcome = entry.outcome {
            add(
                "state", creator, currency, outcome.state.rawValue, "\(outcome.cents)", outcome.reason?.rawValue ?? "",
                outcome.nextDate?.description ?? "")
        }
        for fault in entry.faults { add("exception", fault.code.rawValue, fault.table, fault.row.description) }
    }

    private mutating func add(
        _ verb: String, _ id: Identifier, _ entry: PayoutPlan.Entry, _ cents: Int64, _ parts: BucketAmounts,
        _ account: PayeeAccount
    ) {
        add(
            verb, id.description, entry.creator.description, entry.currency.code, "\(cents)", "\(parts.sales)",
            "\(parts.donations)", "\(parts.subscriptions)", account.method.rawValue, account.ending,
            entry.seals[id] ?? "")
    }

    /// What is in one plan and not in the other, in order: a line that is no longer so, and one that is so now.
    static func differences(from old: String, to new: String) -> [String] {
        let (before, now) = (old.split(separator: "\n"), new.split(separator: "\n"))
        let (known, found) = (Set(before), Set(now))
        return before.filter { !found.contains($0) }.map { "no longer: \($0)" }
            + now.filter { !known.contains($0) }.map { "now: \($0)" }
    }
}
