internal import Money
internal import Settlement

/// The text of a line as dataset `lines` has it: what a creator's hash is made of, so that anybody can check it
/// against the exported file.
enum CanonicalLine {
    /// Appends the row of a line, its line feed included.
    static func append(_ line: SpooledLine, of period: Period, currency: Currency, to text: inout [UInt8]) {
        appendMonth(period, &text)
        comma(&text)
        put(line.lineKind.name, &text)
        comma(&text)
        put(line.lineBucket.name, &text)
        comma(&text)
        line.sourceID?.appendText(to: &text)
        comma(&text)
        line.contentID?.appendText(to: &text)
        comma(&text)
        line.creatorID?.appendText(to: &text)
        comma(&text)
        CommaSeparated.append(currency.code, to: &text)
        comma(&text)
        for amount in [line.gross, line.processing, line.platform, line.creatorPart] {
            put(amount, &text)
            comma(&text)
        }
        put(line.payable ? "true" : "false", &text)
        comma(&text)
        put(line.late ? "true" : "false", &text)
        comma(&text)
        line.holdFrom.appendText(to: &text)
        text.append(UInt8(ascii: "\n"))
    }

    /// Appends a month as `2026-01`: a day without its last three characters.
    private static func appendMonth(_ period: Period, _ text: inout [UInt8]) {
        period.firstDay.appendText(to: &text)
        text.removeLast(3)
    }

    private static func comma(_ text: inout [UInt8]) { text.append(UInt8(ascii: ",")) }

    private static func put(_ part: String, _ text: inout [UInt8]) {
        var part = part
        part.withUTF8 { unsafe text.append(contentsOf: $0) }
    }

    /// Appends a whole number in decimal digits.
    static func put(_ number: Int64, _ text: inout [UInt8]) {
        if number < 0 { text.append(UInt8(ascii: "-")) }
        let start = text.count
        var rest = number.magnitude
        repeat {
            text.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        text[start...].reverse()
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
