import Foundation
import TestServer
import Testing

/// The statements of a month as the command wrote them, in a folder that goes with the test.
struct StatementFiles {
    let folder: Folder
    let creators: [String]

    /// Writes the statements of a month.
    init(of database: TestDatabase, _ period: String, asOf: String? = nil, now: String = "2026-05-06T09:00:00Z") throws
    {
        folder = try Folder()
        let day = asOf.map { ["--as-of", $0] } ?? []
        let written = try Remit.run(
            ["report", "statements", "--period", period, "--out", folder.path] + day, database: database.url, now: now,
            environment: ["REMIT_POLICY": TestPolicy.standard])
        try #require(written.status == 0, "\(written.errors)")
        creators = folder.names(in: ".").filter { $0.hasSuffix(".html") && $0 != "rules.html" }
            .map { String($0.dropLast(5)) }
    }

    /// The page of a creator.
    func page(_ creator: String) throws -> String { try folder.text("\(creator).html") }

    /// The text of a creator's JSON.
    func text(_ creator: String) throws -> String { try folder.text("\(creator).json") }

    /// A creator's JSON.
    func json(_ creator: String) throws -> JSONValue { try JSONValue.line(try text(creator)) }

    /// A creator's section of a currency.
    func section(_ creator: String, _ currency: String = "USD") throws -> JSONValue? {
        try json(creator)["currencies"]?.elements.first { $0["currency"]?.text == currency }
    }

    /// All files by name.
    func all() throws -> [String: String] {
        Dictionary(uniqueKeysWithValues: try folder.names(in: ".").map { ($0, try folder.text($0)) })
    }
}

extension JSONValue {
    /// The elements of a list; none of anything else.
    var elements: [JSONValue] { if case .list(let elements) = self { elements } else { [] } }

    /// The whole number; nil if this is none.
    var cents: Int64? { if case .number(let number) = self { number } else { nil } }
}

/// The tables of a page, read as whoever looks at it reads them.
struct PageTable {
    /// The cells of the rows above the sums, by the column's label.
    let rows: [[String: Int64]]
    /// The sums.
    let sums: [String: Int64]

    /// The tables of a page that have sums.
    static func all(in page: String) -> [PageTable] {
        page.matches(of: /(?s)<tbody>(.*?)<\/tbody>\s*<tfoot>(.*?)<\/tfoot>/).map { found in
            PageTable(
                rows: found.1.split(separator: "</tr>").map { cells(of: $0) }.filter { !$0.isEmpty },
                sums: cells(of: found.2))
        }
    }

    private static func cells(of row: Substring) -> [String: Int64] {
        var cells: [String: Int64] = [:]
        for cell in row.matches(of: /data-l="([^"]*)">([^<]*)</) {
            cells[String(cell.1)] = cell.1 == "Minutes" ? seconds(String(cell.2)) : number(String(cell.2))
        }
        return cells
    }

    /// An amount in cents, a count as it is.
    private static func number(_ text: String) -> Int64? {
        Int64(text.replacing("\u{2212}", with: "-").replacing(",", with: "").replacing(".", with: ""))
    }

    /// Minutes, with seconds where there are any.
    private static func seconds(_ text: String) -> Int64? {
        let parts = text.split(separator: ":").map { number(String($0)) ?? .min }
        return parts.count == 2 ? parts[0] * 60 + parts[1] : parts[0] * 60
    }
}
