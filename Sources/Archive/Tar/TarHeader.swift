/// What the headers of a plain file say in a tar of ours: its name, its size and one time for all; nothing of who made it where.
struct TarHeader: Hashable {
    /// The member's name.
    var name: String
    /// How many bytes it has.
    var size: UInt64
    /// The time of its last change, in seconds since 1970.
    var time: UInt64

    /// The size of a header, and what contents are filled up to.
    static let block = 512
    /// The largest size that 11 octal digits hold.
    private static let largest: UInt64 = (1 << 33) - 1

    /// The headers: one of ustar and, where the name or the size does not fit in it, a pax header before.
    var bytes: [UInt8] {
        let records = paxRecords
        guard !records.isEmpty else { return TarBlock.bytes(name: name.utf8, size: size, time: time, kind: "0") }
        let shown = name.utf8.prefix(100).map { $0 < 0x80 ? $0 : UInt8(ascii: "_") }
        return TarBlock.bytes(name: "PaxHeader".utf8, size: UInt64(records.count), time: time, kind: "x")
            + records + TarHeader.filling(of: UInt64(records.count))
            + TarBlock.bytes(name: shown, size: size <= TarHeader.largest ? size : 0, time: time, kind: "0")
    }

    /// The zeros that fill a content up to whole blocks.
    static func filling(of size: UInt64) -> [UInt8] {
        [UInt8](repeating: 0, count: (block - Int(size % UInt64(block))) % block)
    }

    /// How many bytes a content takes with its filling.
    static func filled(_ size: UInt64) -> UInt64 { (size + UInt64(block) - 1) / UInt64(block) * UInt64(block) }

    private var paxRecords: [UInt8] {
        var records: [UInt8] = []
        if name.utf8.count > 100 || name.utf8.contains(where: { $0 >= 0x80 }) {
            records += TarHeader.record("path", name)
        }
        if size > TarHeader.largest { records += TarHeader.record("size", String(size)) }
        return records
    }

    /// A record of a pax header: its own length, counted with the digits of it, a key and a value.
    private static func record(_ key: String, _ value: String) -> [UInt8] {
        let rest = " \(key)=\(value)\n"
        var length = rest.utf8.count
        while String(length).utf8.count + rest.utf8.count != length {
            length = String(length).utf8.count + rest.utf8.count
        }
        return Array("\(length)\(rest)".utf8)
    }
}
