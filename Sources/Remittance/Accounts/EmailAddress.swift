internal import Settlement

/// The e-mail addresses that payment providers know recipients by.
enum EmailAddress {
    /// The address without spaces around it.
    ///
    /// - Parameter limit: The most characters that the provider takes.
    /// - Throws: ``AccountFault`` unless it is one `@` between a name and a domain, of visible ASCII characters, and
    ///   begins with none that a spreadsheet takes for a formula.
    static func checked(_ text: String, limit: Int) throws(AccountFault) -> String {
        let address = text.trimmed
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), !parts[1].hasPrefix("."),
            !parts[1].hasSuffix("."), address.utf8.allSatisfy({ isAllowed($0) })
        else { throw AccountFault(value: address, problem: "is not an e-mail address") }
        guard address.utf8.count <= limit else {
            throw AccountFault(value: address, problem: "has more than \(limit) characters")
        }
        guard let first = address.unicodeScalars.first, !VisibleText.isFormulaSign(first) else {
            throw AccountFault(value: address, problem: "begins with a sign that a spreadsheet takes for a formula")
        }
        return address
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && !"\"(),:;<>[\\]".utf8.contains(byte)
    }
}

extension String {
    /// The text without white space around it.
    var trimmed: String {
        var rest = drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        return String(rest)
    }
}
