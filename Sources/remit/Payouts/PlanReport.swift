import Ledger
import Money
import Settlement

/// The result of `remit payouts plan`, `apply` and `run`.
struct PlanReport: PrintedResult {
    /// What became of it.
    enum Outcome: String, Encodable {
        case planned, applied
        case awaitsApproval = "awaits_approval"
        case alreadyApplied = "already_applied"
    }

    /// What is paid in one currency.
    struct Total: Encodable {
        let currency: String
        let payouts: Int
        let cents: Int64
        let lastRunCents: Int64
        let changeCents: Int64
        /// The ids of the ten largest payouts, the largest first.
        let largest: [String]
    }

    /// How many end in a state.
    struct StateCount: Encodable {
        let currency: String
        let state: String
        let creators: Int
    }

    /// What is wrong.
    struct Fault: Encodable {
        let code: String
        let table: String
        let rowID: String
        let severity: String
        let message: String

        enum CodingKeys: String, CodingKey {
            case code, table
            case rowID = "rowId"
            case severity, message
        }
    }

    let outcome: Outcome
    let hash: String
    var approval = ApprovalBasis.notRequired
    let asOf: String
    var periodsThrough: String?
    var lastRun: String?
    var totals: [Total]?
    var entries: [PlanEntry]?
    var states: [StateCount]?
    var exceptions: [Fault]?
    var shownInFull = false

    enum CodingKeys: String, CodingKey {
        case outcome, hash, asOf, periodsThrough, lastRun, totals, entries, states, exceptions
    }

    init(_ result: PayoutRunResult, shownInFull: Bool) {
        switch result {
        case .applied(let plan): self.init(plan, outcome: .applied, shownInFull: shownInFull)
        case .awaitsApproval(let plan): self.init(plan, outcome: .awaitsApproval, shownInFull: shownInFull)
        case .alreadyApplied(let hash, let day): self.init(.alreadyApplied, hash: hash, day: day)
        }
    }

    private init(_ outcome: Outcome, hash: String, day: Day) {
        self.outcome = outcome
        self.hash = hash
        asOf = day.description
    }

    init(_ plan: PayoutPlan, outcome: Outcome, shownInFull: Bool) {
        self.outcome = outcome
        hash = plan.hash
        approval = plan.approval
        asOf = plan.day.description
        periodsThrough = plan.lastPeriod?.description
        lastRun = plan.lastRun?.description
        let entries = plan.entries.flatMap(PlanEntry.entries)
        self.entries = entries
        totals = PlanReport.totals(of: plan, entries)
        states = PlanReport.states(of: plan)
        exceptions = plan.entries.flatMap(\.faults).oncePerRow.map { fault in
            Fault(
                code: fault.code.rawValue, table: fault.table, rowID: fault.row.description,
                severity: fault.isWarning ? "warning" : "error", message: fault.message)
        }
        self.shownInFull = shownInFull
    }

    private static func totals(of plan: PayoutPlan, _ entries: [PlanEntry]) -> [Total] {
        let last = Dictionary(grouping: plan.entries, by: \.currency.code).mapValues { entries in
            entries.reduce(Int64(0)) { $0 + $1.history.lastCents }
        }
        let paid = Dictionary(grouping: entries.filter { $0.action == .pay || $0.action == .accept }, by: \.currency)
        return last.keys.sorted().compactMap { currency in
            let (now, before) = (paid[currency] ?? [], last[currency] ?? 0)
            guard !now.isEmpty || before != 0 else { return nil }
            let cents = now.reduce(Int64(0)) { $0 + $1.amountCents }
            let largest = now.sorted {
                $0.amountCents != $1.amountCents
                    ? $0.amountCents > $1.amountCents : ($0.payoutID ?? "") < ($1.payoutID ?? "")
            }
            return Total(
                currency: currency, payouts: now.count, cents: cents, lastRunCents: before, changeCents: cents - before,
                largest: largest.prefix(10).compactMap(\.payoutID))
        }
    }

    private static func states(of plan: PayoutPlan) -> [StateCount] {
        let byCurrency = Dictionary(grouping: plan.entries.filter { $0.outcome != nil }, by: \.currency)
        return byCurrency.keys.sorted().flatMap { currency in
            PayoutState.allCases.compactMap { state in
                let count = byCurrency[currency]?.count { $0.outcome?.state == state } ?? 0
                return count == 0
                    ? nil : StateCount(currency: currency.code, state: state.rawValue, creators: count)
            }
        }
    }
}

extension PlanReport {
    /// The entries as lines of csv, with a header.
    var csv: [String] { [PlanEntry.columns.joined(separator: ",")] + (entries ?? []).map(\.csv) }
}
