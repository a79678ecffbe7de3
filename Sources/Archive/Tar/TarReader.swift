/// Reads the members of a tar one after the other, and takes nothing but what ``TarHeader`` writes.
///
/// The caller reads each member's content, or skips it, before it asks for the next.
struct TarReader {
    /// A member whose content comes next.
    struct Member {
        /// Its headers.
        let header: TarHeader
        /// Where its content begins in the tar.
        let offset: UInt64
    }

    private let source: (Int) throws -> ArraySlice<UInt8>
    /// How many bytes were read.
    private(set) var place: UInt64 = 0
    private var names: Set<String> = []

    /// A reader.
    ///
    /// - Parameter source: Hands over the next bytes: as many as are asked for, or fewer, or none at the end.
    init(_ source: @escaping (Int) throws -> ArraySlice<UInt8>) {
        self.source = source
    }

    /// The next member; nil at the end of the tar, after which nothing may follow.
    mutating func next() throws -> Member? {
        let start = place
        let block = try bytes(TarHeader.block)
        guard block.contains(where: { $0 != 0 }) else {
            try end(after: block)
            return nil
        }
        let (header, whole) = try header(block, at: start)
        do { try MemberName.check(header.name) } catch { throw ArchiveFault.memberName(error) }
        guard header.bytes == whole else {
            throw ArchiveFault.header(place: start, reason: "it is not the one that its name and size give")
        }
        guard names.insert(header.name).inserted else { throw ArchiveFault.twice(name: header.name) }
        return Member(header: header, offset: place)
    }

    /// Hands over the content of a member piece by piece, and passes over its filling, which has to be zeros.
    mutating func content(of member: Member, _ body: (ArraySlice<UInt8>) throws -> Void) throws {
        var rest = member.header.size
        while rest > 0 {
            let piece = try source(Int(min(rest, 1 << 20)))
            guard !piece.isEmpty else { throw ArchiveFault.tarCutOff }
            place += UInt64(piece.count)
            rest -= UInt64(piece.count)
            try body(piece)
        }
        let filling = try bytes(TarHeader.filling(of: member.header.size).count)
        guard filling.allSatisfy({ $0 == 0 }) else { throw ArchiveFault.misplaced(name: member.header.name) }
    }

    /// The header that begins with a block, and all bytes of it.
    private mutating func header(_ block: [UInt8], at start: UInt64) throws -> (TarHeader, [UInt8]) {
        let fields = try TarReader.fields(block, at: start)
        guard fields.kind == UInt8(ascii: "x") else { return (try TarReader.plain(fields), block) }
        guard fields.size <= 4096 else {
            throw ArchiveFault.header(place: start, reason: "its pax records have \(fields.size) bytes")
        }
        let records = try bytes(Int(TarHeader.filled(fields.size)))
        let next = try bytes(TarHeader.block)
        var header = try TarReader.plain(try TarReader.fields(next, at: place - UInt64(TarHeader.block)))
        for (key, value) in try PaxRecords.read(records.prefix(Int(fields.size)), at: start) {
            switch key {
            case "path": header.name = value
            case "size": header.size = UInt64(value) ?? 0
            default: throw ArchiveFault.header(place: start, reason: "its pax record \"\(key)\" is not known")
            }
        }
        return (header, block + records + next)
    }

    private static func fields(_ block: [UInt8], at place: UInt64) throws -> TarBlock.Fields {
        guard block[257..<263].elementsEqual("ustar\u{0}".utf8), let fields = TarBlock.Fields(block) else {
            throw ArchiveFault.header(place: place, reason: "it is no header of ustar")
        }
        return fields
    }

    private static func plain(_ fields: TarBlock.Fields) throws -> TarHeader {
        let name = String(decoding: fields.name, as: UTF8.self)
        guard fields.kind == UInt8(ascii: "0") else {
            throw ArchiveFault.notPlain(name: OneLineName.text(name), kind: TarBlock.kind(fields.kind))
        }
        return TarHeader(name: name, size: fields.size, time: fields.time)
    }

    /// Reads the second block of zeros, and that nothing follows.
    private mutating func end(after first: [UInt8]) throws {
        guard try bytes(TarHeader.block) == first else {
            throw ArchiveFault.header(place: place, reason: "one block of zeros stands alone")
        }
        var more: UInt64 = 0
        while case let piece = try source(1 << 20), !piece.isEmpty { more += UInt64(piece.count) }
        guard more == 0 else { throw ArchiveFault.afterEnd(bytes: more) }
    }

    private mutating func bytes(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let piece = try source(count - bytes.count)
            guard !piece.isEmpty else { throw ArchiveFault.tarCutOff }
            bytes += piece
        }
        place += UInt64(count)
        return bytes
    }
}

/// The records of a pax header.
private enum PaxRecords {
    /// The keys and values, in order.
    static func read(_ bytes: some Collection<UInt8>, at place: UInt64) throws -> [(key: String, value: String)] {
        let malformed = ArchiveFault.header(place: place, reason: "its pax records are malformed")
        var rest = Array(bytes)[...]
        var records: [(String, String)] = []
        while !rest.isEmpty {
            let digits = rest.prefix { $0 != UInt8(ascii: " ") }
            guard let length = Int(String(decoding: digits, as: UTF8.self)), length > digits.count + 1,
                length <= rest.count
            else { throw malformed }
            let record = rest.prefix(length).dropFirst(digits.count + 1)
            guard record.last == UInt8(ascii: "\n"), let sign = record.firstIndex(of: UInt8(ascii: "=")) else {
                throw malformed
            }
            records.append(
                (
                    String(decoding: record[..<sign], as: UTF8.self),
                    String(decoding: record[(sign + 1)...].dropLast(), as: UTF8.self)
                ))
            rest = rest.dropFirst(length)
        }
        return records
    }
}

/// A name that is no good, as a message shows it.
enum OneLineName {
    /// The name, with a question mark for each control character, and cut where it is long.
    static func text(_ name: String) -> String {
        String(name.unicodeScalars.prefix(200).map { $0.value < 0x20 || $0.value == 0x7F ? "?" : Character($0) })
    }
}
