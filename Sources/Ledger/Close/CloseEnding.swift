internal import Money
internal import PostgresClient
internal import Receipts
internal import Settlement

/// What a close does when all lines are there: keys, totals, the digest, the seal.
extension CloseRun {
    /// The books against themselves.
    var checks: CloseChecks { CloseChecks(connection: writer, edition: edition) }

    /// Adds the keys and sums the lines in the database while each creator's lines are summed and hashed here.
    func addUp(_ creators: CreatorSpool) throws -> [(name: String, hash: [UInt8])] {
        observer.begin(.keys, expectedRows: nil)
        let summing = CreatorTotals(period: period).start(on: creators)
        do {
            try writer.execute(
                "SELECT settlement.key_books($1, $2)", [.period(period), .bool(request.draft)], doing: "adding the keys"
            )
            try checks.sumLines()
        } catch {
            for worker in summing { _ = try? worker.join() }
            throw error
        }
        observer.end(.keys)
        return try stage(.totals) { try writeTotals(try summing.map { try $0.join() }) }
    }

    private func writeTotals(_ parts: [CreatorTotals.Part]) throws -> [(name: String, hash: [UInt8])] {
        try writer.copyIn(
            "COPY \(edition.table(.creatorTotals)) FROM STDIN (FORMAT binary)", doing: "writing the totals"
        ) { output in
            for part in parts { try part.rows.forEachChunk { try output.write($0) } }
        }
        return CreatorTotals.leaves(of: parts)
    }

    /// Keeps how contents, creators and bundles were called, for reports.
    func keepParticulars() throws {
        try writer.grouping {
            try writer.execute(
                "SELECT settlement.keep_particulars($1, $2)", [.period(period), .bool(request.draft)],
                doing: "keeping titles and names")
        }
    }

    func seal(
        creators: [(name: String, hash: [UInt8])], subscriptions: SubscriptionStage.Outcome
    ) throws -> [UInt8] {
        let digest = PeriodDigest(connection: writer, edition: edition)
        let leaves = try digest.leaves(
            previous: previous, policyHash: request.policyHash, creators: creators,
            recognitions: subscriptions.recognitions, billingPeriods: subscriptions.billingPeriods)
        try digest.write(leaves)
        let root = MerkleTree(leaves: leaves.map(\.hash)).root
        guard !request.draft else {
            try writer.execute(
                "SELECT settlement.keep_draft($1, $2, $3)", [.period(period), .bytes(root), .instant(request.now)])
            return root
        }
        try writer.execute(
            "SELECT settlement.seal_books($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            [
                .period(period), .instant(bounds.start), .instant(bounds.end), .text(request.policyHash),
                .text(request.policyPath), .text(request.policyText), previous.map { .bytes($0.root) } ?? .null,
                .bytes(root), .instant(request.now), .text(request.engineVersion),
            ], doing: "sealing the books")
        return root
    }

    func summary(root: [UInt8], openErrors: Int) throws -> CloseSummary {
        let rows = try writer.query(
            """
            SELECT currency, sum(lines)::int8, coalesce(sum(creator_cents) FILTER (WHERE payable), 0)::int8
            FROM \(edition.table(.creatorTotals)) GROUP BY currency
            """, doing: "summing up"
        ) { row in (Currency(try row[0].text()), try row[1].int64(), try row[2].int64()) }
        return CloseSummary(
            period: period, draft: request.draft, root: root, lines: rows.reduce(0) { $0 + $1.1 },
            openErrors: openErrors, earnings: Dictionary(uniqueKeysWithValues: rows.map { ($0.0, $0.2) }))
    }
}
