import Foundation
import Settlement

/// A world of the oracle's batch file: tables, policies and what happens, with what must come of it.
struct World {
    /// The seed that grew it.
    let seed: Int
    /// The texts of its policy files, by name.
    let policies: [String: String]
    /// The platform's tables as they are at the beginning.
    let platform: Platform
    /// What happens, in order.
    let steps: [Step]

    /// One thing that happens.
    enum Step {
        /// The application writes.
        case change([Change])
        /// Another policy file is in force from here on.
        case policy(String)
        /// `remit backfill late --from MONTH`.
        case backfill(from: Period)
        /// `remit close`, with the rows of every dataset that must come of it.
        case close(Period, expected: Expected)
        /// `remit close --draft`, which changes nothing.
        case draft
        /// Something that is decided by hand and not refused, with the datasets that must come of it.
        case byHand(HandStep, expected: Expected)
        /// The same, refused with exit code 65: the ledger's own tests tell why, and nothing changes.
        case refusedByHand
        /// A step about payouts, and when it happens.
        case payouts(PayoutStep, now: Instant, expected: Expected)
    }

    /// The rows of every dataset that must come of a step.
    typealias Expected = [String: [[String]]]

    /// One thing that happens to payouts; `refused` where it is to be refused, with exit code 65.
    struct PayoutStep {
        /// What happens.
        enum Action {
            /// `remit payouts run --as-of D`.
            case run(asOf: Day)
            /// `remit payouts export --format csv`.
            case export
            /// `remit payouts confirm`, with the file's text.
            case confirm(String)

            var description: String {
                switch self {
                case .run(let day): "payouts run as of \(day)"
                case .export: "payouts export"
                case .confirm: "payouts confirm"
                }
            }
        }

        let action: Action
        let refused: Bool
    }

    /// One row that the application writes or deletes.
    enum Change {
        /// The whole row, new or replaced.
        case upsert(table: String, row: Row)
        /// The row is gone.
        case delete(table: String, id: String)
    }
}

extension World {
    /// What is wrong with a batch file.
    struct Malformed: Error, CustomStringConvertible {
        let description: String
    }

    /// Reads one line of a batch file.
    init(line: Data) throws {
        guard let object = try JSONSerialization.jsonObject(with: line) as? [String: Any],
            let seed = object["seed"] as? Int, let policies = object["policies"] as? [String: [String: Any]],
            let tables = object["tables"] as? [String: [[String: Any]]], let steps = object["steps"] as? [[String: Any]]
        else { throw Malformed(description: "a line of the batch file is no world") }
        self.seed = seed
        self.policies = policies.compactMapValues { $0["yaml"] as? String }
        platform = Platform(tables: tables)
        self.steps = try steps.map(Step.init)
    }
}

extension World.Step {
    fileprivate init(_ step: [String: Any]) throws {
        let period = (step["period"] ?? step["from"]).flatMap { $0 as? String }.flatMap { Period($0) }
        switch step["kind"] as? String {
        case "change":
            guard let changes = step["changes"] as? [[String: Any]] else { fallthrough }
            self = .change(try changes.map(World.Change.init))
        case "policy":
            guard let name = step["policy"] as? String else { fallthrough }
            self = .policy(name)
        case "backfill":
            guard let period else { fallthrough }
            self = .backfill(from: period)
        case "close":
            guard let period, let expected = step["expected"] as? World.Expected else { fallthrough }
            self = .close(period, expected: expected)
        case "draft":
            self = .draft
        case "adjust", "opening", "waive", "restore", "reopen":
            guard let act = World.HandStep(step), let code = step["exit"] as? Int,
                let expected = step["expected"] as? World.Expected
            else { fallthrough }
            self = code == 0 ? .byHand(act, expected: expected) : .refusedByHand
        case "payouts-run", "payouts-export", "payouts-confirm":
            guard let action = World.PayoutStep.Action(step), let code = step["exit"] as? Int, [0, 65].contains(code),
                let now = (step["now"] as? String).map({ Row.instant(String($0.dropLast())) }),
                let expected = step["expected"] as? World.Expected
            else { fallthrough }
            self = .payouts(World.PayoutStep(action: action, refused: code == 65), now: now, expected: expected)
        default: throw World.Malformed(description: "a step is none of those that the oracle writes: \(step.keys)")
        }
    }
}

extension World.PayoutStep.Action {
    fileprivate init?(_ step: [String: Any]) {
        switch step["kind"] as? String {
        case "payouts-export": self = .export
        case "payouts-confirm":
            guard let text = step["text"] as? String else { return nil }
            self = .confirm(text)
        default:
            guard let day = (step["as_of"] as? String).flatMap({ Day($0) }) else { return nil }
            self = .run(asOf: day)
        }
    }
}

extension World.Change {
    fileprivate init(_ change: [String: Any]) throws {
        guard let table = change["table"] as? String else {
            throw World.Malformed(description: "a change has no table")
        }
        if let row = change["row"] as? [String: Any] {
            self = .upsert(table: table, row: Row(row))
        } else if let id = change["id"] as? String {
            self = .delete(table: table, id: id)
        } else {
            throw World.Malformed(description: "a change has neither a row nor an id")
        }
    }
}
