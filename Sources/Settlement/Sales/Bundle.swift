public import Money

/// A bundle with its contents as they are at the close that settles it (R4.6, R5).
public struct Bundle: Sendable {
    /// Whether the bundle itself exists; its contents can outlive it.
    public let exists: Bool
    /// Its contents, in ascending order of their ids.
    public let contents: [BundleContent]

    private let byListPrice: Result<[Apportionment.Party], BundleFault>
    private let equally: Result<[Apportionment.Party], BundleFault>

    /// A bundle of contents.
    public init(exists: Bool, contents: [BundleContent]) {
        let sorted = contents.sorted { $0.id < $1.id }
        self.exists = exists
        self.contents = sorted
        byListPrice = BundleWeights.weights(of: sorted, withoutShare: .listPrice).map { $0.map(\.party) }
        equally = BundleWeights.weights(of: sorted, withoutShare: .equal).map { $0.map(\.party) }
    }

    /// Whether a content is gone, or has nobody who would earn its part (R5.2).
    public var lacksSeller: Bool { contents.contains { !$0.isPlatformContent && $0.owner == nil } }

    /// What each content weighs, in the order of ``contents``, or why the bundle cannot be split (R5.2).
    public func weights(_ withoutShare: WithoutShare) -> Result<[Apportionment.Party], BundleFault> {
        withoutShare == .listPrice ? byListPrice : equally
    }

    /// The same weights with what each of them comes from.
    public func weighing(_ withoutShare: WithoutShare) -> Result<[BundleWeight], BundleFault> {
        BundleWeights.weights(of: contents, withoutShare: withoutShare)
    }
}

/// A content of a bundle.
public struct BundleContent: Hashable, Sendable {
    /// The content's id.
    public var id: Identifier
    /// Its owner; nil if it has none or is gone.
    public var owner: Identifier?
    /// Whether it exists and is the platform's own.
    public var isPlatformContent: Bool
    /// `revenue_share_percent` in basis points; nil where none is given, negative for what is no percentage (R1.3).
    public var share: Int64?
    /// The list price in minor units (null is 0).
    public var listPrice: Int64
    /// The currency of the list price.
    public var currency: Currency

    /// A content of a bundle.
    public init(
        id: Identifier, owner: Identifier?, isPlatformContent: Bool = false, share: Int64?, listPrice: Int64,
        currency: Currency
    ) {
        self.id = id
        self.owner = owner
        self.isPlatformContent = isPlatformContent
        self.share = share
        self.listPrice = listPrice
        self.currency = currency
    }
}

/// Why a bundle cannot be split (R5.2).
public enum BundleFault: Error, Hashable, Sendable {
    /// It has no contents.
    case empty
    /// A share or a list price is below 0.
    case negative
    /// The given shares do not leave what they must.
    case sum(basisPoints: Int64)
    /// The list prices are in several currencies.
    case currencies
    /// A content is in it more than once, so that nobody could tell its lines apart.
    case repeated
    /// The weights are too large to add up.
    case overflow
}

extension BundleFault: CustomStringConvertible {
    /// What is wrong, as the end of a sentence about the bundle.
    public var description: String {
        switch self {
        case .empty: "it has no contents"
        case .negative: "a share or a list price is below 0, or a share has more than two decimals"
        case .sum(let basisPoints): "its shares sum to \(FixedPoint.text(hundredths: basisPoints)) %"
        case .currencies: "its list prices are in several currencies"
        case .repeated: "a content is in it more than once"
        case .overflow: "its list prices are too large to add up"
        }
    }
}
