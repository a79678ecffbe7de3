import Foundation
import LocalServer
import TestServer
import Testing

/// A disk that is really full: a small file system of its own, which only root may mount.
@Suite("A full disk", .enabled(if: geteuid() == 0, "mounting a small file system takes root"))
struct FullDiskTests {
    @Test("of the server ends a close with a sentence and exit code 73, and nothing is changed")
    func server() throws {
        let server = try TestServer.fresh("full")
        defer { try? server.remove() }
        let disk = try SmallDisk(megabytes: 48, owner: "postgres")
        try Psql.run("CREATE TABLESPACE small LOCATION '\(disk.path)'", on: server.url())
        let roomy = try TestDatabase(on: server)
        try SmallPlatform.load(into: roomy)
        try Psql.run("CREATE DATABASE tight TEMPLATE \(roomy.name) TABLESPACE small", on: server.url())
        let url = server.url(database: "tight")
        let close = {
            try Remit.run(
                ["close", "2026-01"], database: url, now: SmallPlatform.now,
                environment: ["REMIT_POLICY": TestPolicy.standard])
        }
        // The first connection to a database writes a file of its own.
        try Psql.run("SELECT", on: url)
        try disk.fill()
        let refused = try close()
        #expect(refused.status == 73, "\(refused)")
        #expect(refused.complaint.contains("No space left on device (SQLSTATE 53100)"))
        #expect(refused.complaint.split(separator: "\n").count == 1)
        #expect(try Psql.run("SELECT count(*) FROM settlement.periods", on: url) == "0")
        #expect(try Psql.run("SELECT to_regclass('settlement.lines_2026_01') IS NULL", on: url) == "t")
        try disk.empty()
        #expect(try close().root == roomy.remit("close", "2026-01").root)
        try Psql.run("DROP DATABASE tight WITH (FORCE)", on: server.url())
    }

    @Test("under the close's own temporary files ends it with a sentence and exit code 73, and nothing is changed")
    func spool() throws {
        let database = try SmallPlatform.fresh()
        // So many exceptions that they do not stay in memory.
        try database.sql(
            """
            INSERT INTO purchases (id, seller_id, amount_cents, payment_provider, status, created_at, completed_at)
            SELECT gen_random_uuid(), gen_random_uuid(), 100, 'nobody', 'completed', '2026-01-05', '2026-01-05'
            FROM generate_series(1, 6000)
            """)
        let disk = try SmallDisk(megabytes: 1, owner: nil)
        try disk.fill()
        let refused = try database.remit("close", "2026-01", environment: ["TMPDIR": disk.path])
        #expect(refused.status != 0)
        #expect(refused.status == 73)
        #expect(refused.complaint.hasPrefix("remit: "))
        try database.waitUntilLeft()
        #expect(try database.sql("SELECT to_regclass('settlement.lines_2026_01') IS NULL") == "t")
        #expect(try database.remit("close", "2026-01").status == 0)
    }

    @Test("under an export is exit code 73, and leaves no part of the file")
    func export() throws {
        let database = try SmallPlatform.withJanuary()
        let disk = try SmallDisk(megabytes: 1, owner: nil)
        try disk.fill()
        let path = "\(disk.path)/lines.csv"
        let result = try database.remit("export", "lines", "--out", path)
        #expect(result.status == 73)
        #expect(result.complaint.hasPrefix("remit: cannot write \"\(path)\"; "))
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == ["filler"])
        try disk.empty()
        #expect(try database.remit("export", "lines", "--out", path).status == 0)
    }
}

/// A file system in memory, of a few megabytes, until the object goes.
private final class SmallDisk {
    let path: String

    struct Failure: Error {
        let said: String
    }

    init(megabytes: Int, owner: String?) throws {
        path = NSTemporaryDirectory() + "remit-disk-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let mounted = try Shell.run("/usr/bin/mount", ["-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", path])
        guard mounted.status == 0 else { throw Failure(said: mounted.errors) }
        if let owner { _ = try Shell.run("/usr/bin/chown", [owner, path]) }
    }

    deinit {
        _ = try? Shell.run("/usr/bin/umount", ["-l", path])
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Takes all of its room.
    func fill() throws { _ = try Shell.run("/usr/bin/dd", ["if=/dev/zero", "of=\(path)/filler", "bs=4096"]) }

    /// Gives it back.
    func empty() throws { try FileManager.default.removeItem(atPath: "\(path)/filler") }
}
