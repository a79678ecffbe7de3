import Foundation

@testable import Zstandard

/// A file that is gone with the test.
final class ScratchFile {
    let path = NSTemporaryDirectory() + "remit-zstandard-\(UUID().uuidString)"

    init(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(filePath: path)) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The reader of bytes, as if they were such a file.
    static func reading<Value>(
        _ bytes: [UInt8], limits: SeekableLimits = SeekableLimits(), _ body: (SeekableReader) throws -> Value
    ) throws -> Value {
        let file = try ScratchFile(bytes)
        return try body(SeekableReader(path: file.path, limits: limits))
    }

    /// The content of bytes, as if they were such a file.
    static func content(_ bytes: [UInt8], limits: SeekableLimits = SeekableLimits()) throws -> [UInt8] {
        try reading(bytes, limits: limits) { reader in
            var content: [UInt8] = []
            try reader.read(0..<reader.table.contentBytes) { content += $0 }
            return content
        }
    }
}

extension SeekableWriter {
    /// The file whose frames have these contents.
    static func file(_ contents: [[UInt8]], level: Int = 3, workers: Int = 0) throws -> [UInt8] {
        var file: [UInt8] = []
        let writer = SeekableWriter(level: level, workers: workers) { file += $0 }
        for content in contents {
            try writer.write(content)
            try writer.cut()
        }
        try writer.finish()
        return file
    }
}
