/// The bundles whose shares are good: every way of sharing that the rules know.
struct BundleShelf {
    /// A bundle: its contents with the percentages that they carry, if any.
    struct Bundle {
        let creator: Int
        let price: Int
        let discount: Int
        let isCurated: Bool
        let contents: [(content: Int, share: StaticString?)]
        let tariffNumber: Int
    }

    let bundles: [Bundle]
    private let ids: RowStream

    init(_ options: SampleOptions, _ catalogue: Catalogue) {
        ids = RowStream(seed: options.seed, .bundles)
        var maker = BundleMaker(catalogue)
        bundles = (0..<options.bundles).map { maker.bundle($0) }
    }

    /// The id of a bundle by number.
    func id(_ bundle: Int) -> RowID {
        ids.id(bundle)
    }
}

/// Puts bundles together from what is for sale before the first month and is never deleted.
private struct BundleMaker {
    private let catalogue: Catalogue
    /// Contents sold in dollars that belong to a creator, and one of the platform's own.
    private var dollarContents: [Int] = []
    private let platformContent: Int?
    /// The contents of each creator who sells at least two.
    private var shelves: [(creator: Int, contents: [Int])] = []

    init(_ catalogue: Catalogue) {
        self.catalogue = catalogue
        let sold = (0..<catalogue.initial).filter { catalogue.price(of: $0) > 0 && !catalogue.isEverGone($0) }
        platformContent = sold.first { catalogue.owner(of: $0) == .platform }
        var byCreator: [Int: [Int]] = [:]
        for content in sold {
            guard case .creator(let creator) = catalogue.owner(of: content) else { continue }
            byCreator[creator, default: []].append(content)
            if catalogue.tariffNumber(of: content) < 2 { dollarContents.append(content) }
        }
        shelves = byCreator.filter { $0.value.count > 1 }.map { ($0.key, $0.value) }.sorted { $0.creator < $1.creator }
    }

    mutating func bundle(_ number: Int) -> BundleShelf.Bundle {
        let isCurated = number % 8 >= 5 || shelves.isEmpty
        let shelf = isCurated ? curated(number) : shelves[number % shelves.count].contents
        let contents = Array(shelf.prefix(2 + number % 4))
        let discount = 20 + number % 4 * 10
        let list = contents.reduce(0) { $0 + catalogue.price(of: $1) }
        let creator = catalogue.ownerNumber(of: contents[0])
        return BundleShelf.Bundle(
            creator: creator, price: list * (100 - discount) / 100, discount: discount, isCurated: isCurated,
            contents: Array(zip(contents, shares(number, of: contents.count))),
            tariffNumber: Catalogue.tariffNumber(ofCreator: creator))
    }

    /// Contents of several creators, all in dollars; every eighth bundle holds one of the platform's own besides.
    private func curated(_ number: Int) -> [Int] {
        var contents: [Int] = []
        for step in 0..<5 {
            let content = dollarContents[(number * 7 + step * 3) % dollarContents.count]
            if !contents.contains(content) { contents.append(content) }
        }
        if number % 8 == 7, let platformContent { contents.insert(platformContent, at: 1) }
        return contents
    }

    /// The percentages by the kind of bundle: none, all of them, or only the first.
    private func shares(_ number: Int, of count: Int) -> [StaticString?] {
        switch number % 8 {
        case 3, 5: BundleMaker.complete[count - 1]
        case 4: ["40"] + Array(repeating: nil, count: count - 1)
        default: Array(repeating: nil, count: count)
        }
    }

    /// Percentages that sum to 100, for one to six contents.
    private static let complete: [[StaticString?]] = [
        ["100"], ["60", "40"], ["33.34", "33.33", "33.33"], ["40", "25", "20", "15"],
        ["20", "20", "20", "20", "20"], ["50", "10", "10", "10", "10", "10"],
    ]
}
