/// How much of a creator's period is shown.
public struct CreatorView: Sendable {
    /// With more creators in a pool than this, only those are shown who decide about the odd cent.
    static let partyLimit = 30

    /// Whether everything is shown, whatever its length.
    public var all: Bool
    /// Whether readers are shown by their ids, rather than by a number.
    public var readerIDs: Bool

    /// A view.
    public init(all: Bool, readerIDs: Bool) {
        self.all = all
        self.readerIDs = readerIDs
    }
}
