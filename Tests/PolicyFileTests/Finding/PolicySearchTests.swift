import Foundation
import PolicyFile
import Testing

/// The four places of the policy, in their order.
@Suite struct PolicySearchTests {
    /// Calls a test with a folder that has some files, and a search that starts in it.
    private func withFiles(
        _ files: [String], option: String? = nil, variable: String? = nil,
        _ test: (String, PolicySearch) throws -> Void
    ) throws {
        try Places.withFolder { folder in
            for file in files { try Places.write(Data(), to: "\(folder)/\(file)") }
            let environment = variable.map { ["REMIT_POLICY": $0] } ?? [:]
            let search = PolicySearch(
                option: option, environment: environment, folder: folder, system: folder + "/etc/policy.yaml")
            try test(folder, search)
        }
    }

    @Test(
        arguments: [
            (["a.yaml", "b.yaml", "Jobs/policy.yaml", "etc/policy.yaml"], "a.yaml", "b.yaml", "a.yaml"),
            (["a.yaml", "b.yaml", "Jobs/policy.yaml", "etc/policy.yaml"], nil, "b.yaml", "b.yaml"),
            (["Jobs/policy.yaml", "etc/policy.yaml"], nil, nil, "Jobs/policy.yaml"),
            (["etc/policy.yaml"], nil, nil, "etc/policy.yaml"),
            (["Jobs/policy.yaml"], nil, "", "Jobs/policy.yaml"),
            (["a.yaml"], "./a.yaml", nil, "./a.yaml"),
        ] as [([String], String?, String?, String)])
    func theFirstThatExists(files: [String], option: String?, variable: String?, found: String) throws {
        try withFiles(files, option: option, variable: variable) { folder, search in
            let path = try search.path()
            #expect(path == "\(folder)/\(found)")
        }
    }

    @Test func anAbsolutePathIsTakenAsItIs() throws {
        try withFiles(["a.yaml"]) { folder, search in
            var search = search
            search.option = folder + "/a.yaml"
            search.folder = "/"
            let path = try search.path()
            #expect(path == folder + "/a.yaml")
        }
    }

    @Test func theRootFolderAddsNoSecondSlash() {
        let search = PolicySearch(option: "nowhere.yaml", environment: [:], folder: "/")
        #expect(throws: PolicySearchError.missing(path: "/nowhere.yaml", source: "--policy")) { try search.path() }
    }

    /// A file that was named is meant: another is no substitute.
    @Test(
        arguments: [
            ("gone.yaml", nil, "--policy"), ("gone.yaml", "b.yaml", "--policy"), (nil, "gone.yaml", "REMIT_POLICY"),
        ] as [(String?, String?, String)])
    func aNamedFileThatIsMissing(option: String?, variable: String?, source: String) throws {
        let files = ["b.yaml", "Jobs/policy.yaml", "etc/policy.yaml"]
        try withFiles(files, option: option, variable: variable) { folder, search in
            let refusal = PolicySearchError.missing(path: folder + "/gone.yaml", source: source)
            #expect(throws: refusal) { try search.path() }
            #expect(
                refusal.description
                    == "the policy file \"\(folder)/gone.yaml\" that \(source) names does not exist; name one that does "
                    + "(\"remit policy default\" prints one to start from)")
        }
    }

    @Test func noneAnywhere() throws {
        try withFiles(["policy.yaml"]) { folder, search in
            let places = ["\(folder)/Jobs/policy.yaml", "\(folder)/etc/policy.yaml"]
            #expect(throws: PolicySearchError.nowhere(places: places)) { try search.path() }
        }
        let places = ["/srv/Jobs/policy.yaml", "/etc/remit/policy.yaml"]
        #expect(
            PolicySearchError.nowhere(places: places).description
                == "there is no policy file: neither --policy nor REMIT_POLICY names one, and there is no "
                + "\"/srv/Jobs/policy.yaml\" and no \"/etc/remit/policy.yaml\"; "
                + "\"remit policy default\" prints one to start from")
    }

    @Test func theMachinesOwnPolicy() {
        let search = PolicySearch(option: nil, environment: ["REMIT_POLICY": "x"], folder: "/srv")
        #expect(search.system == "/etc/remit/policy.yaml")
        #expect(search.variable == "x")
    }
}
