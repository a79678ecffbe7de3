internal import Money
internal import PostgresClient
internal import Settlement

/// What payouts wrote, looked at in whole: the platform's rows, plans and runs, files and answers, and whether anybody was paid
/// more than there was (R11, R13). Every check is a query or a stream, so that memory does not grow with the payouts.
struct PayoutVerification {
    let connection: Connection
    /// All closed periods.
    let records: [PeriodRecord]
    let parsePolicy: (String) throws -> Policy
    let observer: any VerifyObserver
    /// Runs a check of something, named by the text; what cannot be read is a finding.
    let attempt: (String, () throws -> Void) throws -> Void
    /// Takes each finding.
    let report: (Finding) throws -> Void

    /// Runs every check that the role's rights allow.
    ///
    /// - Returns: How much was looked at, and a sentence for each check that was left out.
    func run() throws -> PayoutScope {
        var scope = PayoutScope()
        let rows = try mayRead("public.payouts")
        observer.begin(.payouts, of: nil)
        if rows {
            try run(PayoutRowChecks.all)
        } else {
            scope.notes.append(
                "public.payouts is not checked, nor what was available for payouts: the right to read it is missing")
        }
        try checkGuards(&scope)
        try checkSeals(&scope)
        observer.begin(.plans, of: nil)
        try run(RunChecks.all)
        observer.begin(.files, of: nil)
        try run(StepChecks.all)
        try attempt("settlement.payout_runs") {
            let runs = try RunRecordReader(connection: connection, parsePolicy: parsePolicy).read()
            try checkDays(runs)
            if rows { try checkPaid(runs, &scope) }
        }
        try attempt("the numbers of payouts") { try count(&scope, rows: rows) }
        return scope
    }

    private func mayRead(_ table: String) throws -> Bool {
        try connection.queryOne(
            "SELECT coalesce(has_table_privilege(to_regclass($1), 'SELECT'), true)", [.text(table)],
            doing: "looking up the rights on \(table)"
        ) { try $0[0].bool() }
    }

    /// Guards that are there are compared with the list of definitions; that they are not is the owner's choice.
    private func checkGuards(_ scope: inout PayoutScope) throws {
        let isUnguarded = try connection.queryOne(
            """
            SELECT NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = to_regclass('public.payouts') AND tgname LIKE 'remit\\_%')
            """, doing: "looking for the guards of payouts"
        ) { try $0[0].bool() }
        guard isUnguarded else { return }
        scope.notes.append("public.payouts has no guards; `remit migrate --payout-guards` puts them on")
    }

    private func run(_ checks: [BookCheck]) throws {
        for check in checks {
            try attempt(check.what) {
                try connection.copyOut(check.sql, doing: "checking payouts") { row in
                    try report(
                        Finding(
                            nil, check.what, at: try row.nextText(), expected: try row.nextText(),
                            found: try row.nextText(), next: check.next))
                }
            }
        }
    }

    private func checkSeals(_ scope: inout PayoutScope) throws {
        var key: [UInt8]?
        if try mayRead("settlement.payout_key") {
            try attempt("settlement.payout_key") { key = try PayoutStore(connection: connection).key() }
        } else {
            scope.notes.append(
                "copied accounts are not held against their HMACs: the right to read settlement.payout_key is missing")
        }
        try attempt("settlement.payouts") {
            try SealCheck(connection: connection, key: key, report: report).run()
        }
    }
}

// MARK: - By the policies

extension PayoutVerification {
    /// The policy that says where days begin, which is the same in all of them (R3).
    private func policy(_ runs: [RunRecord]) -> Policy? {
        runs.lazy.compactMap(\.policy).first
            ?? records.last?.policyText.flatMap { try? parsePolicy($0) }
    }

    private func checkDays(_ runs: [RunRecord]) throws {
        guard let policy = policy(runs) else { return }
        let calendar = CalendarLoader(connection: connection, policy: policy)
        try calendar.checkTimezone()
        for run in runs {
            let start = try calendar.start(of: run.day)
            guard start != run.start else { continue }
            try report(
                Finding(
                    nil, "the day of a run begins elsewhere than in the policy's time zone (R2.1)",
                    at: "run \(run.run)",
                    expected: start.text, found: run.start.text))
        }
    }

    private func checkPaid(_ runs: [RunRecord], _ scope: inout PayoutScope) throws {
        observer.begin(.available, of: nil)
        guard let policy = policy(runs) else { return }
        let unknown = runs.filter { $0.policy == nil }.count
        if unknown > 0 {
            scope.notes.append(
                "of \(unknown) payout \(unknown == 1 ? "run" : "runs") the policy is not kept, or cannot be read: what was held then is taken for available"
            )
        }
        let reopenings = try ReopeningHistory(connection: connection).all().map(\.entry)
        try attempt("what was available for payouts") {
            try PaidCheck(
                connection: connection, runs: runs, reopenings: reopenings, timezone: policy.timezone, report: report
            ).run()
            try checkIDs(timezone: policy.timezone)
        }
    }

    /// Rows of which the engine has no record, and which have the id that it gives (R11.4).
    private func checkIDs(timezone: String) throws {
        let sql = """
            SELECT id, user_id, coalesce(currency::text, 'USD'), \(Literal.day("requested_at", in: timezone)),
                   concat_ws(' ', row.amount_cents, 'cents of', coalesce(row.currency::text, 'USD') || ',', row.status)
            FROM public.payouts row
            WHERE \(PaidCheck.foreign) AND substr(id::text, 15, 1) = '5' AND user_id IS NOT NULL AND requested_at IS NOT NULL
            """
        try connection.copyOut(sql, doing: "looking for payouts without a record") { row in
            let id = try row.nextIdentifier()
            let own = PayoutIdentifier.id(
                creator: try row.nextIdentifier(), currency: try row.nextCurrency(), day: try row.nextDay())
            let text = try row.nextText()
            guard id == own else { return }
            try report(
                Finding(
                    nil, "a payout has the id of one that the engine makes, and no record (R11.4)", at: "payout \(id)",
                    expected: "its record in settlement.payouts", found: text, next: .ask))
        }
    }

    private func count(_ scope: inout PayoutScope, rows: Bool) throws {
        let foreign = """
            SELECT count(*) FROM public.payouts row
            WHERE \(PaidCheck.foreign) AND row.status::text IS DISTINCT FROM 'failed'
              AND requested_at::timestamp >= (SELECT min(starts_at) FROM settlement.periods)
            """
        let tables = ["payout_runs", "payouts", "payout_batches"].map { "(SELECT count(*) FROM settlement.\($0))" }
        (scope.runs, scope.payouts, scope.files, scope.foreign) = try connection.queryOne(
            "SELECT \(tables.joined(separator: ", ")), (\(rows ? foreign : "SELECT 0::bigint"))",
            doing: "counting the payouts"
        ) { (try $0[0].int64(), try $0[1].int64(), try $0[2].int64(), try $0[3].int64()) }
    }
}
