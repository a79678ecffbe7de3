import Money
import Settlement

extension BundleContent {
    /// The content of a number, owned by the creator of the same number; a share is in percent.
    static func content(
        _ number: UInt64, share: String? = nil, price: Int64 = 0, in currency: Currency = .usd,
        ofPlatform: Bool = false,
        owned: Bool = true
    ) -> BundleContent {
        BundleContent(
            id: Identifier(high: 8, low: number), owner: owned ? Identifier(high: 9, low: number) : nil,
            isPlatformContent: ofPlatform, share: share.map { Percentage($0)?.basisPoints ?? -1 }, listPrice: price,
            currency: currency)
    }
}

extension Bundle {
    /// A bundle of the given contents.
    static func of(_ contents: BundleContent...) -> Bundle { Bundle(exists: true, contents: contents) }
}
