import Money
import PolicyFile
import Settlement

/// Plays one world through the pure core, and compares every dataset of every close and payout step with what the
/// oracle expects.
struct WorldPlayer {
    private let world: World
    private var platform: Platform
    private var policy: Policy
    private var books = MemoryBooks()
    private(set) var tally = Tally()

    init(_ world: World) throws {
        self.world = world
        platform = world.platform
        policy = try WorldPlayer.policy("policy.yaml", of: world)
        tally.worlds = 1
    }

    /// Plays all steps; the first step that differs is the last, since what follows would differ with it.
    mutating func play() throws {
        for (number, step) in world.steps.enumerated() {
            switch step {
            case .change(let changes): for change in changes { platform.apply(change) }
            case .policy(let name): policy = try WorldPlayer.policy(name, of: world)
            case .backfill(let month):
                let next = books.closed.last?.period.next ?? policy.genesis
                let seen = platform.without(books.waived)
                try MemoryClose(next, platform: seen, policy: policy).noteLate(since: month, &books)
            case .draft, .refusedByHand: break
            case .byHand(let act, let expected):
                tally.actsByHand += 1
                try play(act, expected: expected, step: number)
            case .close(let period, let expected):
                let seen = platform.without(books.waived)
                let outcome = try MemoryClose(period, platform: seen, policy: policy).run(&books)
                tally.closes += 1
                compare(
                    Datasets.rows(of: outcome, in: period, books), with: expected, step: number, "close \(period)")
            case .payouts(let payouts, let now, let expected):
                tally.payoutSteps += 1
                try play(payouts, now: now, expected: expected, step: number)
            }
            if !tally.differences.isEmpty { return }
        }
    }

    private mutating func play(
        _ step: World.PayoutStep, now: Instant, expected: World.Expected, step number: Int
    ) throws {
        let payouts = try MemoryPayouts(policy: policy)
        let name = step.action.description
        var found: [String: [[String]]] = [:]
        do {
            switch step.action {
            case .run(let day):
                let decided = try payouts.run(asOf: day, now: now, &books, &platform)
                found = try payouts.datasets(asOf: day, books, platform)
                // What was decided says the same as what was written.
                let outcomes = decided.map { MemoryPayouts.outcome($1, of: $0) }
                compare(["outcomes": outcomes], with: expected.filter { $0.key == "outcomes" }, step: number, name)
            case .export: payouts.export(books.payouts, &platform)
            case .confirm(let text): try payouts.confirm(text, now: now, &books.payouts, &platform)
            }
            if step.refused { tell(step: number, name, "is not refused, as it must be") }
        } catch is MemoryPayouts.Refused {
            if !step.refused { tell(step: number, name, "is refused, as it must not be") }
        }
        found["payouts"] = payouts.payouts(books.payouts, platform)
        compare(found, with: expected, step: number, name)
    }

    private mutating func play(_ act: World.HandStep, expected: World.Expected, step number: Int) throws {
        switch act {
        case .file(let text, let isOpening):
            do {
                try books.take(text, isOpening: isOpening, under: policy)
            } catch let bad as MemoryBooks.BadFile {
                tell(step: number, "a file by hand", "is refused, as it must not be: \(bad)")
            }
        case .waive(let row): books.waived.insert(row)
        case .restore(let row): books.restore(row)
        case .reopen(let period, let day):
            if books.closed.last?.period == period { books.reopen() }
            let found = try MemoryPayouts(policy: policy).datasets(asOf: day, books, platform)
            compare(["balances": found["balances"] ?? []], with: expected, step: number, "reopen \(period)")
        }
    }

    private mutating func tell(step: Int, _ name: String, _ what: String) {
        tally.tell(seed: world.seed, "step \(step + 1), \(name), \(what)")
    }

    private mutating func compare(
        _ found: [String: [[String]]], with expected: World.Expected, step: Int, _ name: String
    ) {
        for (dataset, rows) in expected.sorted(by: { $0.key < $1.key }) {
            tally.rows += rows.count
            let (wanted, got) = (Difference.sorted(rows), Difference.sorted(found[dataset] ?? []))
            guard wanted != got else { continue }
            let difference = Difference(expected: wanted, found: got)
            tell(step: step, name, "\(dataset):\n\(difference)")
        }
    }

    private static func policy(_ name: String, of world: World) throws -> Policy {
        guard let text = world.policies[name] else {
            throw World.Malformed(description: "seed \(world.seed) has no policy \"\(name)\"")
        }
        return try PolicyFile.parse(text, name: "seed \(world.seed), \(name)").policy
    }
}

/// What differs between two sorted lists of rows.
struct Difference: CustomStringConvertible {
    let expected: [String]
    let found: [String]

    /// How many rows of each side are told.
    private static let told = 6

    /// Rows as text, in an order of their own: what is compared are the rows, not how the ledger sorts them.
    static func sorted(_ rows: [[String]]) -> [String] { rows.map { $0.joined(separator: ",") }.sorted() }

    /// The first rows that only one side has: `-` expected, `+` found.
    var description: String {
        let rows = found.difference(from: expected)
        let missing = rows.removals.prefix(Self.told).map { "  - \(Self.row($0))" }
        let surplus = rows.insertions.prefix(Self.told).map { "  + \(Self.row($0))" }
        return (missing + surplus).joined(separator: "\n")
    }

    private static func row(_ change: CollectionDifference<String>.Change) -> String {
        switch change {
        case .insert(_, let row, _), .remove(_, let row, _): row
        }
    }
}
