internal import Money
internal import Settlement
internal import Yams

/// A kind of whole number that the policy file holds, with the largest that is taken.
struct WholeNumber {
    /// What an error asks for.
    let name: String
    /// The largest value taken.
    let limit: Int64

    /// An amount in minor units.
    static let amount = WholeNumber(name: "a whole number of minor units (1000 is 10.00 USD)", limit: .max)
    /// A number of days; the limit keeps every date within four-digit years.
    static let days = WholeNumber(name: "a whole number of days", limit: 100_000)
    /// A weight; the limit leaves the pool's 256-bit products room for the engagement.
    static let weight = WholeNumber(name: "a whole number", limit: 1_000_000_000)
}

extension Field {
    /// A whole number, written in digits without quotes.
    func whole(_ kind: WholeNumber) throws(PolicyFileError) -> Int64 {
        let allowed = "\(kind.name) from 0 to \(kind.limit)"
        guard let scalar = node.scalar, !isNull else { throw error("is not a number", give: allowed) }
        guard scalar.style == .plain else { throw error("is in quotes", give: "\(allowed), without quotes") }
        let text = scalar.string
        if text.isNegativeNumber { throw error("is negative", give: allowed) }
        guard text.isDigits else { throw error("is not a whole number", give: allowed) }
        try refuseLeadingZero(text, allowed)
        guard let value = Int64(text), value <= kind.limit else { throw error("is too large", give: allowed) }
        return value
    }

    /// A whole number of days.
    func days() throws(PolicyFileError) -> Int32 { Int32(try whole(.days)) }

    /// A percentage, with or without quotes (R1.3).
    func percentage() throws(PolicyFileError) -> Percentage {
        let allowed = "a percentage from 0 to 100 with at most two decimals"
        return Percentage(basisPoints: try hundredths(upTo: 10_000, allowed))
    }

    /// A number of hours a day, in hundredths; nil for null.
    func hoursPerDay() throws(PolicyFileError) -> Int64? {
        guard !isNull || node.scalar?.string.isEmpty == true else { return nil }
        return try hundredths(upTo: 2_400, "hours from 0 to 24 with at most two decimals, or null for no cap")
    }

    /// A decimal number with at most two places, read digit by digit.
    private func hundredths(upTo limit: Int64, _ allowed: String) throws(PolicyFileError) -> Int64 {
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
    private func refuseLeadingZero(_ digits: String, _ allowed: String) throws(PolicyFileError) {
        if digits.count > 1, digits.hasPrefix("0") { throw error("begins with a needless 0", give: allowed) }
    }
}

extension Field {
    /// A text that YAML does not take for something else, such as a name.
    func text(_ allowed: String) throws(PolicyFileError) -> String {
        guard let scalar = node.scalar, !isNull else { throw error("is not a text", give: allowed) }
        guard !scalar.string.isEmpty else { throw error("is empty", give: allowed) }
        guard node.tag.description == Tag.Name.str.rawValue else {
            throw error("is not a text", give: "\(allowed), in quotes if it looks like a number or a switch")
        }
        return scalar.string
    }

    /// A month, such as `2026-01`.
    func month() throws(PolicyFileError) -> Period {
        guard let text = node.scalar?.string, let period = Period(text) else {
            throw error("is not a month", give: "one such as 2026-01")
        }
        return period
    }

    /// A time zone by a name of the form that the tz database uses; whether there is such a zone, the database knows.
    func timeZone() throws(PolicyFileError) -> String {
        let allowed = "the name of a time zone, such as UTC or Asia/Phnom_Penh"
        let name = try text(allowed)
        let isName = name.utf8.allSatisfy { byte in
            let character = Character(Unicode.Scalar(byte))
            return byte < 0x80 && (character.isLetter || character.isNumber || "/_+-".contains(character))
        }
        guard isName, name.first?.isLetter == true else { throw error("is not the name of a time zone", give: allowed) }
        return name
    }

    /// One of a few words.
    func word<Word: RawRepresentable<String> & CaseIterable>(_: Word.Type) throws(PolicyFileError) -> Word {
        guard let text = node.scalar?.string, let word = Word(rawValue: text) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: " or ")
            throw error("is not one of the words known here", give: words)
        }
        return word
    }

    /// `true` or `false`, without quotes.
    func flag() throws(PolicyFileError) -> Bool {
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
