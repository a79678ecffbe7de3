import Foundation
import TestServer

/// Files of adjustments and opening balances for tests.
enum TestFile {
    static let adjustments = "creator_id,currency,bucket,amount_cents,reason,reference"
    static let openings = "creator_id,currency,bucket,amount_cents,available_from"

    /// Writes a file of lines, named as it is; in a folder of its own that goes with the process's temporary files.
    static func write(_ lines: [String], named name: String = "file.csv") throws -> String {
        let folder = URL(filePath: NSTemporaryDirectory()).appending(path: "remit-files-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: name)
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: file)
        return file.path
    }
}

extension TestDatabase {
    /// The id of one of the small platform's creators, who is made a user.
    func creator(_ number: Int) throws -> String {
        try sql(
            """
            INSERT INTO users (id, email) VALUES (md5('creator \(number)')::uuid, 'creator\(number)@example.com')
            ON CONFLICT DO NOTHING; SELECT md5('creator \(number)')::uuid
            """)
    }

    /// The lines by hand: kind, bucket, creator, currency, gross, platform, creator part, payable, late, held from.
    func manualLines() throws -> [String] {
        try sql(
            """
            SELECT to_char(period, 'YYYY-MM'), kind, bucket, creator_id, currency, gross_cents, processing_cents,
                   platform_cents, creator_cents, payable, late, hold_from
            FROM settlement.lines WHERE kind IN ('a', 'n') ORDER BY period, creator_id, bucket, creator_cents
            """
        ).split(separator: "\n").map(String.init)
    }
}
