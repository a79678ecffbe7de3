internal import Money
internal import Settlement

/// The text of a line as dataset `lines` has it: what a creator's hash is made of, so that anybody can check it
/// against the exported file.
enum CanonicalLine {
    /// Appends the row of a line, its line feed included.
    static func append(_ line: Line, of period: Period, to text: inout [UInt8]) {
        put(period.description, &text)
        comma(&text)
        put(line.kind.name, &text)
        comma(&text)
        put(line.bucket.name, &text)
        comma(&text)
        line.source?.appendText(to: &text)
        comma(&text)
        line.content?.appendText(to: &text)
        comma(&text)
        line.creator?.appendText(to: &text)
        comma(&text)
        CommaSeparated.append(line.currency.code, to: &text)
        for amount in [line.gross, line.processing, line.platform, line.creatorPart] {
            comma(&text)
            put(amount, &text)
        }
        comma(&text)
        put(line.payable ? "true" : "false", &text)
        comma(&text)
        put(line.late ? "true" : "false", &text)
        comma(&text)
        put(line.holdFrom.description, &text)
        text.append(UInt8(ascii: "\n"))
    }

    private static func comma(_ text: inout [UInt8]) { text.append(UInt8(ascii: ",")) }

    private static func put(_ part: String, _ text: inout [UInt8]) { text.append(contentsOf: part.utf8) }

    static func put(_ number: Int64, _ text: inout [UInt8]) {
        if number < 0 { text.append(UInt8(ascii: "-")) }
        var digits: [UInt8] = []
        var rest = number.magnitude
        repeat {
            digits.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        text.append(contentsOf: digits.reversed())
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
        guard field.utf8.contains(where: special) else { return text.append(contentsOf: field.utf8) }
        text.append(UInt8(ascii: "\""))
        for byte in field.utf8 {
            if byte == UInt8(ascii: "\"") { text.append(byte) }
            text.append(byte)
        }
        text.append(UInt8(ascii: "\""))
    }
}
