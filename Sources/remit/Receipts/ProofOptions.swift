import ArgumentParser
import Explanation
import Foundation
import Receipts

/// What is to be checked without a database, and against what.
struct ProofOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Check a creator's receipt instead, without a database.", valueName: "file"))
    var receipt: String?

    @Option(
        help: ArgumentHelp(
            "What the platform published of the month: its root file, or the 64 digits of the root.",
            valueName: "file|digits"))
    var root: String?

    @Option(
        help: ArgumentHelp(
            "The key that must have signed the root file: 64 digits, or a file (PEM).", valueName: "file|digits"))
    var key: String?

    /// Whether anything of this is asked for.
    var isAsked: Bool { receipt != nil || root != nil || key != nil }

    /// Checks what is asked for.
    ///
    /// - Parameter period: The month that it must be of; nil for any.
    func check(period: String?) throws -> ProofReport {
        let published = try expected()
        guard let receipt else { return try checkRoot(published, period: period) }
        let read: Receipt = try file(receipt)
        let check = ReceiptCheck(read, period: period, expected: published)
        var faults = check.faults().map(\.description)
        if case .published(let root) = published { faults += try rootFaults(root) }
        return ProofReport(read, from: receipt, expected: published, rootFile: root, faults: faults)
    }

    private func checkRoot(_ expected: ReceiptCheck.Expected?, period: String?) throws -> ProofReport {
        guard case .published(let published) = expected, let root else {
            throw ToolError("name a receipt with --receipt, or a root file with --root", status: ExitStatus.usage)
        }
        let other = period == nil || period == published.period
        let faults = other ? [] : ["the root file is of \"\(published.period)\", not of \"\(period ?? "")\""]
        return ProofReport(published, from: root, faults: faults + (try rootFaults(published)))
    }

    private func rootFaults(_ root: PublicRoot) throws -> [String] {
        RootCheck(root, key: try verifyingKey()).faults().map(\.description)
    }

    /// The root to compare with; nil where none is named.
    private func expected() throws -> ReceiptCheck.Expected? {
        guard let root else {
            guard key == nil else {
                throw ToolError("--key is the key of a root file; name that with --root", status: ExitStatus.usage)
            }
            return nil
        }
        let digits = root.lowercased()
        guard Hexadecimal.hash(digits) != nil else { return .published(try file(root)) }
        guard key == nil else {
            throw ToolError("a root in digits is not signed; name a root file with --root", status: ExitStatus.usage)
        }
        return .root(digits)
    }

    private func verifyingKey() throws -> VerifyingKey? {
        guard let key else { return nil }
        let text = FileManager.default.contents(atPath: key).map { String(decoding: $0, as: UTF8.self) }
        do { return try VerifyingKey(text: text ?? key.lowercased()) } catch {
            throw ToolError("the key \"\(PlainText.clean(key))\" \(error)", status: ExitStatus.usage)
        }
    }

    private func file<File: ProofFile>(_ path: String) throws -> File {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw ToolError("\"\(PlainText.clean(path))\" is no file that can be read: name a \(File.noun)")
        }
        do { return try File(file: [UInt8](bytes)) } catch {
            throw ToolError(
                "\"\(PlainText.clean(path))\" \(PlainText.clean("\(error)"))", status: ExitStatus.refused)
        }
    }
}
