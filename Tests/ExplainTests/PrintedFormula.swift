import Crypto
import Foundation

/// Does the computations of a printed explanation again, from the text alone.
enum PrintedFormula {
    /// Whether the line holds a computation, and it is right; nil for a line without one.
    static func holds(_ line: String) -> Bool? {
        guard line.hasPrefix("  R"), let colon = line.ranges(of: ": ").last else { return nil }
        let formula = String(line[colon.upperBound...])
        guard let equals = formula.ranges(of: " = ").first else { return nil }
        let left = String(formula[..<equals.lowerBound])
        let right = String(formula[equals.upperBound...])
        if left.hasPrefix("SHA-256(") { return lot(left, right) }
        if right.contains(" → ") { return percent(left, right) }
        if right.contains(" r ") { return share(left, right) }
        if left.contains(" × ") { return left.split(separator: " × ").reduce(1) { $0 * number($1) } == number(right) }
        if left.hasPrefix("max(0, ") { return max(0, sum(left.dropFirst(7).dropLast())) == number(right) }
        return sum(left[...]) == number(right)
    }

    static func number(_ text: some StringProtocol) -> Int128 {
        Int128(String(text).replacingOccurrences(of: "−", with: "-")) ?? Int128.min
    }

    private static func sum(_ text: Substring) -> Int128 {
        let words = text.split(separator: " ")
        var result = words.first.map { number($0) } ?? Int128.min
        for index in stride(from: 1, to: words.count - 1, by: 2) {
            result += (words[index] == "−" ? -1 : 1) * number(words[index + 1])
        }
        return result
    }

    /// `a × b / 10000 = exact → rounded`, an exact half away from zero.
    private static func percent(_ left: String, _ right: String) -> Bool {
        let numbers = left.replacingOccurrences(of: " / ", with: " × ").split(separator: " × ").map { number($0) }
        let sides = right.split(separator: " → ")
        let decimals = sides[0].split(separator: ".")
        let places = decimals.count == 2 ? String(decimals[1]) : ""
        let exact = number(decimals[0]) * 10_000 + number(places + String(repeating: "0", count: 4 - places.count))
        let (amount, points) = (numbers[0], numbers[1])
        let rounded = (exact + 5_000) / 10_000
        return exact == abs(amount) * points && abs(number(sides[1])) == rounded
    }

    /// `a × b / c = q r m`: checked by multiplying, so that nothing is divided.
    private static func share(_ left: String, _ right: String) -> Bool {
        let numbers = left.replacingOccurrences(of: " / ", with: " × ").split(separator: " × ").map { number($0) }
        let sides = right.split(separator: " r ").map { number($0) }
        return numbers[0] * numbers[1] == sides[0] * numbers[2] + sides[1] && (0..<numbers[2]).contains(sides[1])
    }

    private static func lot(_ left: String, _ right: String) -> Bool {
        let parts = left.dropFirst(8).dropLast().split(separator: " ‖ ").map(bytes)
        return parts.count == 2 && Array(SHA256.hash(data: parts[0] + parts[1])) == bytes(right[...])
    }

    private static func bytes(_ hexadecimal: Substring) -> [UInt8] {
        let digits = hexadecimal.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    }
}
