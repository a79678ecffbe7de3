/// What a bank or provider writes about a payout (a reference, a reason), made fit to be kept and shown.
///
/// It comes in files that others wrote, and goes into lists, tables, JSON, journals and what the platform shows its
/// creators: so nothing invisible is left, no beginning that a spreadsheet runs, and of the payout's own account, of any IBAN and
/// of any e-mail address no more than the end (R11.7).
public enum BankText {
    /// The most Unicode scalars of a text; what is longer is cut.
    public static let limit = 500

    /// A text as it is kept and shown; the same again for one that is so already.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - account: The number or address of the payout's account; empty where none is known.
    public static func cleaned(_ text: String, hiding account: String = "") -> String {
        let masked = AccountWords.masked(AccountMask(account).masked(VisibleText.withoutFormula(words(of: text))))
        let cut = VisibleText.prefix(of: masked, limit)
        return cut == masked ? cut : VisibleText.prefix(of: masked, limit - 1) + "…"
    }

    /// A cell in which something else is wanted, as an error shows it: it can be an account, of anybody's, and then only its end
    /// is shown.
    public static func doubtful(_ cell: String) -> String {
        let shown = words(of: cell)
        let keys = shown.unicodeScalars.compactMap(AccountMask.key)
        if keys.count > 4, keys.contains(where: AccountMask.isTelling) {
            return "…" + PayeeAccount.ending(of: shown)
        }
        return shown.count > 60 ? VisibleText.prefix(of: shown, 60) + "…" : shown
    }

    /// What can be seen, in one line.
    private static func words(of text: String) -> String {
        VisibleText.of(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// Finds an account in a text, whole or in part, however it is spaced, punctuated or written, and leaves its end.
struct AccountMask {
    /// So many of its characters in a row are a part of an account, no coincidence.
    private let length: Int
    /// Every run of that length that the account holds.
    private let windows: Set<[UInt32]>
    private let ending: [Unicode.Scalar]

    init(_ account: String) {
        let keys = account.unicodeScalars.compactMap(AccountMask.key)
        let length = max(3, min(5, keys.count))
        self.length = length
        windows = Set(keys.indices.dropLast(length - 1).map { Array(keys[$0..<$0 + length]) })
        ending = Array(PayeeAccount.ending(of: account).unicodeScalars)
    }

    /// The text with each part of the account replaced by `…` and the account's last characters.
    ///
    /// Done until nothing is found: what stands before or after a part can be one with what replaced it.
    func masked(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        while !windows.isEmpty {
            let parts = runs(of: scalars).flatMap(parts)
            if parts.isEmpty { break }
            scalars = replaced(parts, in: scalars)
        }
        return scalars.reduce(into: "") { $0.unicodeScalars.append($1) }
    }

    private func replaced(_ parts: [Range<Int>], in scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        var next = 0
        for part in parts {
            result += scalars[next..<part.lowerBound]
            result += result.last == "…" ? ending : ["…"] + ending
            next = part.upperBound
        }
        return result + scalars[next...]
    }

    /// A character as accounts are compared: letters in one case, digits of any script, `@`; nil for what only separates.
    static func key(_ scalar: Unicode.Scalar) -> UInt32? {
        if scalar == "@" { return scalar.value }
        if scalar.properties.numericType == .decimal, let digit = scalar.properties.numericValue {
            return UInt32(digit) + 0x30
        }
        guard scalar.properties.isAlphabetic else { return nil }
        return (scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar).value
    }

    /// Whether a character tells an account from words.
    static func isTelling(_ key: UInt32) -> Bool { key == 0x40 || (0x30...0x39).contains(key) }

    private typealias Key = (key: UInt32, place: Int)

    /// The characters of the text that are compared, in runs that what was masked before interrupts.
    private func runs(of scalars: [Unicode.Scalar]) -> [[Key]] {
        var runs: [[Key]] = [[]]
        for (place, scalar) in scalars.enumerated() {
            if scalar == "…" {
                runs.append([])
            } else if let key = AccountMask.key(scalar) {
                runs[runs.count - 1].append((key, place))
            }
        }
        return runs
    }

    /// The parts of a run that are the account's, as ranges of the text.
    ///
    /// Letters alone are words, until there are so many of them that they are a name or domain of an address.
    private func parts(of run: [Key]) -> [Range<Int>] {
        guard run.count >= length else { return [] }
        var found: [Range<Int>] = []
        for start in 0...run.count - length where windows.contains(run[start..<start + length].map(\.key)) {
            if let last = found.last, start <= last.upperBound {
                found[found.count - 1] = last.lowerBound..<start + length
            } else {
                found.append(start..<start + length)
            }
        }
        return found.filter { part in
            part.count >= 8 || run[part].contains { AccountMask.isTelling($0.key) }
        }.map { run[$0.lowerBound].place..<run[$0.upperBound - 1].place + 1 }
    }
}
