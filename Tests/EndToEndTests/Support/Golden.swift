import Foundation
import Testing

/// Texts that a change must not alter unseen: kept in files, reviewed as diffs, recorded anew with
/// `REMIT_RECORD_GOLDEN=1`.
enum Golden {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Golden")
    private static let isRecording = ProcessInfo.processInfo.environment["REMIT_RECORD_GOLDEN"] != nil

    /// The names of the files that are kept.
    static func names() throws -> Set<String> {
        Set(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".golden") }
                .map { String($0.dropLast(".golden".count)) })
    }

    /// Compares a text with the one that is kept; while recording, keeps it instead, which fails as well, so that no
    /// run passes by recording.
    static func check(_ text: String, named name: String) throws {
        let file = folder.appending(path: "\(name).golden")
        guard !isRecording else {
            try Data(text.utf8).write(to: file)
            Issue.record("recorded \(name).golden; look at the difference, and run again without REMIT_RECORD_GOLDEN")
            return
        }
        let kept = try? String(contentsOf: file, encoding: .utf8)
        #expect(text == kept, "\(name).golden differs; record it anew with REMIT_RECORD_GOLDEN=1 if that is meant")
    }
}
