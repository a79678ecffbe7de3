internal import PostgresClient
internal import Settlement

/// The readers of a journal's parts, each of the same database, policy and detail.
struct JournalReading {
    let connection: Connection
    let policy: Policy
    let detail: JournalDetail
    /// What the ledger had recorded.
    let recorded: Recorded

    /// The first month of the books.
    var genesis: Period { policy.genesis }

    /// What became of payouts.
    var payouts: JournalPayouts {
        JournalPayouts(connection: connection, policy: policy, detail: detail, recorded: recorded)
    }

    /// How creators and payouts stand.
    var standing: JournalStanding {
        JournalStanding(connection: connection, policy: policy, detail: detail, recorded: recorded)
    }

    /// What months changed of subscriptions and pools.
    func subscriptions(_ span: JournalSpan, _ detail: JournalDetail) -> JournalSubscriptions {
        JournalSubscriptions(connection: connection, genesis: genesis, span: span, detail: detail)
    }

    /// The lines of months.
    func lines(_ span: JournalSpan, _ detail: JournalDetail) -> JournalLines {
        JournalLines(connection: connection, policy: policy, span: span, detail: detail)
    }
}
