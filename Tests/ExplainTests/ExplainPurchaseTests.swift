import Explanation
import Foundation
import TestServer
import Testing

@Suite("remit explain purchase")
struct ExplainPurchaseTests {
    @Test(
        "every computation of every sale and donation holds, and ends in the lines of the books",
        arguments: PlayedWorld.names)
    func everySource(world name: String) throws {
        let world = try PlayedWorld(name)
        let ids = try world.database.sql(
            "SELECT id FROM purchases UNION SELECT id FROM donations UNION SELECT source_id FROM settlement.lines "
                + "WHERE source_id IS NOT NULL ORDER BY 1")
        var checked = 0
        for id in ids.split(separator: "\n").map(String.init) {
            let text = try world.run(["explain", "purchase", id])
            for line in text.split(separator: "\n").map(String.init) {
                guard let holds = PrintedFormula.holds(line) else { continue }
                checked += 1
                #expect(holds, "\(name) \(id): \(line)")
            }
            #expect(try printed(text) == books(of: id, in: world), "\(name) \(id)\n\(text)")
        }
        #expect(checked > 50)
    }

    /// The printed results: kind, content, processing, platform, creator and gross of each line.
    private func printed(_ text: String) -> [String] {
        let lines = text.split(separator: "\n").map(String.init).filter { $0.hasPrefix("  R4.4 line ") }
        let spoken = [
            ("  R4.4 line ", ""), (", processing + platform + creator = gross", ""), ("−", "-"), ("- ", "-"),
            (" + ", " "), (" = ", " "),
        ]
        return lines.map { line in
            spoken.reduce(line) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
        }.sorted()
    }

    private func books(of id: String, in world: PlayedWorld) throws -> [String] {
        try world.run(["export", "lines"]).split(separator: "\n").dropFirst().compactMap { row in
            let fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard fields[3] == id else { return nil }
            let content = fields[4].isEmpty ? "none" : fields[4]
            return "\(fields[1]), content \(content): \(fields[8]) \(fields[9]) \(fields[10]) \(fields[7])"
        }.sorted()
    }

    @Test("an id that nobody knows is a sentence and exit 1; what is no id is exit 64")
    func unknown() throws {
        let world = try TestDatabase()
        try world.sql("CREATE TABLE contents (id uuid)")
        let bad = try Remit.run(["explain", "purchase", "seven"], database: world.url)
        #expect(bad.status == 64)
        #expect(bad.errors == "remit: \"seven\" is not a UUID; give the id of a purchase or donation\n")
        let played = try PlayedWorld(try #require(PlayedWorld.names.first))
        let id = "ffffffff-ffff-4fff-8fff-ffffffffffff"
        let unknown = try Remit.run(["explain", "purchase", id], database: played.database.url)
        #expect(unknown.status == 1)
        #expect(
            unknown.errors
                == "remit: no purchase or donation \"\(id)\" is known, nor a line of the books of it; check the id\n")
    }

    @Test("what a terminal would obey is not shown", arguments: ["a\u{1B}[31m", "a\nb", "a\u{202E}b", "a\u{200B}b"])
    func hostile(text: String) {
        #expect(PlainText.clean(text).contains("\u{FFFD}"))
        #expect(PlainText.clean("Grüße, 学习").contains("\u{FFFD}") == false)
    }
}
