import Foundation
import Receipts

/// A folder of receipts: a file for each creator, and the month's root.
struct ReceiptFolder {
    private let folder: URL

    /// Makes the folder where it is missing.
    init(_ path: String) throws {
        folder = URL(filePath: path)
        do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
            throw ToolError(
                "cannot make the folder \"\(path)\"; choose another --out", status: ExitStatus.cannotWrite)
        }
    }

    /// Writes the receipt of a creator.
    func write(_ receipt: Receipt) throws { try write(try receipt.file(), as: receipt.creator) }

    /// Writes what is published.
    func write(_ root: PublicRoot) throws { try write(try root.file(), as: "root") }

    private func write(_ bytes: [UInt8], as name: String) throws {
        try AtomicFile.write(to: folder.appending(path: "\(name).json").path) { try $0(bytes) }
    }
}
