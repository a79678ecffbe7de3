public import Money

/// The contents that engagement names, numbered, with what the rules ask of each (R9.1).
///
/// Nothing else of a pool carries ids: a row of engagement names its content by the number, and is looked up once.
public struct PoolContents: Sendable {
    /// A content.
    public struct Content: Sendable {
        /// The content's id; nil for number 0 alone.
        public let id: Identifier?
        /// The content's owner.
        public let owner: Identifier?
        /// Why the content does not count, whoever reads it; nil if it does.
        public let rule: ExclusionRule?
    }

    /// The contents by their numbers; number 0 stands for no content.
    public private(set) var all = [Content(id: nil, owner: nil, rule: .contentMissing)]
    /// The numbers of the contents, less one.
    private var index = IdentifierIndex()

    /// No contents yet.
    public init() {}

    /// The number of a content that is there, which is kept as it is given.
    public mutating func add(_ id: Identifier, owner: Identifier?, rule: ExclusionRule?) -> UInt32 {
        let number = index.number(for: id) + 1
        let content = Content(id: id, owner: owner, rule: rule)
        if number == all.count { all.append(content) } else { all[number] = content }
        return UInt32(number)
    }

    /// The number of a content; one that nobody added is gone, and gets a number when it is first met.
    @inline(__always)
    public mutating func number(of id: Identifier?) -> UInt32 {
        guard let id else { return 0 }
        let number = index.number(for: id) + 1
        if number == all.count { all.append(Content(id: id, owner: nil, rule: .contentMissing)) }
        return UInt32(number)
    }
}
