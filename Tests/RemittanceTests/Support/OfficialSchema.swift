import Foundation
import Testing
import TestServer

/// The official schema of `pain.001.001.09`, and xmllint, which checks a document by it.
///
/// `Jobs/test` installs both and names the schema in `REMIT_PAIN001_XSD`. Without that the tests that need it are
/// cancelled and say so; with `REMIT_NEEDS_SERVER`, which `Jobs/test` sets, they fail.
enum OfficialSchema {
    /// What xmllint says of a document; nil if it is valid.
    static func complaint(about document: [UInt8]) throws -> String? {
        let schema = try path()
        let file = URL(filePath: NSTemporaryDirectory()).appending(path: "remit-pain001-\(UUID().uuidString).xml")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(document).write(to: file)
        let result = try Shell.run("/usr/bin/env", ["xmllint", "--nonet", "--noout", "--schema", schema, file.path])
        return result.status == 0 ? nil : result.errors
    }

    private static func path() throws -> String {
        let environment = ProcessInfo.processInfo.environment
        guard let path = environment["REMIT_PAIN001_XSD"] else {
            try NotRun.because(
                "the schema of pain.001.001.09, which Jobs/test installs, is not named in REMIT_PAIN001_XSD")
        }
        guard FileManager.default.fileExists(atPath: path) else {
            throw SchemaMissing(reason: "there is no \"\(path)\", which REMIT_PAIN001_XSD names")
        }
        return path
    }
}

/// The schema is needed and not there.
struct SchemaMissing: Error {
    let reason: String
}
