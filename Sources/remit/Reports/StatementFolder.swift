import Foundation
import Statements

/// A folder of statements: two files for each creator, and in the end the page of rules that they link to.
struct StatementFolder: Sendable {
    private let folder: String

    private static let rules = "rules.html"

    /// Makes the folder where it is missing.
    init(_ path: String) throws {
        folder = URL(filePath: path).path
        do { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) } catch {
            throw ToolError(
                "cannot make the folder \"\(path)\"; choose another --out", status: ExitStatus.cannotWrite)
        }
    }

    /// Writes the files of a creator, each there in whole or not at all.
    func write(_ statement: Statement) throws {
        let page = try StatementPage(statement, rulesPage: StatementFolder.rules).file()
        let json = try StatementJSON(statement).file()
        try write(page, as: "\(statement.creator).html")
        try write(json, as: "\(statement.creator).json")
    }

    /// Writes the page of rules, when all statements are on the disk: waiting for each of them takes ten times as long.
    func finish() throws {
        sync()
        try AtomicFile.write(to: "\(folder)/\(StatementFolder.rules)") { try $0(RulesPage().file()) }
    }

    /// Writes a file beside its place and renames it, by the few calls that this takes: there are tens of thousands.
    private func write(_ bytes: [UInt8], as name: String) throws {
        let path = "\(folder)/\(name)"
        let partial = "\(path).partial-\(ProcessInfo.processInfo.processIdentifier)"
        let file = unsafe open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw StatementFolder.cannotWrite(path) }
        let isWhole = WholeWrite.put(bytes, into: file)
        guard close(file) == 0, isWhole, unsafe rename(partial, path) == 0 else {
            unsafe unlink(partial)
            throw StatementFolder.cannotWrite(path)
        }
    }

    private static func cannotWrite(_ path: String) -> ToolError {
        ToolError("cannot write \"\(path)\"; make room or choose another --out", status: ExitStatus.cannotWrite)
    }
}

/// Writes to a file descriptor until everything is written.
private enum WholeWrite {
    /// Writes all bytes; false where that is not possible.
    static func put(_ bytes: [UInt8], into file: Int32) -> Bool {
        unsafe bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = unsafe write(file, buffer.baseAddress.map { unsafe $0 + done }, buffer.count - done)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                done += count
            }
            return true
        }
    }
}
