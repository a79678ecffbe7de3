/// The planted subscriptions, engagement and ratings, and payouts.
extension SamplePlatform {
    /// The months whose closes report subscriptions that went bad during their life: the third and the last.
    var lifeFaultMonths: [Int] {
        guard options.badRows, options.months > 2 else { return [] }
        return options.months == 3 ? [2] : [2, options.months - 1]
    }

    /// The planted subscriptions of a part, those still good that go bad later included.
    func plantedSubscriptions(in part: SamplePart) -> [Planted<SubscriptionRow>] {
        guard case .month(let month) = part else { return [] }
        let bad = PlantedFaults.subscriptions.enumerated().filter { isPlanted($0.offset, in: month) }
        let rows = bad.map { plant($1, place: $0, in: month) }
        return lifeFaultMonths.contains(month + 2) ? rows + subscriptionLives(from: month) : rows
    }

    /// The planted subscriptions that begin well in a month, and go bad two months later.
    func subscriptionLives(from month: Int) -> [Planted<SubscriptionRow>] {
        PlantedFaults.subscriptionLives.enumerated().map { plant($1, place: 8 + $0, in: month) }
    }

    private func plant(
        _ recipe: FaultRecipe<SubscriptionRow>, place: Int, in month: Int
    ) -> Planted<SubscriptionRow> {
        let stream = stream(.planted, .month(month))
        var random = stream.random(200 + place)
        let started = (clock(.month(month)).month.firstDay + 9) * Moment.day + 3 * 3_600 * Moment.second
        // Paused, so that the renewals of everybody else pass it by; the rules do not ask for the status.
        var row = SubscriptionRow(
            id: stream.id(200 + place).outOfReach, user: population.plantedID(8 + place), plan: "monthly", price: 999,
            currency: "USD", provider: "paddle", reference: random.next(), status: "paused", started: started,
            from: started, to: Moment.adding(months: 1, to: started), created: started)
        recipe.spoil(&row, self)
        return Planted(code: recipe.code, repair: recipe.repair, row: row, id: row.id)
    }

    /// The planted engagement of a part.
    func plantedEngagement(in part: SamplePart) -> [Planted<EngagementRow>] {
        guard case .month(let month) = part else { return [] }
        let stream = stream(.planted, part)
        let clock = clock(part)
        let first = clock.month.firstDay
        let places = PlantedFaults.engagement.indices.filter {
            isPlanted(min($0, PlantedFaults.lastEngagement), in: month)
        }
        return places.map { place in
            let user = population.plantedID(24 + min(place, PlantedFaults.lastEngagement))
            var row = EngagementRow(
                id: stream.id(300 + place).outOfReach, user: user, content: catalogue.id(place), seconds: 600,
                sessions: 2, concepts: 5, start: first, end: first + clock.month.dayCount - 1, created: clock.start,
                updated: clock.end - Moment.second)
            let recipe = PlantedFaults.engagement[place]
            recipe.spoil(&row, self)
            return Planted(code: recipe.code, repair: recipe.repair, row: row, id: row.id)
        }
    }

    /// The planted ratings of a part: of a content of the month's own, as a user rates a content once.
    func plantedRatings(in part: SamplePart) -> [Planted<RatingRow>] {
        guard case .month(let month) = part else { return [] }
        let stream = stream(.planted, part)
        return PlantedFaults.ratings.enumerated().filter { isPlanted($0.offset, in: month) }.map { place, recipe in
            var row = RatingRow(
                id: stream.id(400 + place).outOfReach, content: catalogue.id(month % catalogue.initial),
                user: population.plantedID(40 + place), rating: 5, created: clock(part).start + Moment.day)
            recipe.spoil(&row, self)
            return Planted(code: recipe.code, repair: recipe.repair, row: row, id: row.id)
        }
    }

    /// The creator to whom the planted payouts go, which need a balance: the best-selling one.
    public var creatorPaidByHand: String { population.id(0).description }

    /// The planted payouts of a part: of the best-selling creator, and none before the first close.
    func plantedPayouts(in part: SamplePart) -> [Planted<PayoutRow>] {
        guard case .month(let month) = part, month > 0 else { return [] }
        let stream = stream(.planted, part)
        return PlantedFaults.payouts.enumerated().filter { isPlanted($0.offset + 1, in: month) }.map { place, recipe in
            var row = PayoutRow(
                id: stream.id(500 + place).outOfReach, user: population.id(0), amount: 100, currency: "USD",
                method: "paypal", status: "pending", requested: clock(part).start + 5 * Moment.day)
            recipe.spoil(&row, self)
            return Planted(code: recipe.code, repair: recipe.repair, row: row, id: row.id)
        }
    }
}

extension SubscriptionRow {
    /// Becomes a yearly plan, which needs no renewal within the sample.
    mutating func becomeYearly() {
        plan = "yearly"
        price = Tariff.dollars.yearly
        to = Moment.adding(months: 12, to: from)
    }
}
