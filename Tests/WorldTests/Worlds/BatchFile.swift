import Foundation

/// The worlds of a batch file, one JSON line each, read one at a time.
struct BatchFile {
    private let data: Data

    init(path: String) throws {
        data = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
    }

    /// Hands over the worlds of the file, for as long as the body says to go on.
    func forEachWorld(_ body: (World) throws -> Bool) throws {
        var start = data.startIndex
        while start < data.endIndex {
            let end = data.range(of: BatchFile.lineFeed, in: start..<data.endIndex)?.lowerBound ?? data.endIndex
            guard try body(try World(line: data[start..<end])) else { return }
            start = end + 1
        }
    }

    private static let lineFeed = Data([0x0A])
}
