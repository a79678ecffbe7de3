import PolicyFile
import Settlement

/// How much was played, and what differed.
struct Tally: Sendable {
    var worlds = 0
    var closes = 0
    var rows = 0
    var differences: [String] = []

    /// Takes up another.
    mutating func add(_ other: Tally) {
        worlds += other.worlds
        closes += other.closes
        rows += other.rows
        differences += other.differences
    }
}

/// Plays one world through the pure core, and compares every dataset of every close with what the oracle expects.
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

    /// Plays all steps; the first close that differs is the last, since what follows would differ with it.
    mutating func play() throws {
        for (number, step) in world.steps.enumerated() {
            switch step {
            case .change(let changes): for change in changes { platform.apply(change) }
            case .policy(let name): policy = try WorldPlayer.policy(name, of: world)
            case .backfill(let month):
                let next = books.closed.last?.period.next ?? policy.genesis
                try MemoryClose(next, platform: platform, policy: policy).noteLate(since: month, &books)
            case .close(let period, let expected):
                let outcome = try MemoryClose(period, platform: platform, policy: policy).run(&books)
                compare(Datasets.rows(of: outcome, in: period, books), with: expected, step: number, period)
                if !tally.differences.isEmpty { return }
            }
        }
    }

    private mutating func compare(
        _ found: [String: [[String]]], with expected: [String: [[String]]], step: Int, _ period: Period
    ) {
        tally.closes += 1
        for (dataset, rows) in expected.sorted(by: { $0.key < $1.key }) {
            tally.rows += rows.count
            let (wanted, got) = (Difference.sorted(rows), Difference.sorted(found[dataset] ?? []))
            guard wanted != got else { continue }
            let difference = Difference(expected: wanted, found: got)
            tally.differences.append(
                "seed \(world.seed), step \(step + 1), close \(period), \(dataset):\n\(difference)")
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
