import Foundation
import SettingsFile
import Testing

/// The three places of the settings, in their order.
@Suite struct SettingsSearchTests {
    @Test(
        arguments: [
            (["a.yaml", "Jobs/remit.yaml", "etc/remit.yaml"], "a.yaml", "a.yaml"),
            (["Jobs/remit.yaml", "etc/remit.yaml"], nil, "Jobs/remit.yaml"),
            (["etc/remit.yaml"], "", "etc/remit.yaml"), ([], nil, nil),
        ] as [([String], String?, String?)])
    func theFirstThatExists(files: [String], variable: String?, found: String?) throws {
        try withFolder { folder in
            for file in files {
                let place = URL(filePath: "\(folder)/\(file)")
                try FileManager.default.createDirectory(
                    at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data().write(to: place)
            }
            let path = try search(folder, variable).path()
            #expect(path == found.map { "\(folder)/\($0)" })
        }
    }

    /// A file that was named is meant: another is no substitute.
    @Test func aNamedFileThatIsMissing() throws {
        try withFolder { folder in
            try Data().write(to: URL(filePath: folder + "/etc-remit.yaml"))
            let refusal = SettingsSearchError(path: folder + "/gone.yaml")
            #expect(throws: refusal) { try search(folder, "gone.yaml").path() }
            #expect(
                refusal.description
                    == "the settings file \"\(folder)/gone.yaml\" that REMIT_CONFIG names does not exist; name one that "
                    + "does, or unset it")
        }
    }

    @Test func theMachinesOwnSettings() {
        #expect(SettingsSearch(environment: [:], folder: "/srv").system == "/etc/remit/remit.yaml")
    }

    private func search(_ folder: String, _ variable: String?) -> SettingsSearch {
        SettingsSearch(
            environment: variable.map { ["REMIT_CONFIG": $0] } ?? [:], folder: folder,
            system: folder + "/etc/remit.yaml")
    }

    private func withFolder(_ test: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "remit-settings-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try test(folder.path)
    }
}
