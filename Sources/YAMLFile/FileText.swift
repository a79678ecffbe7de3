internal import Foundation

/// The text of a file that people edit.
package enum FileText {
    /// Reads a file whole.
    ///
    /// - Parameters:
    ///   - path: The file, taken relative to the current folder unless it is absolute.
    ///   - kind: What an error asks for, such as `policy file`.
    /// - Throws: ``YAMLFileError`` if the file cannot be read, or is not UTF-8.
    package static func read(_ path: String, kind: String) throws(YAMLFileError) -> String {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw YAMLFileError(file: path, message: reason(path, kind))
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw YAMLFileError(file: path, message: "the file is not UTF-8; save it in that encoding")
        }
        return text
    }

    /// Whether there is a file or folder of that path.
    package static func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// A path taken relative to a folder, unless it is absolute.
    package static func absolute(_ path: String, in folder: String) -> String {
        path.hasPrefix("/") ? path : folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
    }

    private static func reason(_ path: String, _ kind: String) -> String {
        if !isThere(path) {
            "there is no such file; check the path"
        } else if (try? FileManager.default.contentsOfDirectory(atPath: path)) != nil {
            "this is a folder; name the \(kind) in it"
        } else {
            "the file cannot be read; check its permissions"
        }
    }
}
