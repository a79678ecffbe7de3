internal import Money
internal import Settlement

/// A line as the spool keeps it: plain bytes, the currency by its place in a list.
struct SpooledLine: BitwiseCopyable {
    private let kind: UInt8
    private let bucket: UInt8
    private let flags: UInt8
    /// The place of the currency in the spool's list.
    let currency: UInt16
    private let holdNumber: Int32
    private let source: Identifier
    private let content: Identifier
    private let creator: Identifier
    let gross: Int64
    let processing: Int64
    let platform: Int64
    let creatorPart: Int64

    private static let payableFlag: UInt8 = 1
    private static let lateFlag: UInt8 = 2
    private static let sourceFlag: UInt8 = 4
    private static let contentFlag: UInt8 = 8
    private static let creatorFlag: UInt8 = 16
    private static let nobody = Identifier(high: 0, low: 0)

    init(_ line: Line, currency: UInt16) {
        kind = line.kind.rawValue
        bucket = line.bucket.rawValue
        var flags: UInt8 = 0
        if line.payable { flags |= SpooledLine.payableFlag }
        if line.late { flags |= SpooledLine.lateFlag }
        if line.source != nil { flags |= SpooledLine.sourceFlag }
        if line.content != nil { flags |= SpooledLine.contentFlag }
        if line.creator != nil { flags |= SpooledLine.creatorFlag }
        self.flags = flags
        self.currency = currency
        holdNumber = line.holdFrom.number
        source = line.source ?? SpooledLine.nobody
        content = line.content ?? SpooledLine.nobody
        creator = line.creator ?? SpooledLine.nobody
        gross = line.gross
        processing = line.processing
        platform = line.platform
        creatorPart = line.creatorPart
    }

    var payable: Bool { flags & SpooledLine.payableFlag != 0 }
    var late: Bool { flags & SpooledLine.lateFlag != 0 }
    var holdFrom: Day { Day(number: holdNumber) }
    var sourceID: Identifier? { flags & SpooledLine.sourceFlag != 0 ? source : nil }
    var contentID: Identifier? { flags & SpooledLine.contentFlag != 0 ? content : nil }
    var creatorID: Identifier? { flags & SpooledLine.creatorFlag != 0 ? creator : nil }

    var lineKind: LineKind {
        guard let known = LineKind(rawValue: kind) else { preconditionFailure("a spooled line is damaged") }
        return known
    }

    var lineBucket: Bucket {
        guard let known = Bucket(rawValue: bucket) else { preconditionFailure("a spooled line is damaged") }
        return known
    }

    /// Whether it comes first: by creator, then as dataset `lines` sorts. Kind, bucket and source come before all that
    /// could still differ.
    static func precedes(_ left: SpooledLine, _ right: SpooledLine) -> Bool {
        if left.flags & creatorFlag != right.flags & creatorFlag { return left.flags & creatorFlag == 0 }
        if left.creator != right.creator { return left.creator < right.creator }
        if left.kind != right.kind { return left.lineKind.name < right.lineKind.name }
        if left.bucket != right.bucket { return left.lineBucket.name < right.lineBucket.name }
        if left.flags & sourceFlag != right.flags & sourceFlag { return left.flags & sourceFlag == 0 }
        if left.source != right.source { return left.source < right.source }
        if left.flags & contentFlag != right.flags & contentFlag { return left.flags & contentFlag == 0 }
        if left.content != right.content { return left.content < right.content }
        return false
    }
}
