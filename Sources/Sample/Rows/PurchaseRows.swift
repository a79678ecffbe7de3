/// The purchases of a part: what buyers pick in a month, and the planted bad ones at the end.
///
/// The part `.initial` is what was sold in the month before the first; it belongs to the books before these.
struct PurchaseRows: RowSource {
    private let platform: SamplePlatform
    private let month: Int
    private let clock: MonthClock
    private let stream: RowStream
    private let count: Int
    private let slots: Int
    /// Late rows lie anywhere in the month, not on its edges.
    private let firstRow: Int
    private let planted: [PurchaseRow]

    init(_ platform: SamplePlatform, _ part: SamplePart) {
        self.platform = platform
        month = part.monthNumber
        clock = platform.clock(part)
        stream = platform.stream(.purchases, part)
        slots = platform.population.slots(by: month)
        let sales = platform.options.salesPerMonth
        switch part {
        case .initial: (count, firstRow) = (sales / 20 + 3, 0)
        case .month(let month): (count, firstRow) = (platform.scaled(sales, in: month), 0)
        case .late: (count, firstRow) = (max(2, sales / 300), 3)
        }
        planted = platform.plantedPurchases(in: part).map(\.row)
    }

    var units: Int { count + planted.count }

    func write(_ unit: Int, to buffer: inout CopyBuffer) {
        if unit < count { row(unit).write(to: &buffer) } else { planted[unit - count].write(to: &buffer) }
    }

    /// The purchase of a number: of a content, or now and then of a bundle.
    @inline(__always)
    private func row(_ number: Int) -> PurchaseRow {
        var random = stream.random(number)
        let completed = clock.moment(row: number + firstRow, &random)
        var row = PurchaseRow(
            id: stream.id(number), provider: random.chance(6, in: 10) ? "paddle" : "lemon_squeezy",
            reference: random.next(), status: "completed", created: completed - Moment.second * (5 + random.below(600)),
            completed: completed)
        let slot = random.below(slots)
        if random.chance(platform.options.bundleSalesPerTenThousand, in: 10_000) {
            fillBundle(&row, slot, &random)
        } else {
            fillContent(&row, slot, &random)
        }
        if number + firstRow > 2 { abandonSome(&row, &random) }
        return row
    }

    @inline(__always)
    private func fillContent(_ row: inout PurchaseRow, _ slot: Int, _ random: inout RowRandom) {
        let content = platform.catalogue.pickForSale(in: month, &random)
        let owner = platform.catalogue.ownerNumber(of: content)
        let price = platform.catalogue.price(of: content)
        row.content = platform.catalogue.id(content)
        row.seller = owner < 0 ? nil : platform.population.id(owner)
        row.buyer = buyer(slot, otherThan: owner)
        fillAmount(&row, price, platform.catalogue.tariffNumber(of: content), isPlatform: owner < 0, &random)
    }

    private func fillBundle(_ row: inout PurchaseRow, _ slot: Int, _ random: inout RowRandom) {
        let number = random.skewed(below: platform.shelf.bundles.count)
        let bundle = platform.shelf.bundles[number]
        row.bundle = platform.shelf.id(number)
        row.seller = platform.population.id(bundle.creator)
        row.buyer = buyer(slot, otherThan: bundle.creator)
        fillAmount(&row, bundle.price, bundle.tariffNumber, isPlatform: false, &random)
    }

    /// Amount, currency and, for three in ten, the fees that the platform recorded, which are right.
    @inline(__always)
    private func fillAmount(
        _ row: inout PurchaseRow, _ amount: Int, _ tariff: Int, isPlatform: Bool, _ random: inout RowRandom
    ) {
        let tariff = Tariff.all[tariff]
        row.amount = amount
        row.currency = tariff.code
        switch random.below(10) {
        case 0..<3:
            let fee = isPlatform ? amount : tariff.commission(on: amount)
            row.fee = fee
            row.revenue = amount - fee
        case 3: (row.fee, row.revenue) = (0, 0)
        default: break
        }
    }

    /// The buyer's id: the slot's user, but nobody buys from themselves here.
    @inline(__always)
    private func buyer(_ slot: Int, otherThan owner: Int) -> RowID {
        let user = platform.population.user(slot: slot, by: month)
        return platform.population.id(user == owner ? platform.population.creators : user)
    }

    /// Leaves one in eighty unpaid and has one in a hundred refunded or disputed at once.
    @inline(__always)
    private func abandonSome(_ row: inout PurchaseRow, _ random: inout RowRandom) {
        switch random.below(1_000) {
        case 0..<12: (row.status, row.completed) = ("pending", nil)
        case 12..<20: row.status = "refunded"
        case 20..<22: row.status = "disputed"
        default: break
        }
    }
}
