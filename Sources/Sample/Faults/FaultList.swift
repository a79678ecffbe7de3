extension SamplePlatform {
    /// Every planted row, in the order of months and tables; empty where no bad rows were asked for.
    ///
    /// What the closes of the sample report beyond these is an error of the sample or of the close, with one exception:
    /// creators without payout data are many (`no_payout_details`), and only the best known of them is listed. A
    /// `too_late` row is reported only once somebody has looked for late rows.
    public var faults: [PlantedFault] {
        guard options.badRows else { return [] }
        return [missingDetails] + (0..<options.months).flatMap(faults(of:))
    }

    private func faults(of month: Int) -> [PlantedFault] {
        let part = SamplePart.month(month)
        let lives = lifeFaultMonths.contains(month) ? subscriptionLives(from: month - 2) : []
        let lifeIDs = Set(subscriptionLives(from: month).map(\.id))
        let subscriptions = plantedSubscriptions(in: part).filter { !lifeIDs.contains($0.id) }
        let late = month > 0 ? plantedPurchases(in: .late(month - 1)) : []
        return list(plantedPurchases(in: part), .purchases, month) + list(late, .purchases, month)
            + list(plantedDonations(in: part), .donations, month) + list(subscriptions, .subscriptions, month)
            + list(lives, .subscriptions, month, canRepair: false)
            + list(plantedEngagement(in: part), .engagementTracking, month)
            + list(plantedRatings(in: part), .contentRatings, month) + list(plantedPayouts(in: part), .payouts, month)
    }

    private func list<Row>(
        _ planted: [Planted<Row>], _ table: SampleTable, _ month: Int, canRepair: Bool = true
    ) -> [PlantedFault] {
        planted.map { row in
            let isRepaired = canRepair && row.repair != nil && month + 1 < options.months
            return PlantedFault(
                code: row.code, table: table, rowID: row.id.description, month: month,
                repairedAfter: isRepaired ? month + 1 : nil)
        }
    }

    /// A creator who sells well and has no payment settings.
    private var missingDetails: PlantedFault {
        PlantedFault(
            code: "no_payout_details", table: .users, rowID: population.id(5).description, month: nil,
            repairedAfter: nil)
    }
}
