import Foundation
import TestServer
import Testing
import Zstandard

@testable import Archive

/// A folder that is gone with the test.
final class ScratchFolder {
    let url = URL(filePath: NSTemporaryDirectory()).appending(path: "remit-archive-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path }
    func bytes(_ name: String) throws -> [UInt8] { try [UInt8](Data(contentsOf: url.appending(path: name))) }
    func write(_ bytes: [UInt8], to name: String) throws { try Data(bytes).write(to: url.appending(path: name)) }
    var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() } }

    /// Makes an archive of members in memory.
    @discardableResult
    func archive(
        _ name: String, _ members: [(String, [UInt8])], workers: Int = 0, level: Int = 3, replace: Bool = false
    ) throws -> ArchiveWriter.Outcome {
        let terms = ArchiveTerms.sample(level: level, workers: workers)
        return try ArchiveWriter.create(path(name), terms, replace: replace) { archive in
            for (name, bytes) in members { try archive.add(name, .bytes(bytes)) }
        }
    }

    /// The message with which an archive of these bytes is refused, by opening it and checking all of it.
    func refusal(of bytes: [UInt8]) throws -> String {
        try write(bytes, to: "altered")
        let error = #expect(throws: ArchiveError.self) { try ArchiveReader(path: path("altered")).verify() }
        return error?.fault.description ?? "accepted"
    }
}

extension ArchiveTerms {
    static func sample(level: Int = 3, workers: Int = 0) -> ArchiveTerms {
        ArchiveTerms(
            period: "2026-10", asOf: "2026-11-02", engineVersion: "1.0", time: 1_793_577_600, level: level,
            workers: workers)
    }
}

/// Archives that no writer of ours makes.
enum Crafted {
    static let time: UInt64 = 1_793_577_600

    /// The file of a tar, in one frame a piece.
    static func file(_ pieces: [[UInt8]]) throws -> [UInt8] {
        var file: [UInt8] = []
        let writer = SeekableWriter(level: 3, workers: 0) { file += $0 }
        for piece in pieces {
            try writer.write(piece)
            try writer.cut()
        }
        try writer.finish()
        return file
    }

    /// A member as it is in a tar.
    static func member(_ name: String, _ content: [UInt8]) -> [UInt8] {
        TarHeader(name: name, size: UInt64(content.count), time: time).bytes + content
            + TarHeader.filling(of: UInt64(content.count))
    }

    /// A member whose first header is altered, with a checksum that is right.
    static func member(
        _ name: String, _ content: [UInt8], kind: Unicode.Scalar
    ) -> [UInt8] {
        TarBlock.bytes(name: name.utf8, size: UInt64(content.count), time: time, kind: kind) + content
            + TarHeader.filling(of: UInt64(content.count))
    }

    /// The manifest and the end of a tar, for members that lie one after the other from the beginning.
    static func end(_ manifest: String) -> [UInt8] {
        member(Manifest.name, Array(manifest.utf8)) + [UInt8](repeating: 0, count: 1024)
    }

    /// The manifest of members that lie one after the other from the beginning.
    static func manifest(_ members: [(String, [UInt8])]) -> Manifest {
        var place: UInt64 = 0
        var listed: [Manifest.Member] = []
        for (name, content) in members {
            let headers = TarHeader(name: name, size: UInt64(content.count), time: time).bytes.count
            listed.append(
                Manifest.Member(
                    name: name, bytes: UInt64(content.count), offset: place + UInt64(headers),
                    sha256: Crafted.hash(content)))
            place += UInt64(headers) + TarHeader.filled(UInt64(content.count))
        }
        return Manifest(period: "2026-10", asOf: "2026-11-02", engineVersion: "1.0", members: listed)
    }
}
