internal import Ledger
internal import PolicyFile
internal import PostgresClient
internal import Settlement

/// What people put into a demo's balances by hand: balances from before its books, and later a fine and some goodwill.
struct HandWork {
    let ledger: DemoLedger
    let desk: DemoDesk
    /// Who is never fined: the creator whom the platform pays by hand now and then, which needs a balance.
    let spared: String

    /// Brings in the balances of three creators, available in the middle of the first month.
    ///
    /// - Returns: The name of the file and how many entries it has.
    func open() throws -> (file: String, entries: Int) {
        let connection = try ledger.connect()
        let creators = try connection.query(
            """
            SELECT user_id::text FROM public.contents
            WHERE user_id IS NOT NULL AND is_platform_content IS NOT TRUE GROUP BY user_id ORDER BY user_id LIMIT 3
            """, doing: "choosing creators with a balance"
        ) { try $0[0].text() }
        let day = ledger.policy.policy.genesis.firstDay.adding(days: 14)
        let amounts = [("sales", 120_00), ("donations", 45_50), ("subscriptions", 80_25)]
        let lines = zip(creators, amounts).map { creator, amount in "\(creator),USD,\(amount.0),\(amount.1),\(day)" }
        let file = try desk.leave(
            HandWork.text("creator_id,currency,bucket,amount_cents,available_from", lines), as: "opening.csv")
        _ = try files(connection, on: ledger.policy.policy.genesis.firstDay).open(file.bytes, name: file.name)
        return (file.name, lines.count)
    }

    /// After a month that was closed and paid, fines a creator more than they are owed, so that later months have to work it
    /// off, and is good to the one whose payout failed last.
    ///
    /// - Returns: The name of the file and how many entries it has; nil where nobody was paid in dollars.
    func adjust(after month: Period) throws -> (file: String, entries: Int)? {
        let day = Paydays.lastDay(after: month)
        let paid = try ledger.rows(of: .payouts, asOf: day).filter { $0[2] == "USD" && $0[10] == "engine" }
        let balances = try ledger.rows(of: .balances, asOf: day).filter { $0[1] == "USD" }
        guard let fine = HandWork.fine(paid.filter { $0[1] != spared }, balances) else { return nil }
        let failed = paid.filter { $0[8] == "failed" && $0[1] != fine.creator }.max { $0[9] < $1[9] }
        let goodwill = failed.map { "\($0[1]),USD,sales,2500,for the payout that failed,goodwill \(month)" }
        let fined = "\(fine.creator),USD,sales,-\(fine.cents),copied content: a fine,fine \(month)"
        let lines = [fined] + (goodwill.map { [$0] } ?? [])
        let file = try desk.leave(
            HandWork.text("creator_id,currency,bucket,amount_cents,reason,reference", lines),
            as: "adjustments-\(month).csv")
        _ = try files(try ledger.connect(), on: day).adjust(file.bytes, name: file.name)
        return (file.name, lines.count)
    }

    /// Who is fined, and how much: of those whom the last run paid, the one with more than three quarters of the others, what
    /// they are owed and two months' earnings besides.
    private static func fine(_ paid: [[String]], _ balances: [[String]]) -> (creator: String, cents: Int64)? {
        let last = paid.map { $0[9] }.max()
        let earned = paid.filter { $0[9] == last }.reduce(into: [String: Int64]()) { $0[$1[1]] = Int64($1[3]) }
        let owed = balances.compactMap { row -> (creator: String, cents: Int64)? in
            let cents = row[2...4].compactMap { Int64($0) }.reduce(0, +)
            return earned[row[0]] == nil ? nil : (row[0], cents)
        }.sorted { ($0.cents, $0.creator) < ($1.cents, $1.creator) }
        guard !owed.isEmpty else { return nil }
        let (creator, cents) = owed[owed.count * 3 / 4]
        return (creator, cents + 2 * max(cents, earned[creator] ?? 0))
    }

    private static func text(_ header: String, _ lines: [String]) -> String {
        ([header] + lines).map { $0 + "\n" }.joined()
    }

    private func files(_ connection: Connection, on day: Day) -> ManualFiles {
        ManualFiles(
            connection: connection, policy: ledger.policy.policy, parsePolicy: PolicyFile.ofClosedMonth,
            now: DemoLedger.noon(of: day))
    }
}
