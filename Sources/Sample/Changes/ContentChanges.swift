extension SamplePlatform {
    /// A content is deleted, another changes its visibility or its owner's mind about the price, raters think again.
    func contentChanges(after month: Int) -> [SampleChange] {
        let count = catalogue.initial / 2
        let hidden = catalogue.id(month * 8 % count / 8 * 8 + 3 < count ? month * 8 % count / 8 * 8 + 3 : 3)
        let current = options.firstMonth.advanced(by: month)
        return [
            SampleChange(
                name: "a content is deleted",
                sql: "DELETE FROM contents WHERE id = '\(catalogue.id(catalogue.deleted(after: month)))'"),
            SampleChange(
                name: "a public content becomes private",
                sql: "UPDATE contents SET visibility = 'private' WHERE id = '\(hidden)'"),
            SampleChange(
                name: "raters change their minds",
                sql: """
                    UPDATE content_ratings SET rating = 6 - rating, updated_at = \(ChangeSQL.literal(current.end))
                    WHERE rating BETWEEN 1 AND 5 AND \(ChangeSQL.lies("created_at", in: current))
                        AND \(ChangeSQL.strikes(0..<500, place: 0))
                    """),
        ]
    }

    /// Puts planted rows of the month before right, as somebody would who has read the exceptions.
    func repairs(after month: Int) -> [SampleChange] {
        guard month > 0 else { return [] }
        let part = SamplePart.month(month - 1)
        let lives = lifeFaultMonths.contains(month + 1) ? subscriptionLives(from: month - 1) : []
        let lifeIDs = Set(subscriptionLives(from: month - 1).map(\.id))
        let subscriptions = plantedSubscriptions(in: part).filter { !lifeIDs.contains($0.id) }
        return repair("purchases", plantedPurchases(in: part)) + repair("donations", plantedDonations(in: part))
            + repair("subscriptions", subscriptions) + repair("subscriptions", lives)
    }

    private func repair<Row>(_ table: String, _ planted: [Planted<Row>]) -> [SampleChange] {
        planted.compactMap { row in
            row.repair.map {
                SampleChange(
                    name: "\(row.code) in \(table)", sql: "UPDATE \(table) SET \($0) WHERE id = '\(row.id)'")
            }
        }
    }
}
