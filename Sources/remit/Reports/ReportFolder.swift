import Foundation
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
    func write(_ report: Report, of definition: ReportDefinition, period: Period) throws -> ReportsWritten.Entry {
        var files: [String] = []
        let put = { (name: String, body: (([UInt8]) throws -> Void) throws -> Void) in
            let path = folder.appending(path: name).relativePath
            try AtomicFile.write(to: path, body)
            files.append(path)
        }
        for format in ReportFormat.allCases where formats.contains(format) {
            switch format {
            case .html:
                let bytes = try HTMLPage(template: definition.page).bytes(of: report)
                try put("\(report.name)-\(period).html") { try $0(bytes) }
            case .csv:
                for table in report.tables {
                    let name = report.tables.count == 1 ? report.name : "\(report.name)-\(table.name)"
                    try put("\(name)-\(period).csv") { write in try CSVFile.write(table, to: write) }
                }
            case .json: try put("\(report.name)-\(period).json") { write in try JSONFile.write(report, to: write) }
            }
        }
        return ReportsWritten.Entry(
            report: report.name, files: files,
            rows: report.tables.reduce(0) { $0 + $1.sections.reduce(0) { $0 + $1.rows.count } })
    }
}
