import Foundation
import Reporting
import Testing

/// Reports as csv and json, with titles that were typed by strangers.
@Suite("Reports as csv and json")
struct FileTests {
    @Test("are csv with cents, the currency first, and nothing where there is nothing")
    func csv() throws {
        let report = SampleReport.titled(["a", "b"])
        #expect(
            try SampleReport.text { try CSVFile.write(report.tables[0], to: $0) } == """
                currency,title,cents,sold,share,day
                JPY,a,-123456,1234,-12.50,2026-03-01
                USD,b,-123456,1234,-12.50,2026-03-01
                USD,,,,,

                """)
    }

    @Test(
        "are csv that no spreadsheet takes for a formula, and no reader parts wrongly",
        arguments: [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"), ("+1+cmd", "'+1+cmd"), ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "\"'\t=1\""), ("\r=1", "\"'\r=1\""), (" =1", "' =1"), ("\u{200B}=1", "'\u{200B}=1"),
            ("＝1", "'＝1"), ("\n=1", "\"'\n=1\""), ("a\"b", "\"a\"\"b\""), ("\"\u{301}x", "\"\"\"\u{301}x\""),
            ("a,b;c", "\"a,b;c\""), ("two\nlines", "\"two\nlines\""), ("ចាន់ 👩‍🚀", "ចាន់ 👩‍🚀"), ("a=1", "a=1"),
        ])
    func formulas(title: String, cell: String) throws {
        let report = SampleReport.titled([title])
        let text = try SampleReport.text { try CSVFile.write(report.tables[0], to: $0) }
        #expect(Array(text.utf8).starts(with: Array("currency,title,cents,sold,share,day\nJPY,\(cell),-123456,".utf8)))
    }

    @Test("are json with the very values")
    func json() throws {
        let hostile = "\"}]\\ \u{1}\n<script>\u{202E}👩‍🚀"
        let text = try SampleReport.text { try JSONFile.write(SampleReport.titled([hostile, "b"]), to: $0) }
        #expect(text.hasSuffix("]}\n") && text.count { $0 == "\n" } == 1)
        let read = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(read["report"] as? String == "sample" && read["period"] as? String == "2026-03")
        #expect(read["as_of"] as? String == "2026-04-02" && read["title"] as? String == "Sample <of> all")
        let table = try #require((read["tables"] as? [[String: Any]])?.first)
        let rows = try #require(table["rows"] as? [[String: Any]])
        #expect(rows.count == 3 && rows[0]["title"] as? String == hostile && rows[0]["cents"] as? Int == -123_456)
        #expect(rows[2]["title"] is NSNull && rows[1]["currency"] as? String == "USD")
        let totals = try #require(table["totals"] as? [[String: Any]])
        #expect(totals.map { $0["sold"] as? Int } == [1_234, 1_234] && totals[0]["title"] == nil)
    }
}
