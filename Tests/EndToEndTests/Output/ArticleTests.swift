import Foundation
import Ledger
import TestServer
import Testing

/// What the articles say of the command, against the command.
@Suite("Articles")
struct ArticleTests {
    @Test("the exit codes are those of the help, with the same words")
    func exitCodes() throws {
        let help = try Remit.run(["help"], database: "", environment: ["COLUMNS": "200"]).output
        let listed = help.matches(of: /(?m)^  (\d+) +(.+)$/).map { "\($0.1): \($0.2)" }
        let rows = try Articles.text(of: "ExitCodes").matches(of: /(?m)^\| (\d+) \| (.+?) \| .+ \|$/)
            .map { "\($0.1): \($0.2.replacing("`", with: ""))" }
        #expect(listed.count == 8 && rows == listed)
    }

    @Test("the stages of a close are those that it goes through, in their order")
    func stages() throws {
        let table = try Articles.text(of: "TheClose").split(separator: "\n").filter { $0.hasPrefix("| `") }
        let named = table.flatMap { row in
            row.split(separator: "|")[0].matches(of: /`(\w+)`/).map { String($0.1) }
        }
        #expect(named == CloseStage.allCases.map(\.rawValue))
    }

    @Test("the rules have a paragraph for every number that the engine knows")
    func rules() throws {
        let headings = try Articles.text(of: "Rules").matches(of: #/(?m)^### R(\d+) /#).map { Int($0.1) }
        #expect(headings == [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13])
    }
}
