public import Money
public import PostgresClient
public import Settlement

/// A payout that the engine made or accepted, as it stands.
public struct ListedPayout: Sendable {
    /// Its id.
    public let id: Identifier
    /// Who gets it.
    public let creator: Identifier
    /// How much.
    public let amount: Money
    /// By which method.
    public let method: String
    /// The last characters of the account.
    public let accountEnding: String
    /// Its status.
    public let status: String
    /// `engine` or `request`.
    public let origin: String
    /// The day of the run that made or accepted it.
    public let day: Day
    /// The file that it was handed out in; nil before that.
    public let batch: Identifier?
    /// When it came to its status.
    public let since: Instant
    /// Why it failed; nil if it did not, or nobody said.
    public let reason: String?
}

/// A file that was handed out, as it is listed.
public struct ListedBatch: Sendable {
    /// Its id, by which it is written again.
    public let id: Identifier
    /// The file's name.
    public let name: String
    /// The method of its payouts.
    public let method: String
    /// How many payouts are in it.
    public let payouts: Int64
    /// Their sum.
    public let amount: Money
    /// When it was handed out.
    public let exportedAt: Instant
    /// The database user who did that.
    public let exportedBy: String
}

/// Lists the payouts that the engine made or accepted, and the files that they were handed out in.
public struct PayoutList {
    private let connection: Connection

    /// A list over a connection.
    public init(connection: Connection) {
        self.connection = connection
    }

    /// The payouts of a status, or all, oldest first, and the files that any of them is in.
    public func read(status: String?) throws -> (payouts: [ListedPayout], batches: [ListedBatch]) {
        try connection.transaction(.readOnly) {
            try PeriodStore(connection: connection).checkSchema()
            let status = status.map { Parameter.text($0) } ?? .null
            return (try payouts(status), try batches(status))
        }
    }

    private func payouts(_ status: Parameter) throws -> [ListedPayout] {
        try connection.query(
            """
            SELECT kept.id, kept.creator_id, kept.currency, kept.amount_cents, kept.payout_method,
                   kept.account_ending, row.status::text, kept.origin, run.as_of, taken.batch,
                   coalesce(last.taken_at, run.applied_at), CASE row.status::text WHEN 'failed' THEN last.reason END
            FROM settlement.payouts kept JOIN settlement.payout_runs run USING (run)
            JOIN public.payouts row ON row.id = kept.id
            LEFT JOIN settlement.payout_batch_rows taken ON taken.payout_id = kept.id
            LEFT JOIN LATERAL (
                SELECT taken_at, reason FROM settlement.payout_steps
                WHERE payout_id = kept.id AND status <> 'unknown' ORDER BY step DESC LIMIT 1
            ) last ON true
            WHERE $1::text IS NULL OR row.status::text = $1 ORDER BY run.run, kept.id
            """, [status], doing: "listing the payouts", PayoutList.payout)
    }

    private func batches(_ status: Parameter) throws -> [ListedBatch] {
        try connection.query(
            """
            SELECT batch, file_name, method, payouts, amount_cents, currency, exported_at, exported_by
            FROM settlement.payout_batches
            WHERE $1::text IS NULL OR batch IN (
                SELECT taken.batch FROM settlement.payout_batch_rows taken JOIN public.payouts row ON row.id = payout_id
                WHERE row.status::text = $1)
            ORDER BY exported_at, batch
            """, [status], doing: "listing the files"
        ) { row in
            ListedBatch(
                id: try row[0].identifier(), name: try row[1].text(), method: try row[2].text(),
                payouts: try row[3].int64(),
                amount: Money(cents: try row[4].int64(), currency: Currency(try row[5].text())),
                exportedAt: Instant(microseconds: try row[6].timestamp()), exportedBy: try row[7].text())
        }
    }

    private static func payout(_ row: Row) throws -> ListedPayout {
        ListedPayout(
            id: try row[0].identifier(), creator: try row[1].identifier(),
            amount: Money(cents: try row[3].int64(), currency: Currency(try row[2].text())),
            method: try row[4].text(), accountEnding: try row[5].text(), status: try row[6].text(),
            origin: try row[7].text(), day: Day(number: try row[8].date()), batch: try row[9].optionalIdentifier(),
            since: Instant(microseconds: try row[10].timestamp()),
            reason: try row[11].optionalText().map { BankText.cleaned($0) })
    }
}
