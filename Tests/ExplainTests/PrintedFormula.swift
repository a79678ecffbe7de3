import Crypto
import Foundation

/// Does the computations of a printed explanation again, from the text alone.
enum PrintedFormula {
    /// Whether the line holds a computation, and it is right; nil for a line without one.
    static func holds(_ line: String) -> Bool? {
        guard let step = PrintedStep(line) else { return nil }
        let (left, right) = (step.left, step.right)
        if left.hasPrefix("SHA-256(") { return lot(left, right) }
        if right.contains(" → ") { return percent(left, right) }
        if right.contains(" r ") { return share(left, right) }
        if left.hasPrefix("max(0, ") {
            guard let sum = value(left.dropFirst(7).dropLast()) else { return false }
            return max(BigInteger(0), sum) == BigInteger(right)
        }
        if left.hasPrefix("min(") {
            let sides = left.dropFirst(4).dropLast().split(separator: ", ").map { BigInteger($0) }
            guard sides.count == 2, let first = sides[0], let second = sides[1] else { return false }
            return (first < second ? first : second) == BigInteger(right)
        }
        guard let value = value(left), let result = BigInteger(right) else { return false }
        return value == result
    }

    /// The value of a sum of products, each term with its sign; nil for anything else.
    static func value(_ text: some StringProtocol) -> BigInteger? {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count % 2 == 1, var product = BigInteger(words[0]) else { return nil }
        var sum = BigInteger(0)
        for index in stride(from: 1, to: words.count, by: 2) {
            guard let number = BigInteger(words[index + 1]) else { return nil }
            switch words[index] {
            case "×": product = product * number
            case "+":
                sum = sum + product
                product = number
            case "−":
                sum = sum + product
                product = -number
            default: return nil
            }
        }
        return sum + product
    }

    /// `a × b / 10000 = exact → rounded`, an exact half away from zero.
    private static func percent(_ left: String, _ right: String) -> Bool {
        let sides = right.split(separator: " → ")
        let decimals = sides[0].split(separator: ".")
        let places = decimals.count == 2 ? String(decimals[1]) : ""
        guard left.hasSuffix(" / 10000"), let product = value(left.dropLast(8)), places.count <= 4, sides.count == 2,
            let exact = BigInteger(decimals[0] + places + String(repeating: "0", count: 4 - places.count)),
            let rounded = BigInteger(sides[1])?.magnitude
        else { return false }
        let distance = rounded * BigInteger(10_000) - exact
        return product.magnitude == exact && BigInteger(-5_000) < distance && distance <= BigInteger(5_000)
    }

    /// `a × b / c = q r m`: checked by multiplying, so that nothing is divided.
    private static func share(_ left: String, _ right: String) -> Bool {
        guard let share = PrintedShare(left, right) else { return false }
        return share.total * share.weight == share.whole * share.sum + share.remainder
            && BigInteger(0) <= share.remainder && share.remainder < share.sum
    }

    private static func lot(_ left: String, _ right: String) -> Bool {
        let parts = left.dropFirst(8).dropLast().split(separator: " ‖ ").map(bytes)
        return parts.count == 2 && Array(SHA256.hash(data: parts[0] + parts[1])) == bytes(right[...])
    }

    static func bytes(_ hexadecimal: some StringProtocol) -> [UInt8] {
        let digits = hexadecimal.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    }
}

/// A printed computation: its rule, what it computes, and the two sides of its equation.
struct PrintedStep: Hashable {
    let rule: String
    let what: String
    let left: String
    let right: String

    init?(_ line: String) {
        guard line.hasPrefix("  R"), let colon = line.ranges(of: ": ").last else { return nil }
        let formula = String(line[colon.upperBound...])
        let name = line[line.index(line.startIndex, offsetBy: 2)..<colon.lowerBound]
        guard let equals = formula.ranges(of: " = ").first, let space = name.firstIndex(of: " ") else { return nil }
        rule = String(name[..<space])
        what = String(name[name.index(after: space)...])
        left = String(formula[..<equals.lowerBound])
        right = String(formula[equals.upperBound...])
    }

    /// The id that `what` names after a text; nil if it names none there, or more follows than a role.
    func id(after text: String) -> String? {
        guard what.hasPrefix(text + " ") else { return nil }
        let id = what.dropFirst(text.count + 1).prefix(36)
        return id.count == 36 && id.contains("-") ? String(id) : nil
    }

    /// The terms of a plain sum.
    var terms: [BigInteger] {
        left.replacingOccurrences(of: " − ", with: " + −").split(separator: " + ").compactMap { BigInteger($0) }
    }
}

/// A printed share: `total × weight / sum = whole r remainder`.
struct PrintedShare {
    let total: BigInteger
    let weight: BigInteger
    let sum: BigInteger
    let whole: BigInteger
    let remainder: BigInteger

    init?(_ left: String, _ right: String) {
        let numbers = left.replacingOccurrences(of: " / ", with: " × ").split(separator: " × ").map { BigInteger($0) }
        let sides = right.split(separator: " r ").map { BigInteger($0) }
        guard numbers.count == 3, sides.count == 2, let total = numbers[0], let weight = numbers[1],
            let sum = numbers[2], let whole = sides[0], let remainder = sides[1]
        else { return nil }
        (self.total, self.weight, self.sum, self.whole, self.remainder) = (total, weight, sum, whole, remainder)
    }
}
