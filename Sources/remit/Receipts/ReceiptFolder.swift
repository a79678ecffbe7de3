import Foundation
import Receipts

/// A folder of receipts: a file for each creator, and in the end the month's root.
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
    func write(_ receipt: Receipt) throws {
        try write(try receipt.file(), as: receipt.creator, isSynchronized: false)
    }

    /// Writes what is published, when all receipts are on the disk: waiting for each of them takes ten times as long.
    func write(_ root: PublicRoot) throws {
        sync()
        try write(try root.file(), as: "root", isSynchronized: true)
    }

    private func write(_ bytes: [UInt8], as name: String, isSynchronized: Bool) throws {
        let path = folder.appending(path: "\(name).json").path
        try AtomicFile.write(to: path, isSynchronized: isSynchronized) { try $0(bytes) }
    }
}
