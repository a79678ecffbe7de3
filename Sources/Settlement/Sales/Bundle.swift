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
        byListPrice = BundleWeights.parties(of: sorted, withoutShare: .listPrice)
        equally = BundleWeights.parties(of: sorted, withoutShare: .equal)
    }

    /// Whether a content is gone, or has nobody who would earn its part (R5.2).
    public var lacksSeller: Bool { contents.contains { !$0.isPlatformContent && $0.owner == nil } }

    /// What each content weighs, in the order of ``contents``, or why the bundle cannot be split (R5.2).
    public func weights(_ withoutShare: WithoutShare) -> Result<[Apportionment.Party], BundleFault> {
        withoutShare == .listPrice ? byListPrice : equally
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
        case .overflow: "its list prices are too large to add up"
        }
    }
}

/// The weights of a bundle's contents (R5.2): given shares, list prices, or a scaled mixture of both.
enum BundleWeights {
    /// 100 % in basis points.
    static let whole: Int64 = 10_000

    static func parties(
        of contents: [BundleContent], withoutShare: WithoutShare
    ) -> Result<[Apportionment.Party], BundleFault> {
        do throws(BundleFault) {
            return .success(try weighed(contents, withoutShare: withoutShare))
        } catch {
            return .failure(error)
        }
    }

    private static func weighed(
        _ contents: [BundleContent], withoutShare: WithoutShare
    ) throws(BundleFault) -> [Apportionment.Party] {
        guard !contents.isEmpty else { throw .empty }
        var given: Int64 = 0
        for content in contents {
            guard let share = content.share else { continue }
            guard share >= 0 else { throw .negative }
            let (sum, overflow) = given.addingReportingOverflow(share)
            guard !overflow else { throw .overflow }
            given = sum
        }
        let open = contents.filter { $0.share == nil }
        guard open.isEmpty ? given == whole : given < whole else { throw .sum(basisPoints: given) }
        let (weights, total) = try openWeights(open, withoutShare: withoutShare)
        // Given shares are scaled by the sum of the open weights, the open ones by what the shares leave: the ratios
        // are exact, and nothing is divided.
        var parties: [Apportionment.Party] = []
        for content in contents {
            let scaled =
                content.share.map { UInt128($0) * total } ?? weights[content.id, default: 0] * UInt128(whole - given)
            parties.append(Apportionment.Party(id: content.id, weight: UInt256(scaled)))
        }
        return parties
    }

    /// What contents without a share weigh among themselves, and the sum; 1 if there are none.
    private static func openWeights(
        _ open: [BundleContent], withoutShare: WithoutShare
    ) throws(BundleFault) -> ([Identifier: UInt128], UInt128) {
        guard !open.isEmpty else { return ([:], 1) }
        let equal = (Dictionary(uniqueKeysWithValues: open.map { ($0.id, UInt128(1)) }), UInt128(open.count))
        guard withoutShare == .listPrice else { return equal }
        guard open.allSatisfy({ $0.listPrice >= 0 }) else { throw .negative }
        let priced = open.filter { $0.listPrice > 0 }
        guard !priced.isEmpty else { return equal }
        guard Set(priced.map(\.currency)).count == 1 else { throw .currencies }
        let weights = Dictionary(uniqueKeysWithValues: open.map { ($0.id, UInt128($0.listPrice)) })
        return (weights, weights.values.reduce(0, +))
    }
}
