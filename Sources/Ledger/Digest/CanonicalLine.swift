internal import Money
internal import Settlement

/// The text of a line as dataset `lines` has it: what a creator's hash is made of, so that anybody can check it
/// against the exported file.
struct CanonicalLine {
    /// The period, such as `2026-01`.
    private let month: [UInt8]
    /// The day from which the last line is held, and its text: most lines of a period share it.
    private var held: (day: Day, text: [UInt8])

    init(period: Period) {
        month = Array(period.description.utf8)
        held = (period.firstDay, Array(period.firstDay.description.utf8))
    }

    /// Appends the row of a line, its line feed included.
    mutating func append(_ line: SpooledLine, currency: Currency, to text: inout [UInt8]) {
        text.append(contentsOf: month)
        CanonicalLine.comma(&text)
        CanonicalLine.put(line.lineKind.name, &text)
        CanonicalLine.comma(&text)
        CanonicalLine.put(line.lineBucket.name, &text)
        CanonicalLine.comma(&text)
        line.sourceID?.appendText(to: &text)
        CanonicalLine.comma(&text)
        line.contentID?.appendText(to: &text)
        CanonicalLine.comma(&text)
        line.creatorID?.appendText(to: &text)
        CanonicalLine.comma(&text)
        CommaSeparated.append(currency.code, to: &text)
        CanonicalLine.comma(&text)
        for amount in [line.gross, line.processing, line.platform, line.creatorPart] {
            CanonicalLine.put(amount, &text)
            CanonicalLine.comma(&text)
        }
        CanonicalLine.put(line.payable ? "true" : "false", &text)
        CanonicalLine.comma(&text)
        CanonicalLine.put(line.late ? "true" : "false", &text)
        CanonicalLine.comma(&text)
        if held.day != line.holdFrom { held = (line.holdFrom, Array(line.holdFrom.description.utf8)) }
        text.append(contentsOf: held.text)
        text.append(UInt8(ascii: "\n"))
    }

    private static func comma(_ text: inout [UInt8]) { text.append(UInt8(ascii: ",")) }

    private static func put(_ part: String, _ text: inout [UInt8]) {
        var part = part
        part.withUTF8 { unsafe text.append(contentsOf: $0) }
    }

    /// Appends a whole number in decimal digits.
    static func put(_ number: Int64, _ text: inout [UInt8]) {
        if number < 0 { text.append(UInt8(ascii: "-")) }
        // The digits are found from the last one on; 20 hold every number.
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var rest = number.magnitude
            var first = digits.count
            repeat {
                first -= 1
                unsafe digits[first] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            } while rest > 0
            unsafe text.append(contentsOf: digits[first...])
        }
    }
}

/// Fields of RFC 4180.
public enum CommaSeparated {
    /// Appends a text, quoted if it holds a comma, a quote or a line break.
    public static func append(_ field: String, to text: inout [UInt8]) {
        let special: (UInt8) -> Bool = { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
                || byte == UInt8(ascii: "\r")
        }
        var field = field
        let isPlain = field.withUTF8 { utf8 in
            guard unsafe !utf8.contains(where: special) else { return false }
            unsafe text.append(contentsOf: utf8)
            return true
        }
        guard !isPlain else { return }
        text.append(UInt8(ascii: "\""))
        for byte in field.utf8 {
            if byte == UInt8(ascii: "\"") { text.append(byte) }
            text.append(byte)
        }
        text.append(UInt8(ascii: "\""))
    }
}
