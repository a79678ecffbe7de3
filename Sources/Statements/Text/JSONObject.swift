/// A JSON text that is put together field by field, in the order in which they are added.
struct JSONObject {
    private(set) var bytes: [UInt8] = [UInt8(ascii: "{")]

    init() {}

    /// Adds a text; nil is null.
    mutating func add(_ key: StaticString, _ text: String?) {
        name(key)
        guard let text else { return null() }
        JSONObject.append(text, to: &bytes)
    }

    /// Adds a whole number; nil is null.
    mutating func add(_ key: StaticString, _ number: Int64?) {
        name(key)
        guard let number else { return null() }
        bytes.append(contentsOf: String(number).utf8)
    }

    /// Adds true or false.
    mutating func add(_ key: StaticString, _ flag: Bool) {
        name(key)
        bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    }

    /// Adds an object; nil is null.
    mutating func add(_ key: StaticString, _ object: JSONObject?) {
        name(key)
        guard let object else { return null() }
        bytes.append(contentsOf: object.bytes)
        bytes.append(UInt8(ascii: "}"))
    }

    /// Adds a list of objects.
    mutating func add<Element>(
        _ key: StaticString, each elements: [Element], _ fill: (Element, inout JSONObject) -> Void
    ) {
        name(key)
        bytes.append(UInt8(ascii: "["))
        for (place, element) in elements.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            var object = JSONObject()
            fill(element, &object)
            bytes.append(contentsOf: object.bytes)
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// Adds a finished JSON text; nil is null.
    mutating func add(_ key: StaticString, json: [UInt8]?) {
        name(key)
        guard let json else { return null() }
        bytes.append(contentsOf: json)
    }

    /// The whole object on one line, with a line feed at its end.
    var file: [UInt8] { bytes + Array("}\n".utf8) }

    private mutating func null() { bytes.append(contentsOf: "null".utf8) }

    private mutating func name(_ key: StaticString) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        key.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: "\":".utf8)
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0..<0x20, 0x7F:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
