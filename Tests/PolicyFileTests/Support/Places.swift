import Foundation

/// Where the tests find files, and where they may write some.
enum Places {
    /// The package's folder.
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The worked cases, which lie beside the package where there are any.
    static let cases = package.deletingLastPathComponent().appending(path: "shared/cases")

    /// The policies of the worked cases, in order; empty where there are none.
    static let casePolicies: [URL] = {
        let walk = FileManager.default.enumerator(at: cases, includingPropertiesForKeys: nil)
        let files = (walk?.allObjects as? [URL]) ?? []
        return files.filter { $0.lastPathComponent.hasPrefix("policy") && $0.pathExtension == "yaml" }
            .sorted { $0.path < $1.path }
    }()

    /// Calls a test with a new folder, which is removed afterwards.
    static func withFolder(_ test: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "remit-policy-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try test(folder.path)
    }

    /// Writes a file and the folders above it.
    static func write(_ bytes: Data, to path: String) throws {
        let file = URL(filePath: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: file)
    }
}
