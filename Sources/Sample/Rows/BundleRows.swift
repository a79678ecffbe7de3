/// The bundles, and the planted ones whose shares or contents are bad at the end.
struct BundleRows: RowSource {
    private let platform: SamplePlatform
    private let planted: [BadBundle]
    private let stream: RowStream

    init(_ platform: SamplePlatform) {
        self.platform = platform
        planted = platform.badBundles
        stream = platform.stream(.bundles, .month(0))
    }

    private var good: [BundleShelf.Bundle] { platform.shelf.bundles }

    var units: Int { good.count + planted.count }

    func write(_ unit: Int, to buffer: inout CopyBuffer) {
        var random = stream.random(unit)
        let bundle = unit < good.count ? good[unit] : nil
        buffer.id(unit < good.count ? platform.shelf.id(unit) : planted[unit - good.count].id)
        buffer.id(platform.population.id(bundle?.creator ?? 0))
        buffer.text("\(random.pick(Phrases.topics)): \(unit % 3 == 0 ? "all of it" : "a collection")")
        buffer.text(Phrases.paragraph(2, &random))
        buffer.text(random.chance(1, in: 2) ? nil : "https://example.com/covers/\(unit).png")
        buffer.integer(bundle?.price ?? BadBundle.price)
        buffer.word(Tariff.all[bundle?.tariffNumber ?? 0].code)
        buffer.integer(bundle?.discount ?? 20)
        buffer.word(bundle?.isCurated ?? false ? "curated" : "creator")
        buffer.boolean(!random.chance(1, in: 15))
        let created = platform.clock(.initial).moment(&random)
        buffer.moment(created)
        buffer.moment(random.chance(1, in: 2) ? nil : created + Moment.day)
        buffer.endRow()
    }
}

/// What is in the bundles, bundle by bundle.
struct BundleContentRows: RowSource {
    private let platform: SamplePlatform
    private let planted: [BadBundle]
    private let stream: RowStream

    init(_ platform: SamplePlatform) {
        self.platform = platform
        planted = platform.badBundles
        stream = platform.stream(.bundleContents)
    }

    private var good: [BundleShelf.Bundle] { platform.shelf.bundles }

    var units: Int { good.count + planted.count }

    func write(_ unit: Int, to buffer: inout CopyBuffer) {
        let isGood = unit < good.count
        let bundle = isGood ? platform.shelf.id(unit) : planted[unit - good.count].id
        let contents =
            isGood
            ? good[unit].contents.map { (platform.catalogue.id($0.content), $0.share) }
            : planted[unit - good.count].contents
        for (position, (content, share)) in contents.enumerated() {
            buffer.id(stream.id(unit * 8 + position))
            buffer.id(bundle)
            buffer.id(content)
            buffer.word(share)
            buffer.endRow()
        }
    }
}
