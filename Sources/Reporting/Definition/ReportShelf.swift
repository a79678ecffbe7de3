internal import Foundation

/// The folder that holds the folders of reports.
public struct ReportShelf: Sendable {
    /// The folder, as errors name it.
    public let folder: String

    /// A folder of reports.
    public init(folder: String) {
        self.folder = folder
    }

    /// The first of several folders that is there; nil if none is.
    public static func first(of folders: [String]) -> ReportShelf? {
        folders.first { isFolder($0) }.map(ReportShelf.init)
    }

    /// The names of the reports, in order: of all folders with a `report.yaml`.
    ///
    /// - Throws: ``ReportFault`` if the folder cannot be read.
    public func names() throws -> [String] {
        guard let found = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw ReportFault(file: folder, "the folder of reports cannot be read; name another with --reports")
        }
        return found.filter { FileManager.default.fileExists(atPath: "\(folder)/\($0)/report.yaml") }.sorted()
    }

    /// Reads the definition of a report.
    ///
    /// - Throws: ``ReportFault`` for a name that no report has, and what `DefinitionFile` throws.
    public func definition(_ name: String) throws -> ReportDefinition {
        let known = try names()
        guard known.contains(name) else {
            throw ReportFault(
                file: folder,
                "there is no report \(name.debugDescription); "
                    + (known.isEmpty
                        ? "there is none at all: a report is a folder with a report.yaml in it"
                        : "there are \(known.joined(separator: ", "))"))
        }
        return try DefinitionFile.read(name, in: "\(folder)/\(name)")
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
