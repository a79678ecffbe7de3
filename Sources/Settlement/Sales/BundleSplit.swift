public import Money

/// The three splits of a bundle purchase (R5.3); their parties are the bundle's contents, in their order.
public struct BundleSteps: Sendable {
    /// The creator part.
    public let creator: Apportionment.Steps
    /// The platform part.
    public let platform: Apportionment.Steps
    /// What the provider takes.
    public let processing: Apportionment.Steps
}

/// Splits the parts of a bundle purchase over the bundle's contents (R5.3).
struct BundleSplit {
    let bundle: Bundle
    let withoutShare: WithoutShare

    /// The splits of a purchase's parts, under the purchase's id.
    func steps(of whole: Line) throws(MoneyError) -> BundleSteps {
        guard let source = whole.source, case .success(let parties) = bundle.weights(withoutShare) else {
            preconditionFailure("a bundle that cannot be split was settled")
        }
        let key = source.bytes
        return BundleSteps(
            creator: try Apportionment.steps(whole.creatorPart, over: parties, key: key),
            platform: try Apportionment.steps(whole.platform, over: parties, key: key),
            processing: try Apportionment.steps(whole.processing, over: parties, key: key))
    }

    /// Appends a line per content that gets something; of an amount that is not 0 there is always one.
    func append(_ whole: Line, to lines: inout [Line]) throws(MoneyError) {
        let steps = try steps(of: whole)
        let (creator, platform, processing) = (steps.creator.parts, steps.platform.parts, steps.processing.parts)
        for (index, content) in bundle.contents.enumerated() {
            var line = whole
            line.content = content.id
            line.creator = content.isPlatformContent ? nil : content.owner
            line.processing = processing[index]
            line.platform = platform[index]
            line.creatorPart = creator[index]
            line.gross = try creator[index].adding(platform[index]).adding(processing[index])
            if content.isPlatformContent {
                line.platform = try line.platform.adding(line.creatorPart)
                line.creatorPart = 0
            }
            if !line.isEmpty { lines.append(line) }
        }
    }
}
