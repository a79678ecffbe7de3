import Foundation

/// The articles of the documentation.
enum Articles {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/remit/Documentation.docc")

    /// The text of an article by its name.
    static func text(of name: String) throws -> String {
        try String(contentsOf: folder.appending(path: "\(name).md"), encoding: .utf8)
    }
}
