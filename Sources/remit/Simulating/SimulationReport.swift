import Ledger
import Money
import PolicyFile
import Settlement

/// The result of `remit simulate`.
struct SimulationReport: Encodable {
    /// A policy by its file, or of a closed month by its hash alone.
    struct PolicyName: Encodable {
        var path: String?
        let hash: String
    }

    /// A number under both policies.
    struct Pair: Encodable {
        let before: Int
        let after: Int
    }

    /// A creator's earnings.
    struct Creator: Encodable {
        let creatorId: String
        let currency: String
        let beforeCents: Int64
        let afterCents: Int64
        let differenceCents: Int64
    }

    /// The pool of a currency under one policy.
    struct Pool: Encodable {
        let model: String
        let revenueCents: Int64
        let distributedCents: Int64
        let carriedOutCents: Int64
        let extraSubscriber: Bot?
    }

    /// What one more subscriber could do.
    struct Bot: Encodable {
        let paysCents: Int64
        let getsCents: Int64
        let movesCents: Int64
    }

    /// A currency under one policy.
    struct Side: Encodable {
        let grossCents: Int64
        let processingCents: Int64
        let platformCents: Int64
        let earnedCents: Int64
        let directCents: Int64
        let giniTenThousandths: Int64?
        let topPercentCreators: Int?
        let topPercentBasisPoints: Int64?
        let pool: Pool?
    }

    /// A currency under both.
    struct CurrencyChange: Encodable {
        let currency: String
        let before: Side
        let after: Side
    }

    let period: String
    let estimate: Bool
    let policy: PolicyName
    let beforePolicy: PolicyName
    let drifted: Int
    let openErrors: Pair
    let currencies: [CurrencyChange]
    let creators: [Creator]

    /// What a simulation found.
    ///
    /// - Parameter current: The policy in force, of a month that is not closed.
    init(_ result: Simulation.Result, of period: Period, under policy: LoadedPolicy, before current: LoadedPolicy?) {
        self.period = period.description
        estimate = result.closedUnder == nil
        self.policy = PolicyName(path: policy.path, hash: policy.hash)
        beforePolicy = PolicyName(path: current?.path, hash: result.closedUnder ?? current?.hash ?? "")
        drifted = result.drifted
        openErrors = Pair(before: result.openErrorsBefore, after: result.openErrorsAfter)
        currencies = result.comparison.currencies.map {
            CurrencyChange(currency: $0.currency.code, before: Side($0.before), after: Side($0.after))
        }
        creators = result.comparison.creators.map {
            Creator(
                creatorId: $0.creator.description, currency: $0.currency.code, beforeCents: $0.before,
                afterCents: $0.after, differenceCents: $0.difference)
        }
    }

    /// A line for each creator and currency, the header first.
    var csv: [String] {
        let rows = creators.map { creator in
            var currency: [UInt8] = []
            CommaSeparated.append(creator.currency, to: &currency)
            let amounts = "\(creator.beforeCents),\(creator.afterCents),\(creator.differenceCents)"
            return "\(creator.creatorId),\(String(decoding: currency, as: UTF8.self)),\(amounts)"
        }
        return ["creator_id,currency,before_cents,after_cents,difference_cents"] + rows
    }
}

extension SimulationReport.Side {
    init(_ side: MonthComparison.Side) {
        self.init(
            grossCents: side.sums.gross, processingCents: side.sums.processing, platformCents: side.sums.platform,
            earnedCents: side.sums.earned, directCents: side.sums.direct,
            giniTenThousandths: side.concentration?.gini, topPercentCreators: side.concentration?.top,
            topPercentBasisPoints: side.concentration?.topShare,
            pool: side.pool.map { pool in
                SimulationReport.Pool(
                    model: pool.model.rawValue, revenueCents: pool.revenue, distributedCents: pool.distributed,
                    carriedOutCents: pool.carriedOut,
                    extraSubscriber: pool.bot.map {
                        SimulationReport.Bot(paysCents: $0.pays, getsCents: $0.gets, movesCents: $0.moves)
                    })
            })
    }
}
