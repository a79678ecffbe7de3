internal import Money
internal import Settlement
internal import YAMLFile

extension WholeNumber {
    /// An amount in minor units.
    static var amount: WholeNumber {
        WholeNumber(name: "a whole number of minor units (1000 is 10.00 USD)", limit: .max)
    }
    /// A number of days; the limit keeps every date within four-digit years.
    static var days: WholeNumber { WholeNumber(name: "a whole number of days", limit: 100_000) }
    /// A weight; the limit leaves the pool's 256-bit products room for the engagement.
    static var weight: WholeNumber { WholeNumber(name: "a whole number", limit: 1_000_000_000) }
}

extension Field {
    /// A whole number of days.
    func days() throws(YAMLFileError) -> Int32 { Int32(try whole(.days)) }

    /// A percentage, with or without quotes (R1.3).
    func percentage() throws(YAMLFileError) -> Percentage {
        let allowed = "a percentage from 0 to 100 with at most two decimals"
        return Percentage(basisPoints: try hundredths(upTo: 10_000, allowed))
    }

    /// A number of hours a day, in hundredths; nil for null.
    func hoursPerDay() throws(YAMLFileError) -> Int64? {
        guard !isNull || scalarText?.isEmpty == true else { return nil }
        return try hundredths(upTo: 2_400, "hours from 0 to 24 with at most two decimals, or null for no cap")
    }

    /// A month, such as `2026-01`.
    func month() throws(YAMLFileError) -> Period {
        guard let text = scalarText, let period = Period(text) else {
            throw error("is not a month", give: "one such as 2026-01")
        }
        return period
    }

    /// A time zone by a name of the form that the tz database uses; whether there is such a zone, the database knows.
    func timeZone() throws(YAMLFileError) -> String {
        let allowed = "the name of a time zone, such as UTC or Asia/Phnom_Penh"
        let name = try text(allowed)
        let isName = name.utf8.allSatisfy { byte in
            let character = Character(Unicode.Scalar(byte))
            return byte < 0x80 && (character.isLetter || character.isNumber || "/_+-".contains(character))
        }
        guard isName, name.first?.isLetter == true else { throw error("is not the name of a time zone", give: allowed) }
        return name
    }
}
