import Statements
import Testing

/// The page of rules that statements and reports link to.
@Suite("The page of rules")
struct RulesPageTests {
    private let page = String(decoding: RulesPage().file(), as: UTF8.self)

    @Test("has an anchor for every rule that code and reports can name")
    func anchors() {
        let rules = [1: 4, 2: 3, 3: 0, 4: 7, 5: 3, 6: 0, 7: 6, 8: 7, 9: 5, 10: 0, 11: 8, 12: 0, 13: 0, 14: 0]
        let anchors = page.matches(of: /id="(R[^"]*)"/).map { String($0.1) }
        let expected = rules.keys.sorted().flatMap { chapter in
            ["R\(chapter)"] + (0..<rules[chapter, default: 0]).map { "R\(chapter).\($0 + 1)" }
        }
        #expect(anchors == expected)
    }

    @Test("needs nothing else: no script, no network")
    func alone() {
        #expect(!page.contains("<script") && !page.contains("http:") && !page.contains("https:"))
        #expect(!page.contains("src=") && !page.contains("url("))
    }
}
