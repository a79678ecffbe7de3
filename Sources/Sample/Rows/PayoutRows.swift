/// One payout, as it stands in the platform's table.
struct PayoutRow {
    var id: RowID
    var user: RowID
    var amount: Int
    var currency: StaticString?
    /// From sales, donations and subscriptions; null in a request.
    var parts: (sales: Int, donations: Int, subscriptions: Int)?
    var method: StaticString?
    var status: StaticString
    var requested: Int
    var processed: Int?

    func write(to buffer: inout CopyBuffer) {
        buffer.id(id)
        buffer.id(user)
        buffer.integer(amount)
        buffer.word(currency)
        buffer.integer(parts?.sales)
        buffer.integer(parts?.donations)
        buffer.integer(parts?.subscriptions)
        buffer.word(method)
        buffer.null()
        buffer.word(status)
        buffer.moment(requested)
        buffer.moment(processed)
        buffer.endRow()
    }
}

/// Payouts that the engine did not make: old ones from before the first month, then a few requests in each month.
struct PayoutRows: RowSource {
    private let platform: SamplePlatform
    private let month: Int
    private let stream: RowStream
    private let clock: MonthClock
    private let planted: [PayoutRow]

    init(_ platform: SamplePlatform, _ part: SamplePart) {
        self.platform = platform
        month = part.monthNumber
        stream = platform.stream(.payouts, part)
        clock = platform.clock(part)
        planted = platform.plantedPayouts(in: part).map(\.row)
    }

    private var count: Int { month < 0 ? 6 : PayoutRows.requests.count }

    var units: Int { count + planted.count }

    func write(_ unit: Int, to buffer: inout CopyBuffer) {
        if unit >= count { return planted[unit - count].write(to: &buffer) }
        let row = month < 0 ? oldPayout(unit) : request(unit)
        row.write(to: &buffer)
    }

    /// A payout of the books before these.
    private func oldPayout(_ number: Int) -> PayoutRow {
        var random = stream.random(number)
        let requested = clock.moment(&random)
        let amount = 1_000 + random.below(9_000)
        return PayoutRow(
            id: stream.id(number), user: platform.population.id(number), amount: amount, currency: "USD",
            parts: (amount - amount / 4, amount / 4, 0), method: "paypal", status: "completed", requested: requested,
            processed: requested + 2 * Moment.day)
    }

    /// A request: some can be met, one is too small, one is far too large, one names its own method.
    private func request(_ number: Int) -> PayoutRow {
        var random = stream.random(number)
        let creator = (month * PayoutRows.requests.count + number) % platform.options.creators
        let tariff = Catalogue.tariff(ofCreator: creator)
        let cents = PayoutRows.requests[number]
        return PayoutRow(
            id: stream.id(number), user: platform.population.id(creator),
            amount: min(cents * tariff.unitsPerCent, 2_000_000_000), currency: tariff.code,
            method: number == 3 ? "paypal" : nil, status: "pending", requested: clock.moment(&random))
    }

    /// What is asked for, in US cents or their like.
    private static let requests = [2_500, 500, 90_000_000, 1_500, 3_000]
}
