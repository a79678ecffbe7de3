/// An XML document, written element by element in the order that its schema wants.
///
/// `XMLCoder` was considered: it would bring FoundationXML, and with it libxml2, into the binary, takes the order of
/// elements from coding keys, and needs a pair of types for each element with an attribute. Here the code reads like the
/// schema, an amount is the text that was computed, and a file is the same bytes every time; the official schema checks
/// it in the tests.
struct XMLWriter {
    /// The document so far.
    private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private var depth = 0

    /// Adds an element that holds others.
    mutating func element(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ body: (inout XMLWriter) -> Void
    ) {
        line("<\(name)\(XMLWriter.written(attributes))>")
        depth += 1
        body(&self)
        depth -= 1
        line("</\(name)>")
    }

    /// Adds an element that holds a text.
    mutating func element(_ name: String, _ content: String, _ attributes: KeyValuePairs<String, String> = [:]) {
        line("<\(name)\(XMLWriter.written(attributes))>\(XMLWriter.escaped(content))</\(name)>")
    }

    private mutating func line(_ content: String) { text += String(repeating: "  ", count: depth) + content + "\n" }

    private static func written(_ attributes: KeyValuePairs<String, String>) -> String {
        attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
    }

    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}
