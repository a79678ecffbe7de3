/// The spellings of letters that no rule gives.
enum Letters {
    /// The spelling of a scalar: a letter's in its case, a mark's empty; nil if it is not listed.
    static func spelling(of scalar: Unicode.Scalar) -> String? {
        if let known = spellings[scalar] { return known }
        let lower = scalar.properties.lowercaseMapping.unicodeScalars
        guard lower.count == 1, let first = lower.first, first != scalar, let known = spellings[first] else {
            return nil
        }
        return known.prefix(1).uppercased() + known.dropFirst()
    }

    private static let spellings: [Unicode.Scalar: String] = {
        let listed = (latin + " " + greek + " " + cyrillic + " " + signs).split(separator: " ")
        return Dictionary(
            uniqueKeysWithValues: listed.compactMap { entry in
                entry.unicodeScalars.first.map { ($0, String(entry.unicodeScalars.dropFirst())) }
            })
    }()

    /// Latin letters that are no letter with a mark.
    private static let latin = "ßss ıi ȷj þth ðd œoe ŋng ĸk əe ſs ŉn"

    /// Greek, by ISO 843; a letter with an accent as the one without.
    private static let greek = """
        αa άa βv γg δd εe έe ζz ηi ήi θth ιi ίi ϊi ΐi κk λl μm νn ξx οo όo πp ρr σs ςs τt υy ύy ϋy ΰy φf χch ψps ωo ώo
        """

    /// Cyrillic, as passports spell it (ICAO 9303), with the letters of Ukraine, Belarus, Serbia and Macedonia.
    private static let cyrillic = """
        аa бb вv гg дd еe ёe жzh зz иi йi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъie ыy ь эe юiu яia \
        ґg єie іi їi ўu ђd ѓg ѕdz јj љlj њnj ћc ќk џdz ѐe ѝi
        """

    /// Signs that stand for words or for a plainer sign.
    private static let signs = "€EUR £GBP ¥JPY ©(c) ®(r) ™(tm) №No. …... ·. •- ×x ªa ºo ¿? ¡! ´' ʹ' ʼ' ‐- ‑- −-"
}
