import Explanation
import Reporting

/// The result of `remit report`.
struct ReportsWritten: PrintedResult {
    /// A report that was written.
    struct Entry: Encodable {
        let report: String
        let files: [String]
        let rows: Int
    }

    let period: String
    let asOf: String
    let reports: [Entry]

    var sentences: [String] {
        reports.flatMap { entry in
            entry.files.map(PlainText.clean)
        }
    }
}

/// The result of `remit report list`.
struct ReportList: PrintedResult {
    /// A report that there is.
    struct Entry: Encodable {
        let name: String
        let title: String
        let about: String
        let parameters: [Parameter]
    }

    /// A parameter of a report.
    struct Parameter: Encodable {
        let name: String
        let title: String
        let type: String
        let `default`: String
    }

    let folder: String
    let reports: [Entry]

    init(folder: String, definitions: [ReportDefinition]) {
        self.folder = folder
        reports = definitions.map { definition in
            Entry(
                name: definition.name, title: definition.title, about: definition.about,
                parameters: definition.parameters.map {
                    Parameter(name: $0.name, title: $0.title, type: $0.kind.rawValue, default: $0.standard)
                })
        }
    }

    var sentences: [String] {
        let width = reports.map(\.name.count).max() ?? 0
        return reports.map { report in
            PlainText.clean(report.name + String(repeating: " ", count: width + 2 - report.name.count) + report.title)
        }
    }
}
