public import Ledger
public import Settlement
internal import Foundation

/// The desk from which a sample platform's creators are paid: the folder of its files, and who hands payouts out.
public struct DemoDesk {
    /// Hands out pending payouts in files of their providers, at a time.
    public typealias HandOut = (PayoutBatches, Instant) throws -> Void

    /// Where the files are: what people put in by hand, what is handed out, and what comes back.
    public let folder: String
    let handOut: HandOut

    /// A desk with its folder, which is made where it is missing.
    public init(folder: String, handOut: @escaping HandOut) {
        self.folder = folder
        self.handOut = handOut
    }

    /// Leaves a file in the folder, for its owner's eyes alone, as a person would who saved it there.
    ///
    /// - Throws: ``DemoError/cannotWrite(path:reason:)``
    func leave(_ text: String, as name: String) throws(DemoError) -> DemoFile {
        let path = "\(folder)/\(name)"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        } catch {
            throw .cannotWrite(path: path, reason: error.localizedDescription)
        }
        return DemoFile(name: name, bytes: Array(text.utf8))
    }
}

/// A file that was left on the desk.
struct DemoFile {
    let name: String
    let bytes: [UInt8]
}
