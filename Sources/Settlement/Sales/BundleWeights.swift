public import Money

/// What one content of a bundle weighs, and what that comes from (R5.2).
public struct BundleWeight: Hashable, Sendable {
    /// What a weight comes from.
    public enum Basis: Hashable, Sendable {
        /// The content's `revenue_share_percent`, in basis points.
        case share
        /// Its list price, in minor units.
        case listPrice
        /// It counts as much as every other content without a share.
        case equal
    }

    /// The content.
    public var content: Identifier
    /// What its weight comes from.
    public var basis: Basis
    /// The share in basis points, the list price in minor units, or 1.
    public var value: UInt128
    /// The whole number that brings given shares and open weights to one scale, so that nothing is divided.
    public var scale: UInt128

    /// `value × scale`.
    public var weight: UInt256 { UInt256(value * scale) }

    var party: Apportionment.Party { Apportionment.Party(id: content, weight: weight) }
}

/// The weights of a bundle's contents (R5.2): given shares, list prices, or a scaled mixture of both.
enum BundleWeights {
    /// 100 % in basis points.
    static let whole: Int64 = 10_000

    static func weights(
        of contents: [BundleContent], withoutShare: WithoutShare
    ) -> Result<[BundleWeight], BundleFault> {
        do throws(BundleFault) {
            return .success(try weighed(contents, withoutShare: withoutShare))
        } catch {
            return .failure(error)
        }
    }

    private static func weighed(
        _ contents: [BundleContent], withoutShare: WithoutShare
    ) throws(BundleFault) -> [BundleWeight] {
        guard !contents.isEmpty else { throw .empty }
        guard Set(contents.map(\.id)).count == contents.count else { throw .repeated }
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
        let basis = try openBasis(open, withoutShare: withoutShare)
        let openValues = open.map { basis == .listPrice ? UInt128($0.listPrice) : 1 }
        let total = open.isEmpty ? 1 : openValues.reduce(0, +)
        // Given shares are scaled by the sum of the open weights, the open ones by what the shares leave: the ratios
        // are exact, and nothing is divided.
        return contents.map { content in
            if let share = content.share {
                return BundleWeight(content: content.id, basis: .share, value: UInt128(share), scale: total)
            }
            let value = basis == .listPrice ? UInt128(content.listPrice) : 1
            return BundleWeight(content: content.id, basis: basis, value: value, scale: UInt128(whole - given))
        }
    }

    /// What contents without a share are weighted by among themselves: list prices, or equally where all are 0.
    private static func openBasis(
        _ open: [BundleContent], withoutShare: WithoutShare
    ) throws(BundleFault) -> BundleWeight.Basis {
        guard withoutShare == .listPrice, !open.isEmpty else { return .equal }
        guard open.allSatisfy({ $0.listPrice >= 0 }) else { throw .negative }
        let priced = open.filter { $0.listPrice > 0 }
        guard !priced.isEmpty else { return .equal }
        guard Set(priced.map(\.currency)).count == 1 else { throw .currencies }
        return .listPrice
    }
}
