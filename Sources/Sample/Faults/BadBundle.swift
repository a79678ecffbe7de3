/// A bundle that cannot be shared as it is.
struct BadBundle {
    let id: RowID
    let contents: [(RowID, StaticString?)]

    /// What every bad bundle costs, in US cents.
    static let price = 1_999
}

extension BadBundle {
    /// The bad bundles; none where no bad rows are planted.
    ///
    /// Shares under 100, over 100, below zero, list prices in two currencies, no contents, nothing left for the one
    /// without a share; then two whose seller is missing: a content that is gone, and one that has no owner.
    static func all(_ options: SampleOptions, _ catalogue: Catalogue, _ shelf: BundleShelf) -> [BadBundle] {
        guard options.badRows else { return [] }
        let dollars = Catalogue.plain.map(catalogue.id)
        let foreign = catalogue.id(Catalogue.foreign)
        let ownerless = catalogue.id(Catalogue.ownerless)
        let contents: [[(RowID, StaticString?)]] = [
            [(dollars[0], "60"), (dollars[1], "39")],
            [(dollars[0], "80"), (dollars[1], "40"), (dollars[2], nil)],
            [(dollars[0], "-10"), (dollars[1], nil)],
            [(dollars[0], nil), (foreign, nil)],
            [],
            [(dollars[0], "60"), (dollars[1], "40"), (dollars[2], nil)],
            [(dollars[0], nil), (RowStream(seed: options.seed, .planted).id(-2), nil)],
            [(dollars[0], "50"), (ownerless, "50")],
        ]
        return contents.enumerated().map { number, contents in
            BadBundle(id: shelf.id(options.bundles + number), contents: contents)
        }
    }
}
