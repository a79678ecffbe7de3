import Foundation
import TestServer
import Testing

@Suite("What remit verify finds")
struct DamageTests {
    @Test(
        "is every damage that the owner can do, by name",
        arguments: Damage.ofLines + Damage.ofBooks + Damage.ofSchema)
    func found(damage: Damage) throws {
        let database = try SmallPlatform.closed()
        try database.sql(damage.sql)
        let verified = try database.remit("verify", "--quiet")
        #expect(verified.status == 1, "\(verified.errors)")
        #expect(verified.errors.isEmpty)
        let printed = verified.output.replacing(/[0-9a-f]{64}/, with: "#").split(separator: "\n").map(String.init)
        for line in damage.lines { #expect(printed.contains(line), "\(line)\n\n\(printed.joined(separator: "\n"))") }
        #expect(printed.last?.contains("finding") == true)
    }

    @Test("counts what it does not show, and shows all of it as JSON")
    func many() throws {
        let database = try SmallPlatform.closed()
        try database.sql(
            Damage.behindTheGuard(
                of: "lines_2026_02", "UPDATE settlement.lines_2026_02 SET hold_from = '2026-12-24' WHERE kind = 's'"))
        let what = "a line is held from another day than the rules say (R8.6)"
        let text = try database.remit("verify", "2026-02")
        let lines = text.output.split(separator: "\n").filter { $0.contains(what) }
        #expect(lines.count == 21)
        #expect(lines.last == "2026-02 \(what): 137 more, shown with --json")
        let json = try database.remit("verify", "2026-02", "--json")
        #expect(json.status == 1)
        let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        let periods = try #require(object?["periods"] as? [[String: Any]])
        let findings = try #require(periods.first?["findings"] as? [[String: String]])
        #expect(findings.count { $0["what"] == what } == 157)
        #expect(object?["sound"] as? Bool == false)
    }

    @Test("is said of the month that is asked for, and of what guards all of them")
    func oneMonth() throws {
        let database = try SmallPlatform.closed()
        try database.sql(
            Damage.behindTheGuard(of: "lines_2026_02", "UPDATE settlement.lines_2026_02 SET late = true"))
        #expect(try database.remit("verify", "2026-02").status == 1)
        for month in ["2026-01", "2026-03"] {
            let verified = try database.remit("verify", month)
            #expect(verified.status == 0, "\(verified.output)")
            #expect(verified.output.hasSuffix("1 closed month sound\n"))
        }
        try database.sql("DROP TRIGGER closed ON settlement.periods")
        let guarded = try database.remit("verify", "2026-01")
        #expect(guarded.status == 1)
        #expect(guarded.output.hasSuffix("1 closed month sound, but what belongs to all of them is not; 1 finding\n"))
    }

    @Test("a text in the books does not reach the terminal as it is")
    func hostile() throws {
        let database = try SmallPlatform.closed()
        try database.sql(
            Damage.change("lines", "currency = E'\\x1b[31mUSD'", where: "kind = 's'", first: "source_id"))
        let verified = try database.remit("verify", "2026-02")
        #expect(verified.status == 1)
        #expect(!verified.output.contains("\u{1B}"))
        #expect(verified.output.contains("\u{FFFD}[31mUSD"))
    }
}
