import Money
import Remittance
import Settlement

/// The result of `remit payouts export`.
struct PayoutFilesReport: PrintedResult {
    /// A file.
    struct Batch: Encodable {
        let batch: String
        let file: String
        let method: String
        let currency: String
        let payouts: Int
        let amountCents: Int64
    }

    /// A payout that cannot go into a file, and stays pending.
    struct LeftOut: Encodable {
        let payoutID: String
        let field: String
        let problem: String

        enum CodingKeys: String, CodingKey {
            case payoutID = "payoutId"
            case field, problem
        }
    }

    let format: String
    /// The files, in the order of methods and currencies.
    private(set) var batches: [Batch] = []
    /// The payouts that are in none.
    private(set) var leftOut: [LeftOut] = []

    init(format: PayoutFormat) {
        self.format = format.rawValue
    }

    /// Adds a file.
    mutating func add(_ id: Identifier, _ path: String, _ payouts: [Payout]) throws {
        let sum = try Remittance.sum(payouts)
        batches.append(
            Batch(
                batch: id.description, file: path, method: payouts[0].account.method.rawValue,
                currency: sum.currency.code, payouts: payouts.count, amountCents: sum.cents))
    }

    /// Whether a payout can go into a file of the format; one that cannot is noted, and said on stderr.
    mutating func admits(_ payout: Payout, to format: PayoutFormat) -> Bool {
        do {
            try Remittance.check(payout, for: format)
            return true
        } catch {
            leftOut.append(
                LeftOut(payoutID: error.payout.description, field: error.field, problem: error.problem))
            Log.warn("left out, and still pending: \(error)")
            return false
        }
    }

    var sentences: [String] {
        guard !batches.isEmpty else {
            return ["nothing to hand out: no payout that a file of format \(format) can hold is pending"]
        }
        return batches.map { batch in
            let sum = Money(cents: batch.amountCents, currency: Currency(batch.currency))
            let count = "\(batch.payouts) payout\(batch.payouts == 1 ? "" : "s")"
            return "batch \(batch.batch): \(count) by \(batch.method), \(sum), in \(batch.file)"
        }
    }
}
