import Foundation
import Reporting

/// A folder of a report for one test, gone after it.
final class DefinitionFolder {
    /// Where it is.
    let path: String

    /// A folder with files of these names.
    init(_ files: [String: String]) throws {
        path = URL(filePath: NSTemporaryDirectory()).appending(path: "remit-report-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: URL(filePath: path).appending(path: name)) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// What is said against it, without its path; nil if nothing is.
    func refusal() -> String? {
        do {
            _ = try DefinitionFile.read("fees", in: path)
            return nil
        } catch {
            return "\(error)".replacing("\(path)/", with: "")
        }
    }
}
