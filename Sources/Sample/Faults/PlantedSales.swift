/// The planted purchases and donations.
extension SamplePlatform {
    /// Whether the recipe of a place is planted in a month: each is in two months, half of the sample apart.
    func isPlanted(_ place: Int, in month: Int) -> Bool {
        let months = options.months
        guard options.badRows, month >= 0 else { return false }
        return place % months == month || (place + months / 2) % months == month
    }

    /// The planted purchases of a part.
    func plantedPurchases(in part: SamplePart) -> [Planted<PurchaseRow>] {
        switch part {
        case .initial: []
        case .month(let month):
            PlantedFaults.purchases.enumerated().filter { isPlanted($0.offset, in: month) }.map { place, recipe in
                var row = plainPurchase(place, part)
                recipe.spoil(&row, self)
                return Planted(code: recipe.code, repair: recipe.repair, row: row, id: row.id)
            }
        case .late(let month): tooLate(month)
        }
    }

    /// A purchase that turns up only after the close of the third month, and was completed in the first.
    ///
    /// It lies beyond the late-arrival window: a close does not see it before somebody looks for late rows.
    private func tooLate(_ month: Int) -> [Planted<PurchaseRow>] {
        guard options.badRows, month == 2 else { return [] }
        var row = plainPurchase(-1, .month(0))
        row.id = stream(.planted, .late(month)).id(0).outOfReach
        return [Planted(code: "too_late", repair: nil, row: row, id: row.id)]
    }

    /// A good purchase of a planted row's user.
    private func plainPurchase(_ place: Int, _ part: SamplePart) -> PurchaseRow {
        let stream = stream(.planted, part)
        var random = stream.random(place)
        let completed = clock(part).moment(&random)
        let content = Catalogue.plain[0]
        return PurchaseRow(
            id: stream.id(place).outOfReach, buyer: population.plantedID(place & 7), content: catalogue.id(content),
            seller: population.id(catalogue.ownerNumber(of: content)), amount: catalogue.price(of: content),
            currency: "USD", provider: "paddle", reference: random.next(), status: "completed",
            created: completed - 90 * Moment.second, completed: completed)
    }

    /// The planted donations of a part.
    func plantedDonations(in part: SamplePart) -> [Planted<DonationRow>] {
        guard case .month(let month) = part else { return [] }
        return PlantedFaults.donations.enumerated().filter { isPlanted($0.offset, in: month) }.map { place, recipe in
            let stream = stream(.planted, part)
            var random = stream.random(100 + place)
            var row = DonationRow(
                id: stream.id(100 + place).outOfReach, donor: population.plantedID(place & 7),
                recipient: population.id(catalogue.ownerNumber(of: Catalogue.plain[0])), amount: 500, currency: "USD",
                message: "a planted row", provider: "paddle", reference: random.next(), status: "completed",
                created: clock(part).moment(&random))
            recipe.spoil(&row, self)
            return Planted(code: recipe.code, repair: recipe.repair, row: row, id: row.id)
        }
    }
}

extension PurchaseRow {
    /// Becomes the purchase of a bad bundle, with no content or seller of its own.
    mutating func take(_ bundle: BadBundle) {
        self.bundle = bundle.id
        (content, seller) = (nil, nil)
        amount = BadBundle.price
    }

    /// Records fees so many cents from the right ones, to the platform's favour.
    mutating func record(shift: Int) {
        let amount = amount ?? 0
        let commission = Tariff.dollars.commission(on: amount)
        fee = commission + shift
        revenue = amount - commission - shift
    }
}
