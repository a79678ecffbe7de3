import Foundation
import Statements

/// A folder of statements: two files for each creator, and in the end the page of rules that they link to.
struct StatementFolder: Sendable {
    private let folder: URL

    /// Makes the folder where it is missing.
    init(_ path: String) throws {
        folder = URL(filePath: path)
        do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
            throw ToolError(
                "cannot make the folder \"\(path)\"; choose another --out", status: ExitStatus.cannotWrite)
        }
    }

    /// Writes the files of a creator, each there in whole or not at all.
    func write(_ statement: Statement) throws {
        let page = try StatementPage(statement, rulesPage: StatementFolder.rules).file()
        let json = try StatementJSON(statement).file()
        try write(page, as: "\(statement.creator).html", isSynchronized: false)
        try write(json, as: "\(statement.creator).json", isSynchronized: false)
    }

    /// Writes the page of rules, when all statements are on the disk: waiting for each of them takes ten times as long.
    func finish() throws {
        sync()
        try write(RulesPage().file(), as: StatementFolder.rules, isSynchronized: true)
    }

    private static let rules = "rules.html"

    private func write(_ bytes: [UInt8], as name: String, isSynchronized: Bool) throws {
        let path = folder.appending(path: name).path
        try AtomicFile.write(to: path, isSynchronized: isSynchronized) { try $0(bytes) }
    }
}
