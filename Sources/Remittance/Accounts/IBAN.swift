internal import Settlement

/// An international bank account number (ISO 13616), checked before it gets into a file.
public struct IBAN: Hashable, Sendable {
    /// The number in capitals, without spaces.
    public let text: String

    /// Reads a number, with or without spaces, in any case.
    ///
    /// - Throws: ``AccountFault`` if its form, its country's length or its check digits (mod 97) are not right.
    public init(_ text: String) throws(AccountFault) {
        let compact = text.filter { !$0.isWhitespace }.uppercased()
        let bytes = Array(compact.utf8)
        guard (15...34).contains(bytes.count), bytes.prefix(2).allSatisfy(\.isCapital),
            bytes[2...3].allSatisfy(\.isDigit), bytes.allSatisfy({ $0.isCapital || $0.isDigit })
        else { throw AccountFault(value: compact, problem: "is not an IBAN") }
        if let length = IBAN.lengths[String(compact.prefix(2))], length != bytes.count {
            throw AccountFault(
                value: compact, problem: "has \(bytes.count) characters where \(compact.prefix(2)) has \(length)")
        }
        guard CheckDigits.areOfIBAN(bytes) else {
            throw AccountFault(value: compact, problem: "does not pass its check digits (mod 97)")
        }
        self.text = compact
    }

    /// The length of each country's numbers, by the registry of ISO 13616; another country's may have any.
    private static let lengths: [String: Int] = Dictionary(
        uniqueKeysWithValues: """
            AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 \
            ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 \
            LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 \
            PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 \
            YE30
            """.split(separator: " ").map { (String($0.prefix(2)), Int($0.dropFirst(2)) ?? 0) })
}

extension IBAN: CustomStringConvertible {
    /// The last four characters: all that is ever shown of an account.
    public var description: String { AccountFault.lastFour(text) }
}

extension UInt8 {
    /// Whether the byte is one of `A` to `Z`.
    var isCapital: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
    /// Whether the byte is one of `0` to `9`.
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
