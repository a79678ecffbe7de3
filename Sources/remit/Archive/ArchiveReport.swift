import Archive
import Foundation

/// What `archive create` did.
struct ArchiveReport: PrintedResult {
    let archive: String
    let period: String
    let as_of: String
    let members: Int
    let bytes: UInt64
    let file_bytes: UInt64
    let unchanged: Bool
    private let isOpen: Bool

    private enum CodingKeys: String, CodingKey {
        case archive, period, as_of, members, bytes, file_bytes, unchanged
    }

    /// A report.
    ///
    /// - Parameters:
    ///   - outcome: What became of the archive.
    ///   - path: The file.
    ///   - isOpen: Whether more may be recorded that belongs to its day.
    init(_ outcome: ArchiveWriter.Outcome, path: String, isOpen: Bool) {
        let manifest = outcome.manifest
        archive = path
        period = manifest.period
        as_of = manifest.asOf
        members = manifest.members.count
        bytes = manifest.members.reduce(0) { $0 + $1.bytes }
        file_bytes = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? UInt64) ?? 0
        if case .unchanged = outcome { unchanged = true } else { unchanged = false }
        self.isOpen = isOpen
    }

    var sentences: [String] {
        let what = "\(archive): \(period) as of \(as_of), \(members) members, \(bytes) bytes in \(file_bytes)"
        return [unchanged ? "\(what); it was there already, the same to the byte" : what]
    }

    /// Says what to know about it, besides the result.
    func note() {
        guard isOpen else { return }
        Log.note("\(as_of) has not ended: an archive made later shows what is recorded until then as well")
    }
}
