/// One donation, as it stands in the platform's table.
struct DonationRow {
    var id: RowID
    var donor: RowID?
    var recipient: RowID?
    var content: RowID?
    var amount: Int?
    var currency: StaticString?
    var message: String?
    var provider: StaticString?
    var reference: UInt64?
    var status: StaticString?
    var created: Int

    func write(to buffer: inout CopyBuffer) {
        buffer.id(id)
        buffer.id(donor)
        buffer.id(recipient)
        buffer.id(content)
        buffer.integer(amount)
        buffer.word(currency)
        buffer.text(message)
        buffer.word(provider)
        if let reference { buffer.token("don_", reference) } else { buffer.null() }
        buffer.word(status)
        buffer.moment(created)
        buffer.endRow()
    }
}

/// The donations of a part, and the planted bad ones at the end.
struct DonationRows: RowSource {
    private let platform: SamplePlatform
    private let month: Int
    private let clock: MonthClock
    private let stream: RowStream
    private let count: Int
    private let slots: Int
    private let firstRow: Int
    private let planted: [DonationRow]

    init(_ platform: SamplePlatform, _ part: SamplePart) {
        self.platform = platform
        month = part.monthNumber
        clock = platform.clock(part)
        stream = platform.stream(.donations, part)
        slots = platform.population.slots(by: month)
        let donations = platform.options.donationsPerMonth
        switch part {
        case .initial: (count, firstRow) = (donations / 20 + 3, 0)
        case .month(let month): (count, firstRow) = (platform.scaled(donations, in: month), 0)
        case .late: (count, firstRow) = (max(1, donations / 300), 3)
        }
        planted = platform.plantedDonations(in: part).map(\.row)
    }

    var units: Int { count + planted.count }

    func write(_ unit: Int, to buffer: inout CopyBuffer) {
        if unit < count { row(unit).write(to: &buffer) } else { planted[unit - count].write(to: &buffer) }
    }

    /// The donation of a number; half are for a content, one in nine is anonymous.
    private func row(_ number: Int) -> DonationRow {
        var random = stream.random(number)
        let created = clock.moment(row: number + firstRow, &random)
        let recipient = random.skewed(below: platform.options.creators)
        let tariff = Catalogue.tariff(ofCreator: recipient)
        var row = DonationRow(
            id: stream.id(number), recipient: platform.population.id(recipient), amount: random.pick(tariff.gifts),
            currency: tariff.code, message: random.pick(Phrases.messages), status: "completed", created: created)
        let donor = platform.population.user(slot: random.below(slots), by: month)
        if donor != recipient, !random.chance(1, in: 9) { row.donor = platform.population.id(donor) }
        if random.chance(1, in: 2), platform.catalogue.ownerNumber(of: recipient) == recipient {
            row.content = platform.catalogue.id(recipient)
        }
        fillProvider(&row, &random)
        return row
    }

    /// Most pay by card; bank transfers and PayPal go straight to the creator, some in a currency of their own.
    private func fillProvider(_ row: inout DonationRow, _ random: inout RowRandom) {
        switch random.below(20) {
        case 0..<11:
            row.provider = "paddle"
            row.reference = random.next()
            if random.chance(1, in: 40), row.currency != nil { row.amount = 40 }
        case 11..<17:
            row.provider = "aba_khqr"
            if random.chance(1, in: 25) { row.currency = "THB" }
        default: row.provider = "paypal"
        }
    }
}
