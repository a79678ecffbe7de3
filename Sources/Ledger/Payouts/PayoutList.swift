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

/// Lists the payouts that the engine made or accepted.
public struct PayoutList {
    private let connection: Connection

    /// A list over a connection.
    public init(connection: Connection) {
        self.connection = connection
    }

    /// The payouts of a status, or all, oldest first.
    public func read(status: String?) throws -> [ListedPayout] {
        try connection.transaction(.readOnly) {
            try PeriodStore(connection: connection).checkSchema()
            return try connection.query(
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
                """, [status.map { .text($0) } ?? .null], doing: "listing the payouts", PayoutList.payout)
        }
    }

    private static func payout(_ row: Row) throws -> ListedPayout {
        ListedPayout(
            id: try row[0].identifier(), creator: try row[1].identifier(),
            amount: Money(cents: try row[3].int64(), currency: Currency(try row[2].text())),
            method: try row[4].text(), accountEnding: try row[5].text(), status: try row[6].text(),
            origin: try row[7].text(), day: Day(number: try row[8].date()), batch: try row[9].optionalIdentifier(),
            since: Instant(microseconds: try row[10].timestamp()), reason: try row[11].optionalText())
    }
}
