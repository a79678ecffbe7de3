/// The contents by number: who owns them, what they cost, when they were published and when they vanish.
///
/// The lower its number the more a content is bought and read, so a draw with a long tail over the numbers gives the
/// few best sellers and the many that hardly anyone opens.
struct Catalogue {
    /// Who a content belongs to.
    enum Owner: Equatable {
        case creator(Int)
        case platform
        case nobody
    }

    /// Contents of all months.
    let count: Int
    /// Contents that are there before the first month.
    let initial: Int
    private let months: Int
    /// The creator's number, or one of the two below.
    private var owners: [Int32]
    private var prices: [Int32]
    private let ids: RowStream
    private let creators: Int

    /// Contents of three creators, sold in dollars and never deleted; the first is what planted rows are about.
    static let plain = [0, 1, 2]
    /// A content sold in riels.
    static let foreign = 4
    /// A content that nobody owns.
    static let ownerless = 22

    private static let platform: Int32 = -1
    private static let nobody: Int32 = -2

    init(_ options: SampleOptions) {
        count = options.creators * options.contentsPerCreator
        initial = options.grows ? count * 3 / 4 : count * 19 / 20
        months = options.months
        creators = options.creators
        ids = RowStream(seed: options.seed, .contents)
        owners = []
        prices = []
        for content in 0..<count {
            var random = ids.random(content)
            owners.append(Catalogue.owner(of: content, creators: creators, &random))
            prices.append(Int32(price(of: content, &random)))
        }
    }

    /// Each creator's first content comes in the order of their numbers; the rest go mostly to a few.
    private static func owner(of content: Int, creators: Int, _ random: inout RowRandom) -> Int32 {
        if content % 37 == 13 { return platform }
        if content % 64 == 22 { return nobody }
        return Int32(content < creators ? content : random.skewed(below: creators))
    }

    /// Five in eight contents are sold; the usual price is in the middle of the tariff's.
    private func price(of content: Int, _ random: inout RowRandom) -> Int {
        guard isSold(content) else { return 0 }
        let position = (random.below(9) + random.below(9) + 1) / 2
        return tariff(of: content).prices[min(position, 8)]
    }

    /// Whether a content is for sale at all; one without an owner is not.
    private func isSold(_ content: Int) -> Bool {
        owners[content] != Catalogue.nobody && [0, 1, 2, 4, 5].contains(content % 8)
    }

    /// Contents published by the end of a month; -1 is before the first.
    func published(by month: Int) -> Int {
        initial + (count - initial) * (month + 1) / months
    }

    /// The content that is deleted after a month's close.
    func deleted(after month: Int) -> Int {
        initial / 2 + month
    }

    /// Whether a content was deleted before a month began; -1 is before the first.
    @inline(__always)
    func isGone(_ content: Int, in month: Int) -> Bool {
        content >= initial / 2 && content < initial / 2 + min(month, months)
    }

    /// Whether a content is deleted in some month of the sample.
    func isEverGone(_ content: Int) -> Bool {
        isGone(content, in: months)
    }

    func owner(of content: Int) -> Owner {
        switch owners[content] {
        case Catalogue.platform: .platform
        case Catalogue.nobody: .nobody
        case let creator: .creator(Int(creator))
        }
    }

    /// The owner's number as a creator, -1 for the platform's own, -2 without one.
    @inline(__always)
    func ownerNumber(of content: Int) -> Int {
        Int(owners[content])
    }

    /// The list price in minor units; 0 is free.
    @inline(__always)
    func price(of content: Int) -> Int {
        Int(prices[content])
    }

    /// `paid` where it is sold; of the others few are private or shared and most are public.
    func visibility(of content: Int) -> StaticString {
        if price(of: content) > 0 { return "paid" }
        if content % 32 == 31 { return "private" }
        return content % 32 == 15 ? "shared" : "public"
    }

    /// The tariff of a creator: most sell in dollars.
    static func tariff(ofCreator creator: Int) -> Tariff {
        Tariff.all[tariffNumber(ofCreator: creator)]
    }

    /// The place in `Tariff.all` of a creator's tariff.
    @inline(__always)
    static func tariffNumber(ofCreator creator: Int) -> Int {
        switch creator % 13 {
        case 4: 3
        case 8: 2
        case 10: 1
        default: 0
        }
    }

    /// The tariff that a content's price is in: that of its owner, dollars for the platform's own.
    func tariff(of content: Int) -> Tariff {
        Tariff.all[tariffNumber(of: content)]
    }

    /// The place in `Tariff.all` of a content's tariff.
    @inline(__always)
    func tariffNumber(of content: Int) -> Int {
        let owner = ownerNumber(of: content)
        return owner < 0 ? 0 : Catalogue.tariffNumber(ofCreator: owner)
    }

    /// The content that a buyer picks in a month: for sale, published, not gone.
    @inline(__always)
    func pickForSale(in month: Int, _ random: inout RowRandom) -> Int {
        let published = published(by: month)
        var content = random.skewed(below: published)
        while prices[content] == 0 || isGone(content, in: month) {
            content += 1
            if content == published { content = 0 }
        }
        return content
    }

    /// The id of a content by number.
    @inline(__always)
    func id(_ content: Int) -> RowID {
        ids.id(content)
    }
}
