public import Money
public import PostgresClient
public import Settlement

/// Hands payouts out in files: from pending to processing, each in one file alone (R11.5).
public struct PayoutBatches {
    private let connection: Connection
    private let parsePolicy: (String) throws -> Policy

    /// Batches over a connection.
    ///
    /// - Parameters:
    ///   - connection: The connection.
    ///   - parsePolicy: Reads the text of a policy file that a month was closed under: its time zone says which day it is.
    public init(connection: Connection, parsePolicy: @escaping (String) throws -> Policy) {
        self.connection = connection
        self.parsePolicy = parsePolicy
    }

    /// Records files of pending payouts, in one transaction.
    ///
    /// - Parameters:
    ///   - methods: The methods whose payouts are handed out.
    ///   - now: The time that is kept with them.
    ///   - make: Makes the files, of all payouts or some, on a day of the policy's time zone, and has them on the disk when
    ///     it returns; no payout may be in two. They become official when this function returns, and only then.
    /// - Throws: ``PayoutError/busy`` while others hand out or confirm; ``PayoutError/changedMeanwhile``; what `make`
    ///   throws. Nothing was recorded then, unless the error is `outcomeUnknown`.
    public func handOut(
        _ methods: Set<PayeeAccount.Method>, now: Instant, make: ([AcceptedPayout], Day) throws -> [BatchFile]
    ) throws {
        do {
            try connection.transaction(doing: "handing out payouts") {
                try PayoutAnswerLock.take(over: connection)
                let pending = try payouts(
                    "row.status::text = 'pending' AND kept.payout_method = ANY (string_to_array($1, ','))",
                    [.text(methods.map(\.rawValue).sorted().joined(separator: ","))], order: "kept.id")
                guard !pending.isEmpty else { return }
                for file in try make(pending, day(of: now)) { try record(file, now: now) }
            }
        } catch SQLState.serializationFailure {
            throw PayoutError.changedMeanwhile
        }
    }

    /// A file that was handed out; nil if there is none of that id.
    public func find(_ id: Identifier) throws -> PayoutBatch? {
        try connection.transaction(.readOnly) {
            try PeriodStore(connection: connection).checkSchema()
            let payouts = try payouts("taken.batch = $1", [.identifier(id)], order: "taken.place")
            let found = try connection.queryOptional(
                "SELECT format, file_name, file_hash, exported_at FROM settlement.payout_batches WHERE batch = $1",
                [.identifier(id)], doing: "looking for the batch"
            ) { row in
                (
                    format: try row[0].text(), name: try row[1].text(), hash: try row[2].text(),
                    madeAt: Instant(microseconds: try row[3].timestamp())
                )
            }
            guard let found else { return nil }
            return PayoutBatch(
                id: id, format: found.format, name: found.name, hash: found.hash, madeAt: found.madeAt,
                madeOn: try day(of: found.madeAt), payouts: payouts)
        }
    }

    /// The day of an instant in the time zone of the books.
    private func day(of instant: Instant) throws -> Day {
        guard let kept = try PeriodStore(connection: connection).policiesThatCount(parsing: parsePolicy).first else {
            throw LedgerError.damaged("payouts were made, and no month was ever closed")
        }
        return try PayoutDay.day(of: instant, timezone: kept.policy.timezone, over: connection)
    }

    private func payouts(_ condition: String, _ parameters: [Parameter], order: String) throws -> [AcceptedPayout] {
        try connection.query(
            """
            SELECT kept.id, kept.currency, kept.amount_cents, kept.payout_method, run.as_of,
                   kept.payout_details->>'aba_account', kept.payout_details->>'paypal_email',
                   kept.payout_details->>'wise_email', kept.payout_details->>'iban', kept.payout_details->>'bic',
                   kept.payout_details->>'name'
            FROM settlement.payouts kept JOIN settlement.payout_runs run USING (run)
            JOIN public.payouts row ON row.id = kept.id
            LEFT JOIN settlement.payout_batch_rows taken ON taken.payout_id = kept.id
            WHERE \(condition) ORDER BY \(order)
            """, parameters, doing: "reading accepted payouts", PayoutBatches.payout)
    }

    private static func payout(_ row: Row) throws -> AcceptedPayout {
        let id = try row[0].identifier()
        let settings = PayeeSettings(
            preferredMethod: nil, abaAccount: try row[5].optionalText(), paypalEmail: try row[6].optionalText(),
            wiseEmail: try row[7].optionalText(), iban: try row[8].optionalText(), bic: try row[9].optionalText(),
            name: try row[10].optionalText())
        guard let account = settings.account(ownMethod: try row[3].text()) else {
            throw LedgerError.damaged("payout \(id) was accepted without an account")
        }
        return AcceptedPayout(
            id: id, amount: Money(cents: try row[2].int64(), currency: Currency(try row[1].text())), account: account,
            day: Day(number: try row[4].date()))
    }

    private func record(_ file: BatchFile, now: Instant) throws {
        let rows = file.rows.map { "{\"id\":\"\($0.payout)\",\"short_id\":\"\($0.shortID)\"}" }
        try connection.execute(
            "SELECT settlement.export_batch($1, $2, $3, $4, $5, $6, $7::jsonb, $8)",
            [
                .identifier(file.batch), .text(file.format), .text(file.method.rawValue), .text(file.currency.code),
                .text(file.name), .text(file.hash), .text("[\(rows.joined(separator: ","))]"), .instant(now),
            ], doing: "recording a file of payouts")
    }
}

/// The lock of whoever hands out payouts or confirms them: one at a time.
///
/// It is the transaction's, so it outlives a command that is killed inside its COMMIT, and works behind a pooler.
enum PayoutAnswerLock {
    private static let key: Int64 = 0x72_656D_6974 + 4

    /// Takes the lock and looks whether the schema is there.
    ///
    /// - Throws: ``PayoutError/busy`` if somebody has it.
    static func take(over connection: Connection) throws {
        try PeriodStore(connection: connection).checkSchema()
        guard try connection.tryAdvisoryTransactionLock(key: key) else { throw PayoutError.busy }
    }
}
