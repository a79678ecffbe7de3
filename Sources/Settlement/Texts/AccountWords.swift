/// Finds what can be somebody's account in a text, whoever's it is: numbers that pass an IBAN's check digits, and e-mail
/// addresses.
///
/// Banks quote accounts in what they say of a payment, not only the payout's own. Of other numbers nothing tells them from a
/// reference, which finance needs in full.
enum AccountWords {
    /// The text with all of each but its last four characters replaced by `…`.
    static func masked(_ text: String) -> String {
        let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        var shown: [String] = []
        var next = 0
        while next < words.count {
            let count = isAddress(words[next]) ? 1 : numbers(in: words[next...])
            guard count > 0 else {
                shown.append(words[next])
                next += 1
                continue
            }
            let account = words[next..<next + count].joined()
            let plain = account.contains("@") ? account : account.filter { $0.isLetter || $0.isNumber }
            shown.append("…" + PayeeAccount.ending(of: plain))
            next += count
        }
        return shown.joined(separator: " ")
    }

    private static func isAddress(_ word: String) -> Bool {
        guard let sign = word.firstIndex(of: "@") else { return false }
        return sign != word.startIndex && word[sign...].contains(".")
    }

    /// How many words from the first are together an IBAN, as it is printed in groups; 0 for none.
    private static func numbers(in words: ArraySlice<String>) -> Int {
        var compact: [UInt8] = []
        var found = 0
        for (index, word) in words.prefix(9).enumerated() {
            let bytes = Array(word.uppercased().utf8.filter { $0.isLetter || $0.isDigit })
            guard !bytes.isEmpty, compact.count + bytes.count <= 34 else { break }
            compact += bytes
            if CheckDigits.areOfIBAN(compact) { found = index + 1 }
        }
        return found
    }
}

/// The check digits of an IBAN (ISO 13616, by ISO 7064 mod 97-10).
public enum CheckDigits {
    /// Whether capitals and digits have the form of an IBAN, whichever country's, and pass its check digits.
    public static func areOfIBAN(_ compact: [UInt8]) -> Bool {
        guard (15...34).contains(compact.count), compact.prefix(2).allSatisfy(\.isLetter),
            compact[2...3].allSatisfy(\.isDigit), compact.allSatisfy({ $0.isLetter || $0.isDigit })
        else { return false }
        return remainder(Array(compact[4...] + compact[..<4])) == 1
    }

    /// The remainder by 97 of the digits, letters counting as 10 to 35.
    private static func remainder(_ bytes: [UInt8]) -> Int {
        bytes.reduce(0) { rest, byte in
            byte.isDigit
                ? (rest * 10 + Int(byte - UInt8(ascii: "0"))) % 97
                : (rest * 100 + Int(byte - UInt8(ascii: "A")) + 10) % 97
        }
    }
}

extension UInt8 {
    /// Whether the byte is one of `A` to `Z`.
    fileprivate var isLetter: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
    /// Whether the byte is one of `0` to `9`.
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
