import Money
import Settlement

/// The datasets of a close as rows of texts, in the words of `remit export`.
enum Datasets {
    /// Every dataset by its name; `books` are those right after the close.
    static func rows(of outcome: CloseOutcome, in period: Period, _ books: MemoryBooks) -> [String: [[String]]] {
        [
            "lines": outcome.lines.map { line($0, of: period) },
            "recognitions": outcome.recognitions.map {
                ["\(period)", "\($0.subscription)", $0.currency.code, "\($0.cents)"]
            },
            "billing-periods": books.subscriptions.flatMap { id, book in
                book.shown.values.map { billingPeriod($0, of: id) }
            },
            "pools": outcome.pools.map(pool),
            "exceptions": outcome.exceptions.map { exception($0, of: period) },
            "excluded-engagement": outcome.exclusions.map { key, left in
                [
                    "\(period)", key.currency.code, text(key.content), key.rule.rawValue, "\(left.rows)",
                    "\(left.seconds)",
                ]
            },
        ]
    }

    private static func line(_ line: Line, of period: Period) -> [String] {
        [
            "\(period)", line.kind.name, line.bucket.name, text(line.source), text(line.content), text(line.creator),
            line.currency.code, "\(line.gross)", "\(line.processing)", "\(line.platform)", "\(line.creatorPart)",
            "\(line.payable)", "\(line.late)", "\(line.holdFrom)",
        ]
    }

    private static func billingPeriod(_ period: BillingPeriod, of id: Identifier) -> [String] {
        ["\(id)", "\(period.from)", "\(period.to)", text(period.cut), "\(period.price)", period.currency.code]
    }

    private static func pool(_ pool: Pool) -> [String] {
        [
            "\(pool.period)", pool.currency.code, pool.model.rawValue, "\(pool.revenue)", "\(pool.carriedIn)",
            "\(pool.platform)", "\(pool.distributed)", "\(pool.carriedOut)",
        ]
    }

    private static func exception(_ exception: SettlementException, of period: Period) -> [String] {
        [
            "\(period)", exception.code.rawValue, exception.table.rawValue, "\(exception.row)",
            exception.code.isWarning ? "warning" : "error",
        ]
    }

    private static func text(_ value: (some CustomStringConvertible)?) -> String { value?.description ?? "" }
}
