internal import Money
internal import PostgresClient
internal import Settlement

/// Reads what decides about every creator and currency as of a day, from the totals of closed periods, the payouts and the
/// creators' settings: work that grows with creators and periods, not with lines.
struct StandingReader {
    let connection: Connection
    let day: PayoutDay

    /// Whose standing it is.
    private struct Key: Hashable {
        let creator: Identifier
        let currency: Currency
    }

    /// Every standing of somebody with any line, request or payout that counts, by creator and currency.
    func read() throws -> [Standing] {
        var standings: [Key: Standing] = [:]
        try readEarnings(into: &standings)
        try readTaken(into: &standings)
        try readRows(into: &standings)
        try readPayoutsOfDay(into: &standings)
        let settings = try readSettings()
        for (key, standing) in standings {
            guard let found = settings[standing.creator] else { continue }
            standings[key]?.settings = found
        }
        return standings.values.sorted {
            $0.creator != $1.creator ? $0.creator < $1.creator : $0.currency < $1.currency
        }
    }

    private func readEarnings(into standings: inout [Key: Standing]) throws {
        let sql = """
            SELECT creator_id, currency, payable, bucket, greatest(hold_from, \(Literal.date(day.settledBefore))),
                   sum(creator_cents)::bigint
            FROM settlement.creator_totals JOIN \(day.recorded.periods) closed USING (period)
            WHERE ends_at <= \(Literal.timestamp(day.start)) AND creator_id IS NOT NULL GROUP BY 1, 2, 3, 4, 5
            """
        try connection.copyOut(sql, doing: "adding up the balances") { row in
            let key = Key(creator: try row.nextIdentifier(), currency: try row.nextCurrency())
            let payable = try row.nextBool()
            let bucket = try StandingReader.bucket(try row.nextChar())
            let earning = Earning(bucket: bucket, holdFrom: try row.nextDay(), cents: try row.nextInt64())
            var standing = standings[key] ?? Standing(creator: key.creator, currency: key.currency)
            standing.hasLines = true
            if payable { standing.earnings.append(earning) }
            standings[key] = standing
        }
    }

    private static func bucket(_ letter: UInt8) throws -> Bucket {
        guard let bucket = Bucket(rawValue: letter) else {
            throw LedgerError.damaged("creator_totals has a bucket \"\(Character(UnicodeScalar(letter)))\"")
        }
        return bucket
    }

    private func readTaken(into standings: inout [Key: Standing]) throws {
        let sql = """
            WITH \(PayoutTable(day: day).sql)
            SELECT creator, currency, bool_or(counts),
                   coalesce(sum(coalesce(sales, 0) + amount - parts) FILTER (WHERE counts), 0)::bigint,
                   coalesce(sum(donations) FILTER (WHERE counts), 0)::bigint,
                   coalesce(sum(subscriptions) FILTER (WHERE counts), 0)::bigint,
                   coalesce(sum(amount) FILTER (WHERE later), 0)::bigint
            FROM payout WHERE counts OR later GROUP BY creator, currency
            """
        try connection.copyOut(sql, doing: "adding up the payouts") { row in
            let key = Key(creator: try row.nextIdentifier(), currency: try row.nextCurrency())
            var standing = standings[key] ?? Standing(creator: key.creator, currency: key.currency)
            standing.hasPayouts = try row.nextBool()
            standing.taken = BucketAmounts(
                sales: try row.nextInt64(), donations: try row.nextInt64(), subscriptions: try row.nextInt64())
            standing.takenLater = max(0, try row.nextInt64())
            standings[key] = standing
        }
    }

    /// The rows of payouts that matter one by one: undecided requests, the day's decisions, and faulty parts.
    private func readRows(into standings: inout [Key: Standing]) throws {
        let asOf = Literal.date(day.day)
        let sql = """
            WITH \(PayoutTable(day: day).sql)
            SELECT creator, currency, id, requested_at, amount, method, undecided,
                   CASE WHEN refused_day = \(asOf) THEN refusal END,
                   coalesce(origin = 'request' AND kept_day = \(asOf), false), counts AND NOT ours AND parts <> amount
            FROM payout
            WHERE undecided OR refused_day = \(asOf) OR origin = 'request' AND kept_day = \(asOf)
               OR counts AND NOT ours AND parts <> amount
            ORDER BY requested_at, id
            """
        try connection.copyOut(sql, doing: "reading the requests") { row in
            let key = Key(creator: try row.nextIdentifier(), currency: try row.nextCurrency())
            let request = PayoutRequest(
                id: try row.nextIdentifier(), requestedAt: Instant(microseconds: try row.nextTimestamp()),
                cents: try row.nextInt64(), method: try row.nextOptionalText())
            var standing = standings[key] ?? Standing(creator: key.creator, currency: key.currency)
            if try row.nextBool() { standing.requests.append(request) }
            if let reason = try row.nextOptionalText().flatMap(RefusalReason.init) {
                standing.refused.append(RefusedRequest(request: request, reason: reason))
            }
            if try row.nextBool() { standing.accepted = try (standing.accepted ?? 0).adding(request.cents) }
            if try row.nextBool() { standing.faultyParts.append(request.id) }
            standings[key] = standing
        }
    }

    /// Which of the ids that the engine gives on the day exist, whoever made them (R11.4).
    private func readPayoutsOfDay(into standings: inout [Key: Standing]) throws {
        var keys: [Identifier: Key] = [:]
        for key in standings.keys {
            keys[PayoutIdentifier.id(creator: key.creator, currency: key.currency, day: day.day)] = key
        }
        let ids = "{\(keys.keys.map(\.description).joined(separator: ","))}"
        let sql = """
            SELECT id, coalesce(amount_cents, 0)::bigint,
                   coalesce(status::text, '') <> 'failed'
                   OR coalesce(\(Literal.day("processed_at", in: day.timezone)) > \(Literal.date(day.day)), false)
            FROM \(day.recorded.payouts) row WHERE id IN (SELECT unnest($1::uuid[]))
            """
        let found = try connection.query(sql, [.text(ids)], doing: "looking for the day's payouts") { row in
            (try row[0].identifier(), try row[1].int64(), try row[2].bool())
        }
        for (id, cents, stands) in found {
            guard let key = keys[id] else { continue }
            standings[key]?.hasPayoutOfDay = true
            if stands { standings[key]?.paid = cents }
        }
    }

    private func readSettings() throws -> [Identifier: PayeeSettings] {
        guard day.recorded.before == nil else { return try KeptAccounts(connection: connection).read(day.recorded) }
        let texts = ["wise_email", "iban", "bic", "name"].map { name in
            "CASE jsonb_typeof(payout_details::jsonb->'\(name)') WHEN 'string' THEN payout_details::jsonb->>'\(name)' END"
        }
        let sql = """
            SELECT user_id, preferred_payout_method::text, payout_aba_account::text, payout_paypal_email::text,
                   \(texts.joined(separator: ", "))
            FROM public.creator_payment_settings WHERE user_id IS NOT NULL
            """
        var settings: [Identifier: PayeeSettings] = [:]
        try connection.copyOut(sql, doing: "reading the payment settings") { row in
            settings[try row.nextIdentifier()] = PayeeSettings(
                preferredMethod: try row.nextOptionalText(), abaAccount: try row.nextOptionalText(),
                paypalEmail: try row.nextOptionalText(), wiseEmail: try row.nextOptionalText(),
                iban: try row.nextOptionalText(), bic: try row.nextOptionalText(), name: try row.nextOptionalText())
        }
        return settings
    }
}
