import Explanation
import Ledger
import Money
import Settlement

/// The result of `remit payouts list`.
struct PayoutListReport: PrintedResult {
    /// A payout.
    struct Item: Encodable {
        let payoutID: String
        let creatorID: String
        let currency: String
        let amountCents: Int64
        let method: String
        let accountEnding: String
        let status: String
        let origin: String
        let asOf: String
        let batch: String?
        let since: String
        let ageDays: Int64
        let reason: String?

        enum CodingKeys: String, CodingKey {
            case payoutID = "payoutId"
            case creatorID = "creatorId"
            case currency, amountCents, method, accountEnding, status, origin, asOf, batch, since, ageDays, reason
        }
    }

    /// A file that was handed out.
    struct Batch: Encodable {
        let batch: String
        let file: String
        let method: String
        let currency: String
        let payouts: Int64
        let amountCents: Int64
        let exportedAt: String
        let exportedBy: String
    }

    let payouts: [Item]
    let batches: [Batch]

    init(_ listed: [ListedPayout], in files: [ListedBatch], now: Instant) {
        batches = files.map { file in
            Batch(
                batch: file.id.description, file: file.name, method: file.method, currency: file.amount.currency.code,
                payouts: file.payouts, amountCents: file.amount.cents, exportedAt: file.exportedAt.text,
                exportedBy: file.exportedBy)
        }
        payouts = listed.map { payout in
            Item(
                payoutID: payout.id.description, creatorID: payout.creator.description,
                currency: payout.amount.currency.code, amountCents: payout.amount.cents, method: payout.method,
                accountEnding: payout.accountEnding, status: payout.status, origin: payout.origin,
                asOf: payout.day.description, batch: payout.batch?.description, since: payout.since.text,
                ageDays: max(0, (now.microseconds - payout.since.microseconds) / 86_400_000_000), reason: payout.reason)
        }
    }

    var sentences: [String] {
        guard !payouts.isEmpty else { return ["no payouts"] }
        return (table + files).map(PlainText.clean)
    }

    private var table: [String] {
        let rows = payouts.map { payout in
            [
                payout.payoutID, payout.creatorID,
                Money(cents: payout.amountCents, currency: Currency(payout.currency)).description,
                "\(payout.method) …\(payout.accountEnding)", payout.status + (payout.reason.map { ": \($0)" } ?? ""),
                "\(payout.ageDays) day\(payout.ageDays == 1 ? "" : "s")",
                payout.batch.map { "\($0.prefix(8))…" } ?? "",
            ]
        }
        return TextTable.lines(
            [["payout", "creator", "amount", "account", "status", "for", "batch"]] + rows, rightAligned: [2])
    }

    /// The files, with the whole ids that `payouts export --batch` takes.
    private var files: [String] {
        let rows = batches.map { batch in
            [
                batch.batch, "\(batch.payouts)",
                Money(cents: batch.amountCents, currency: Currency(batch.currency)).description, batch.exportedAt,
                batch.exportedBy, batch.file,
            ]
        }
        return rows.isEmpty
            ? []
            : [""]
                + TextTable.lines(
                    [["batch", "payouts", "amount", "handed out", "by", "file"]] + rows, rightAligned: [1, 2])
    }
}
