/// A business identifier code of a bank (ISO 9362), of 8 or 11 characters.
public struct BIC: Hashable, Sendable {
    /// The code in capitals.
    public let text: String

    /// Reads a code, in any case.
    ///
    /// - Throws: ``AccountFault`` if it is not four letters or digits, a country's two letters, two letters or digits
    ///   and, for a branch, three more.
    public init(_ text: String) throws(AccountFault) {
        let compact = text.filter { !$0.isWhitespace }.uppercased()
        let bytes = Array(compact.utf8)
        guard bytes.count == 8 || bytes.count == 11, bytes[4...5].allSatisfy(\.isCapital),
            bytes.allSatisfy({ $0.isCapital || $0.isDigit })
        else { throw AccountFault(value: compact, problem: "is not a BIC of 8 or 11 characters") }
        self.text = compact
    }
}

extension BIC: CustomStringConvertible {
    /// The code; it names a bank, not an account.
    public var description: String { text }
}
