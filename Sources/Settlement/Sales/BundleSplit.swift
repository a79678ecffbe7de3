internal import Money

/// Splits the parts of a bundle purchase over the bundle's contents (R5.3).
struct BundleSplit {
    let bundle: Bundle
    let withoutShare: WithoutShare

    /// Appends a line per content; a bundle purchase of which nothing remains leaves one empty line.
    func append(_ whole: Line, to lines: inout [Line]) throws(MoneyError) {
        guard let source = whole.source, case .success(let parties) = bundle.weights(withoutShare) else {
            preconditionFailure("a bundle that cannot be split was settled")
        }
        let key = source.bytes
        let creator = try Apportionment.split(whole.creatorPart, over: parties, key: key)
        let platform = try Apportionment.split(whole.platform, over: parties, key: key)
        let processing = try Apportionment.split(whole.processing, over: parties, key: key)
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
