/// A currency code as the platform's tables hold it, compared as it stands (R1.1).
///
/// Any text can occur in a row; whether it is a currency that is settled is the policy's to say. A null column
/// is ``usd``.
public struct Currency: Hashable, Comparable, Sendable {
    /// The code, such as `USD`.
    public let code: String

    /// A currency by its code, taken as it stands.
    public init(_ code: String) {
        self.code = code
    }

    /// The US dollar, which a null currency stands for (R1.1).
    public static let usd = Currency("USD")

    /// How many decimal places an amount in minor units has (ISO 4217), nil if the code is not in the standard's list.
    public var exponent: Int? {
        if let unusual = Currency.unusualExponents[code] { return unusual }
        return Currency.twoDecimals.contains(code) ? 2 : nil
    }

    /// Orders by the code's UTF-8 bytes.
    public static func < (left: Currency, right: Currency) -> Bool {
        left.code.utf8.lexicographicallyPrecedes(right.code.utf8)
    }

    /// The currencies of ISO 4217 whose minor unit is not a hundredth.
    private static let unusualExponents: [String: Int] = [
        "BHD": 3, "BIF": 0, "CLF": 4, "CLP": 0, "DJF": 0, "GNF": 0, "IQD": 3, "ISK": 0, "JOD": 3, "JPY": 0,
        "KMF": 0, "KRW": 0, "KWD": 3, "LYD": 3, "OMR": 3, "PYG": 0, "RWF": 0, "TND": 3, "UGX": 0, "UYI": 0,
        "UYW": 4, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    ]

    /// The currencies of ISO 4217 with two decimals.
    private static let twoDecimals: Set<String> = Set(
        """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE \
        CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL \
        HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR \
        MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK \
        SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD \
        XCG YER ZAR ZMW ZWG
        """.split(separator: " ").map(String.init))
}

extension Currency: CustomStringConvertible {
    /// The code.
    public var description: String { code }
}
