internal import Money
internal import PostgresClient
internal import Receipts
internal import Settlement

/// The leaves of a period's Merkle tree, made again from its books alone, against those that are kept.
struct DigestCheck {
    let connection: Connection
    let record: PeriodRecord
    /// The root of the period before, as the record has it in its chain; nil for the first period.
    let previous: ClosedPeriod?
    /// Where the books are.
    let edition: Edition
    /// Takes each finding.
    let report: (Finding) throws -> Void

    private typealias Leaf = (name: String, hash: [UInt8])

    /// Compares leaves and root.
    ///
    /// - Returns: The number of lines.
    /// - Throws: `MoneyError` where the amounts of a creator no longer add up to 64 bits.
    func run() throws -> Int {
        let (creators, lines) = try creatorLeaves()
        let digest = PeriodDigest(connection: connection, edition: edition)
        let made = try digest.leaves(
            previous: previous, policyHash: record.policyHash, creators: creators,
            recognitions: try digest.hash(of: .recognitions), billingPeriods: try digest.hash(of: .billingPeriods))
        let kept = try keptLeaves()
        try compare(made, with: kept)
        let roots = [
            ("the root is not that of the kept leaves", MerkleTree(leaves: kept.map(\.hash)).root),
            ("the root is not that of the books", MerkleTree(leaves: made.map(\.hash)).root),
        ]
        for (what, root) in roots where root != record.root {
            try report(
                Finding(
                    record.period, what, at: "settlement.periods, root", expected: hexadecimal(root),
                    found: hexadecimal(record.root)))
        }
        return lines
    }

    private func creatorLeaves() throws -> (leaves: [Leaf], lines: Int) {
        let spool = CreatorSpool(period: record.period)
        let lines = try BookLines(connection: connection, edition: edition).forEach(
            { try spool.append($0) },
            strange: { found in
                try report(
                    Finding(
                        record.period, "a line is of no kind that is known (R4.4)", at: edition.table(.lines),
                        expected: "a kind and a bucket of the rules", found: found))
            })
        let parts = CreatorTotals(period: record.period).start(on: spool).map { worker in
            Result { try worker.join() }
        }
        return (CreatorTotals.leaves(of: try parts.map { try $0.get() }), lines)
    }

    private func keptLeaves() throws -> [Leaf] {
        var leaves: [Leaf] = []
        try connection.copyOut(
            "SELECT name, hash FROM \(edition.table(.leaves)) ORDER BY place", doing: "reading the kept leaves"
        ) { row in leaves.append((try row.nextText(), unsafe try row.nextBytes { unsafe [UInt8]($0) })) }
        return leaves
    }

    /// Names what differs; leaves that are all there, but in another order, are named by their places.
    private func compare(_ made: [Leaf], with kept: [Leaf]) throws {
        let madeByName = Dictionary(made.lazy.map { ($0.name, $0.hash) }) { first, _ in first }
        let keptByName = Dictionary(kept.lazy.map { ($0.name, $0.hash) }) { first, _ in first }
        for (name, hash) in made where keptByName[name] != hash {
            let found = keptByName[name].map(hexadecimal) ?? "nothing"
            try differs("the books and the kept leaf differ", name, kept: found, made: hexadecimal(hash))
        }
        for (name, hash) in kept where madeByName[name] == nil {
            try differs("the books and the kept leaf differ", name, kept: hexadecimal(hash), made: "nothing")
        }
        guard made.map(\.name) != kept.map(\.name), keptByName.count == madeByName.count else { return }
        let place = zip(made, kept).first { $0.name != $1.name }
        try report(
            Finding(
                record.period, "the kept leaves are not in their order", at: edition.table(.leaves),
                expected: "leaf \"\(place?.0.name ?? "")\", \(made.count) in all",
                found: "leaf \"\(place?.1.name ?? "")\", \(kept.count) in all"))
    }

    private func differs(_ what: String, _ name: String, kept: String, made: String) throws {
        try report(Finding(record.period, what, at: "leaf \"\(name)\"", expected: kept, found: made))
    }
}
