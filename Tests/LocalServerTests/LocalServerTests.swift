import Foundation
import LocalServer
import TestServer
import Testing

@Suite("A private server")
struct LocalServerTests {
    @Test("is created, started, found running, stopped, started again with its data, and removed")
    func life() throws {
        let server = try TestServer.fresh("life")
        defer { try? server.remove() }
        #expect(server.exists && server.isRunning)
        try Psql.run("CREATE TABLE kept AS SELECT 7 AS seven", on: server.url())
        try server.stop()
        #expect(server.exists && !server.isRunning)
        try server.start()
        #expect(try Psql.run("SELECT seven FROM kept", on: server.url()) == "7")
        try server.remove()
        #expect(!server.exists && !FileManager.default.fileExists(atPath: server.folder.path))
    }

    @Test("listens on its socket alone")
    func privacy() throws {
        let server = try TestServer.shared()
        #expect(try Psql.run("SHOW listen_addresses", on: server.url()) == "")
    }

    @Test("is found under its URL whatever PGPORT says")
    func port() throws {
        let server = try TestServer.shared()
        let psql = server.programs.folder.appending(path: "psql").path
        let result = try Shell.run(
            psql, ["-XAt", "-d", server.url(), "-c", "SHOW port"], environment: ["PGPORT": "6000"])
        #expect(result.output == "5432\n", "\(result.errors)")
    }

    @Test("keeps its socket in a short folder where its own path is too long")
    func longPath() throws {
        let folder = URL(filePath: "/tmp/\(String(repeating: "long", count: 30))")
        let programs = try TestServer.programs()
        let server = LocalServer(folder: folder, programs: programs)
        #expect(server.socketFolder.path.utf8.count < 40)
        #expect(LocalServer(folder: URL(filePath: "/tmp/a"), programs: programs).socketFolder.path == "/tmp/a")
    }

    @Test("says what the server said last when it cannot start")
    func badSetting() throws {
        let server = try TestServer.fresh("bad")
        defer { try? server.remove() }
        try server.stop()
        let error = #expect(throws: LocalServerError.self) {
            try server.start(settings: [("work_mem", "plenty")])
        }
        #expect("\(try #require(error))".contains("plenty"))
    }

    @Test("names the folders it looked into when there are no programs")
    func noPrograms() {
        #expect(throws: LocalServerError.programsMissing(looked: ["/nowhere"])) {
            try ServerPrograms.find(environment: ["REMIT_POSTGRES_BIN": "/nowhere"])
        }
    }

    @Test(
        "is fetched into root's own cache, or that of the user, whom XDG_CACHE_HOME can tell another",
        arguments: [
            ([:], nil), (["XDG_CACHE_HOME": "/elsewhere"], "/elsewhere/remit"), (["XDG_CACHE_HOME": ""], nil),
            (["HOME": "/home of/another"], "/home of/another/.cache/remit"), (["HOME": ""], nil),
            (["HOME": "/home", "XDG_CACHE_HOME": "/elsewhere"], "/elsewhere/remit"),
        ])
    func cache(environment: [String: String], elsewhere: String?) {
        let expected = elsewhere ?? URL.homeDirectory.path + "/.cache/remit"
        #expect(ServerPrograms.cache(environment: environment, isRoot: false).path == expected)
        #expect(ServerPrograms.cache(environment: environment, isRoot: true).path == "/var/cache/remit")
    }

    @Test("is stopped by what hears signals: programs do, whatever the thread that starts them blocks or ignores")
    func signals() throws {
        let command = try Command("/bin/sleep", ["30"])
        command.signal(SIGTERM)
        #expect(command.wait().status == 128 + SIGTERM)
    }
}
