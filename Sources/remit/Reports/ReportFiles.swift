import Ledger
import Reporting
import Settlement
import Workbook

/// The files that a report is written as, whoever takes them: a folder, or an archive.
struct ReportFiles {
    let report: Report
    let definition: ReportDefinition
    /// What it was asked about; a workbook says that it was made when the asked day ended, so that it is the same whenever it
    /// is made.
    let occasion: ReportOccasion
    /// Where the numbers of rules lead; nil for nowhere.
    var rulesPage: String?

    /// Takes a file: the name of the report or its table, the ending, and what writes it.
    typealias Taker = (_ name: String, _ ending: String, _ body: @escaping (([UInt8]) throws -> Void) throws -> Void)
        throws
        -> Void

    /// Hands over the files of some formats, in an order that is the same every time.
    func forEach(_ formats: [ReportFormat], _ take: Taker) throws {
        for format in ReportFormat.allCases where formats.contains(format) {
            switch format {
            case .html:
                let bytes = try HTMLPage(template: definition.page, rulesPage: rulesPage).bytes(of: report)
                try take(report.name, "html") { try $0(bytes) }
            case .csv:
                for table in report.tables {
                    let name = report.tables.count == 1 ? report.name : "\(report.name)-\(table.name)"
                    try take(name, "csv") { write in try CSVFile.write(table, to: write) }
                }
            case .json: try take(report.name, "json") { write in try JSONFile.write(report, to: write) }
            case .xlsx: try takeWorkbook(take)
            }
        }
    }

    private func takeWorkbook(_ take: Taker) throws {
        #if Excel
            try take(report.name, "xlsx") { write in
                try Workbook.write(
                    report.tables, title: report.title, about: report.about, made: occasion.recordedBefore, to: write)
            }
        #else
            preconditionFailure("a workbook was asked of a remit that makes none")
        #endif
    }
}
