import Foundation
import Ledger
import Reporting
import Settlement

/// A folder that reports are written into, each file there in whole or not at all.
struct ReportFolder {
    private let folder: URL
    private let formats: [ReportFormat]

    /// Makes the folder where it is missing.
    init(_ path: String, formats: [ReportFormat]) throws {
        folder = URL(filePath: path)
        self.formats = formats
        do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
            throw ToolError(
                "cannot make the folder \"\(path)\"; choose another --out", status: ExitStatus.cannotWrite)
        }
    }

    /// Writes the files of a report.
    func write(
        _ report: Report, of definition: ReportDefinition, on occasion: ReportOccasion
    ) throws -> ReportsWritten.Entry {
        var files: [String] = []
        try ReportFiles(report: report, definition: definition, occasion: occasion).forEach(formats) {
            name, ending, body in
            let path = folder.appending(path: "\(name)-\(occasion.period).\(ending)").relativePath
            try AtomicFile.write(to: path, body)
            files.append(path)
        }
        return ReportsWritten.Entry(
            report: report.name, files: files,
            rows: report.tables.reduce(0) { $0 + $1.sections.reduce(0) { $0 + $1.rows.count } })
    }
}
