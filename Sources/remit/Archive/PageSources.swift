import Archive
import Ledger
import Reporting
import Statements

/// `rules.html`: the rules in short, to which reports and statements link.
struct RulesSource: MemberSource {
    /// The name of its member.
    static let name = "rules.html"

    func add(to archive: ArchiveBuilder, of month: ArchivedMonth) throws {
        try archive.add(RulesSource.name, .bytes(RulesPage().file()))
    }
}

/// `reports/NAME.html` and the other formats: every report there is a definition of, in the order of their names.
struct ReportSource: MemberSource {
    let reader: ReportReader
    let definitions: [ReportDefinition]
    let progress: Progress

    func add(to archive: ArchiveBuilder, of month: ArchivedMonth) throws {
        let maker = ReportMaker(reader: reader)
        for definition in definitions {
            progress.begin("report \(definition.name)")
            let report = try maker.make(definition)
            let files = ReportFiles(
                report: report, definition: definition, occasion: reader.occasion, rulesPage: "../\(RulesSource.name)")
            try files.forEach(ReportFormat.made) { name, ending, body in
                try archive.add("reports/\(name).\(ending)", .pieces(body))
            }
            progress.end("report \(definition.name)")
        }
    }
}

/// `statements/CREATOR.html` and `.json`: a page for each creator, in ascending order of their ids.
struct StatementSource: MemberSource {
    let reader: ReportReader
    let progress: Progress

    func add(to archive: ArchiveBuilder, of month: ArchivedMonth) throws {
        progress.begin(StatementRun.stage)
        try StatementBook(reader: reader, policy: month.policy).forEach { statement in
            try archive.add("statements/\(statement.creator).html", .bytes(StatementPage(statement).file()))
            try archive.add("statements/\(statement.creator).json", .bytes(StatementJSON(statement).file()))
            progress.advance(StatementRun.stage, by: 1)
        }
        progress.end(StatementRun.stage)
    }
}
