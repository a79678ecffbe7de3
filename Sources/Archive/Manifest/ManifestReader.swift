/// Reads a manifest, and takes nothing but the one text that ``Manifest/text`` gives: what two readers might read differently
/// is refused.
struct ManifestReader {
    private let bytes: [UInt8]
    private var place = 0
    private var line = 1

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The manifest of a text.
    ///
    /// - Throws: ``ArchiveFault`` that names the line.
    static func manifest(_ bytes: [UInt8]) throws(ArchiveFault) -> Manifest {
        var reader = ManifestReader(bytes)
        return try reader.manifest()
    }

    private mutating func manifest() throws(ArchiveFault) -> Manifest {
        try expect("{\n\"period\": ")
        let period = try text("a month") { $0.count == 7 }
        try expect(",\n\"as_of\": ")
        let asOf = try text("a day") { $0.count == 10 }
        try expect(",\n\"engine_version\": ")
        let version = try text("a version") { !$0.isEmpty && $0.count < 100 }
        try expect(",\n\"members\": [\n")
        var members: [Manifest.Member] = []
        var names: Set<String> = []
        while !isNext("]") {
            if !members.isEmpty { try expect(",\n") }
            let member = try member(after: members.last)
            guard names.insert(member.name).inserted else { throw .twice(name: member.name) }
            members.append(member)
            if isNext("\n]") { try expect("\n") }
        }
        try expect("]\n}\n")
        guard place == bytes.count else { throw fault("something follows its end") }
        return Manifest(period: period, asOf: asOf, engineVersion: version, members: members)
    }

    private mutating func member(after last: Manifest.Member?) throws(ArchiveFault) -> Manifest.Member {
        try expect("{\"name\": ")
        let name = try text("a name") { !$0.isEmpty }
        do { try MemberName.check(name) } catch { throw .memberName(error) }
        try expect(", \"bytes\": ")
        let size = try number()
        try expect(", \"offset\": ")
        let offset = try number()
        try expect(", \"sha256\": ")
        let hash = try text("64 hexadecimal digits") { digits in
            digits.count == 64 && digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        }
        try expect("}")
        let before = last.map { $0.offset + TarHeader.filled($0.bytes) } ?? 0
        guard offset >= before + UInt64(TarHeader.block), offset % UInt64(TarHeader.block) == 0 else {
            throw fault("member \"\(name)\" cannot begin at byte \(offset)")
        }
        return Manifest.Member(name: name, bytes: size, offset: offset, sha256: hash)
    }

    private func isNext(_ word: StaticString) -> Bool { unsafe matches(word) }

    @unsafe private func matches(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard bytes.count - place >= count else { return false }
        for index in 0..<count where unsafe bytes[place + index] != word.utf8Start[index] { return false }
        return true
    }

    private mutating func expect(_ word: StaticString) throws(ArchiveFault) {
        guard isNext(word) else { throw fault("something else than \(String(reflecting: word.description))") }
        for _ in 0..<word.utf8CodeUnitCount {
            if bytes[place] == UInt8(ascii: "\n") { line += 1 }
            place += 1
        }
    }

    /// A text in quotes, which has no escapes.
    private mutating func text(
        _ what: String, where isGood: (ArraySlice<UInt8>) -> Bool
    ) throws(ArchiveFault) -> String {
        try expect("\"")
        guard let end = bytes[place...].firstIndex(of: UInt8(ascii: "\"")) else { throw fault("a text has no end") }
        let found = bytes[place..<end]
        guard isGood(found), !found.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\\") }),
            let text = String(validating: found, as: UTF8.self)
        else { throw fault("something else than \(what)") }
        place = end + 1
        return text
    }

    /// A whole number without superfluous zeros, far from overflow.
    private mutating func number() throws(ArchiveFault) -> UInt64 {
        let digits = bytes[place...].prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty, digits.count <= 16, digits.count == 1 || digits.first != UInt8(ascii: "0") else {
            throw fault("something else than a whole number")
        }
        place += digits.count
        return digits.reduce(0) { $0 * 10 + UInt64($1 - 0x30) }
    }

    private func fault(_ reason: String) -> ArchiveFault { .manifest(line: line, reason: reason) }
}
