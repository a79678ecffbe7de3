import Foundation
import TestServer
import Testing

/// What `--out` may name besides a new file.
@Suite("Output files")
struct OutputTests {
    /// Exports the pools in a shell, in a folder of its own; gives back what the script prints.
    private func shell(_ script: String) throws -> Shell.Result {
        let folder = URL(filePath: NSTemporaryDirectory()).appending(path: "remit-out-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try SmallPlatform.withJanuary()
        return try Shell.run(
            "/bin/sh",
            [
                "-c", "cd \"$1\" && export_pools() { \"$0\" export pools --out \"$1\"; } && \(script)", Remit.path,
                folder.path,
            ],
            environment: ["DATABASE_URL": database.url])
    }

    @Test("that are replaced keep their permissions, and a link to one stays a link")
    func replaced() throws {
        let result = try shell(
            "echo old > books && chmod 640 books && ln -s books link && export_pools link && ls -1 && stat -c %F,%a link books && head -c 6 books"
        )
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output == "books\nlink\nsymbolic link,777\nregular file,640\nperiod", "\(result.output)")
    }

    @Test("that are pipes are written into, and stay what they are")
    func pipe() throws {
        let result = try shell("mkfifo pipe && { head -c 6 pipe & } && export_pools pipe && wait && stat -c %F pipe")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output == "periodfifo\n")
    }

    @Test("that cannot be made are refused, and leave nothing", arguments: ["", ".", "missing/books", "books/"])
    func refused(path: String) throws {
        let result = try shell("export_pools '\(path)'; echo $?; ls -A")
        #expect(result.output == "73\n")
        #expect(result.complaint.hasPrefix("remit: cannot write \"\(path)\"; "))
    }
}
