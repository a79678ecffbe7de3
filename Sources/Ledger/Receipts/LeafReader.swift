internal import Crypto
internal import Money
internal import PostgresClient
internal import Receipts
internal import Settlement

/// Reads a closed period's leaves, and the contents of its creators' leaves from the books.
struct LeafReader {
    let connection: Connection

    /// The kept leaves of a period.
    func leaves(of period: Period) throws -> PeriodLeaves {
        let seal = try connection.queryOptional(
            "SELECT root, previous_root, policy_hash, engine_version FROM settlement.periods WHERE period = $1",
            [.period(period)], doing: "reading the closed period"
        ) { row in
            PeriodLeaves.Seal(
                root: try row[0].bytes(), previousRoot: try row[1].optionalBytes(), policyHash: try row[2].text(),
                engineVersion: try row[3].text())
        }
        guard let seal else { throw LedgerError.notClosed(period) }
        var leaves: [(name: String, hash: [UInt8])] = []
        try connection.copyOut(
            "SELECT name, hash FROM \(edition(period).table(.leaves)) ORDER BY place", doing: "reading the kept leaves"
        ) { row in leaves.append((try row.nextText(), unsafe try row.nextBytes { unsafe [UInt8]($0) })) }
        return try PeriodLeaves(period: period, seal: seal, leaves: leaves)
    }

    /// Hands over what the books have of the creators with ids in a range, in ascending order; of one without lines
    /// nothing.
    func contents(
        of creators: ClosedRange<Identifier>, in period: Period, _ body: (CreatorLeaf) throws -> Void
    ) throws {
        let totals = try totals(of: creators, in: period)
        var pending: (creator: Identifier, hash: SHA256)?
        func finish() throws {
            guard let (creator, hash) = pending else { return }
            try body(
                CreatorLeaf(creator: creator, totals: totals[creator] ?? [], linesHash: hash.finalize().hex))
        }
        let reader = DatasetReader(
            connection: connection, edition: edition(period), dataset: .lines, columns: Dataset.lines.columns)
        try reader.forEachLine(of: creators) { creator, row in
            if pending?.creator != creator {
                try finish()
                pending = (creator, SHA256())
            }
            pending?.hash.update(data: row)
        }
        try finish()
    }

    private func edition(_ period: Period) -> Edition { Edition(period: period, place: .ledger) }

    private func totals(
        of creators: ClosedRange<Identifier>, in period: Period
    ) throws -> [Identifier: [CreatorLeaf.Total]] {
        var totals: [Identifier: [CreatorLeaf.Total]] = [:]
        try connection.copyOut(
            """
            SELECT creator_id, currency, bucket, payable, hold_from, lines, gross_cents, processing_cents,
                   platform_cents, creator_cents, earned_cents
            FROM \(edition(period).table(.creatorTotals)) WHERE \(Literal.within(creators, "creator_id"))
            ORDER BY creator_id, currency COLLATE "C", \(BookText.bucket("bucket")) COLLATE "C", payable, hold_from
            """, doing: "reading the creators' totals"
        ) { row in
            let creator = try row.nextIdentifier()
            totals[creator, default: []].append(try LeafReader.total(&row, of: creator))
        }
        return totals
    }

    private static func total(_ row: inout CopyRow, of creator: Identifier) throws -> CreatorLeaf.Total {
        let currency = Currency(try row.nextText())
        guard let bucket = Bucket(rawValue: try row.nextChar()) else {
            throw LedgerError.damaged("a total of \(creator) has an unknown bucket")
        }
        return CreatorLeaf.Total(
            currency: currency, bucket: bucket, payable: try row.nextBool(), holdFrom: try row.nextDay(),
            lines: try row.nextInt64(), gross: try row.nextInt64(), processing: try row.nextInt64(),
            platform: try row.nextInt64(), creator: try row.nextInt64(), earned: try row.nextInt64())
    }
}
