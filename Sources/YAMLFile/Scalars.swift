internal import Money
internal import Yams

/// A kind of whole number that a file holds, with the smallest and the largest that are taken.
package struct WholeNumber {
    /// What an error asks for.
    let name: String
    /// The smallest value taken.
    let least: Int64
    /// The largest value taken.
    let limit: Int64

    /// A kind of number.
    package init(name: String, least: Int64 = 0, limit: Int64) {
        self.name = name
        self.least = least
        self.limit = limit
    }
}

extension Field {
    /// The text of a scalar as it is written, whatever its type; nil for a list, a mapping or an alias.
    package var scalarText: String? { node.scalar?.string }

    /// A whole number, written in digits without quotes.
    package func whole(_ kind: WholeNumber) throws(YAMLFileError) -> Int64 {
        let allowed = "\(kind.name) from \(kind.least) to \(kind.limit)"
        guard let scalar = node.scalar, !isNull else { throw error("is not a number", give: allowed) }
        guard scalar.style == .plain else { throw error("is in quotes", give: "\(allowed), without quotes") }
        let text = scalar.string
        if text.isNegativeNumber { throw error("is negative", give: allowed) }
        guard text.isDigits else { throw error("is not a whole number", give: allowed) }
        try refuseLeadingZero(text, allowed)
        guard let value = Int64(text), value <= kind.limit else { throw error("is too large", give: allowed) }
        guard value >= kind.least else { throw error("is too small", give: allowed) }
        return value
    }

    /// A decimal number with at most two places, read digit by digit.
    package func hundredths(upTo limit: Int64, _ allowed: String) throws(YAMLFileError) -> Int64 {
        guard let text = node.scalar?.string, !isNull else { throw error("is not a number", give: allowed) }
        if text.isNegativeNumber { throw error("is negative", give: allowed) }
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.allSatisfy(\.isDigits) else { throw error("is not a plain decimal number", give: allowed) }
        try refuseLeadingZero(parts[0], allowed)
        if parts.count == 2, parts[1].count > 2 { throw error("has more than two decimals", give: allowed) }
        guard let hundredths = FixedPoint.hundredths(text), hundredths <= limit else {
            throw error("is above \(limit / 100)", give: allowed)
        }
        return hundredths
    }

    /// Refuses `010`, which some readers of YAML take for 10 and others for 8.
    private func refuseLeadingZero(_ digits: String, _ allowed: String) throws(YAMLFileError) {
        if digits.count > 1, digits.hasPrefix("0") { throw error("begins with a needless 0", give: allowed) }
    }
}

extension Field {
    /// A text that YAML does not take for something else, such as a name.
    package func text(_ allowed: String) throws(YAMLFileError) -> String {
        guard let scalar = node.scalar, !isNull else { throw error("is not a text", give: allowed) }
        guard !scalar.string.isEmpty else { throw error("is empty", give: allowed) }
        guard node.tag.description == Tag.Name.str.rawValue else {
            throw error("is not a text", give: "\(allowed), in quotes if it looks like a number or a switch")
        }
        return scalar.string
    }

    /// One of a few words.
    package func word<Word: RawRepresentable<String> & CaseIterable>(_: Word.Type) throws(YAMLFileError) -> Word {
        guard let text = node.scalar?.string, let word = Word(rawValue: text) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: " or ")
            throw error("is not one of the words known here", give: words)
        }
        return word
    }

    /// `true` or `false`, without quotes.
    package func flag() throws(YAMLFileError) -> Bool {
        guard let scalar = node.scalar, scalar.style == .plain, let flag = Bool(scalar.string) else {
            throw error("is not true or false", give: "true or false, without quotes")
        }
        return flag
    }
}

extension String {
    /// Whether the text is digits of ASCII, at least one.
    fileprivate var isDigits: Bool {
        !isEmpty && utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// Whether the text is a minus sign before a digit.
    fileprivate var isNegativeNumber: Bool {
        hasPrefix("-") && String(dropFirst().prefix(1)).isDigits
    }
}
