import Foundation
import Testing

@testable import Demo

@Suite("A demo's folder")
final class DemoFolderTests {
    private let url = URL(filePath: NSTemporaryDirectory()).appending(path: "remit-folder-\(UUID().uuidString)")
    private var folder: DemoFolder { DemoFolder(url) }

    deinit { try? FileManager.default.removeItem(at: url) }

    private func put(_ name: String) throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: url.appending(path: name))
    }

    @Test("is a new folder, or an empty one, or one that was a demo's before")
    func claimed() throws {
        _ = try folder.claim()
        #expect(folder.isDemo)
        try put("notes.txt")
        _ = try folder.claim()
        try FileManager.default.removeItem(at: url)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        _ = try folder.claim()
    }

    @Test("is never a folder with files of somebody else's")
    func foreign() throws {
        try put("thesis.txt")
        let error = #expect(throws: DemoError.self) { try self.folder.claim() }
        #expect(error == .notOurs(folder: url.path) && !folder.isDemo)
        #expect(try !DemoServer(of: folder).clean() && FileManager.default.fileExists(atPath: url.path))
    }

    @Test("is one demo's at a time, and free again afterwards")
    func locked() throws {
        var lock: DemoLock? = try folder.claim()
        #expect(throws: DemoError.busy(folder: url.path)) { try self.folder.claim() }
        withExtendedLifetime(lock) {}
        lock = nil
        _ = try folder.claim()
    }

    @Test("goes with its files, and stays where something else is in it")
    func removed() throws {
        _ = try folder.claim()
        try folder.write(policy: "timezone: UTC\n")
        try put("notes.txt")
        try folder.removeFiles()
        #expect(try FileManager.default.contentsOfDirectory(atPath: url.path) == ["notes.txt"])
        try FileManager.default.removeItem(at: url.appending(path: "notes.txt"))
        _ = try folder.claim()
        try folder.removeFiles()
        #expect(!FileManager.default.fileExists(atPath: url.path))
    }

    @Test("that cannot be made says why")
    func impossible() throws {
        try put("file")
        let below = DemoFolder(url.appending(path: "file/demo"))
        let error = #expect(throws: DemoError.self) { try below.claim() }
        #expect("\(try #require(error))".hasPrefix("cannot write \"\(below.path)\": "))
    }

    @Test("is meant from the current folder where it is not from the root")
    func relative() {
        let path = DemoFolder(URL(filePath: "some/../demo")).path
        #expect(path == FileManager.default.currentDirectoryPath + "/demo")
    }

    @Test(
        "says what is wrong, and what to do",
        arguments: [
            (
                DemoError.notOurs(folder: "/f"),
                #""/f" holds files that are not a demo's; name an empty or new folder with --folder"#
            ),
            (.noDemo(folder: "/f"), #"there is no demo in "/f"; `remit demo` makes one"#),
            (
                .busy(folder: "/f"),
                #"another demo is being made in "/f"; wait for it, or name another folder with --folder"#
            ),
            (
                .cannotWrite(path: "/f", reason: "no room"),
                #"cannot write "/f": no room; name another folder with --folder"#
            ),
        ])
    func messages(error: DemoError, text: String) {
        #expect(error.description == text)
    }
}
