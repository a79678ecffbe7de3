internal import CSV
internal import Crypto
internal import Money
internal import Settlement

/// A file of adjustments or opening balances: its bytes, and what they say.
struct ManualFile {
    /// What a file holds.
    enum Kind: UInt8, Sendable {
        /// `creator_id,currency,bucket,amount_cents,reason,reference`
        case adjustment = 0x61  // a
        /// `creator_id,currency,bucket,amount_cents,available_from`
        case opening = 0x6E  // n

        /// The columns, in order.
        var columns: [String] {
            let common = ["creator_id", "currency", "bucket", "amount_cents"]
            return common + (self == .adjustment ? ["reason", "reference"] : ["available_from"])
        }
    }

    /// An entry with the line of the file that it stands on.
    struct Row: Equatable {
        let line: Int
        let entry: ManualEntry
    }

    /// Something wrong with a line.
    struct Fault {
        let line: Int
        let what: String
    }

    let kind: Kind
    /// The entries of the lines that are good.
    private(set) var rows: [Row] = []
    /// What is wrong with the others.
    private(set) var faults: [Fault] = []

    /// The SHA-256 of a file, in hexadecimal digits.
    static func hash(of bytes: [UInt8]) -> String { SHA256.hash(data: bytes).hex }

    /// Reads a file; what needs no database to be seen is among its faults.
    init(_ bytes: [UInt8], kind: Kind) {
        self.kind = kind
        if let text = String(validating: bytes, as: UTF8.self) {
            read(CSVReader.rows(of: text))
        } else {
            faults.append(Fault(line: 1, what: "is not UTF-8 text"))
        }
    }

    private mutating func read(_ rows: [CSVReader.Row]) {
        if case .failure(let malformed) = rows.first?.cells {
            return faults.append(Fault(line: 1, what: ManualFile.words(malformed)))
        }
        let header = rows.first.flatMap { try? $0.cells.get() }
        guard header == kind.columns else {
            let found = header.map { ManualFile.quoted($0.joined(separator: ",")) } ?? "nothing"
            faults.append(
                Fault(line: 1, what: "the header is \(found); it must be \"\(kind.columns.joined(separator: ","))\""))
            return
        }
        if rows.count == 1 { faults.append(Fault(line: 1, what: "there is no line below the header")) }
        for row in rows.dropFirst() {
            switch row.cells {
            case .success(let cells): read(cells, of: row.line)
            case .failure(let malformed): faults.append(Fault(line: row.line, what: ManualFile.words(malformed)))
            }
        }
        findRepeated()
    }

    private mutating func read(_ cells: [String], of line: Int) {
        guard cells.count == kind.columns.count else {
            return faults.append(Fault(line: line, what: "has \(cells.count) fields, not \(kind.columns.count)"))
        }
        var reader = ManualRow(line: line, fields: cells)
        let entry = reader.entry(kind)
        faults += reader.faults
        if let entry { rows.append(Row(line: line, entry: entry)) }
    }

    private static func words(_ malformed: CSVReader.Malformed) -> String {
        switch malformed {
        case .open: "has a quote that does not end"
        case .loose: "has a quote inside a field; quote the whole field, and double the quote"
        case .trailing: "has text after a quoted field"
        }
    }

    /// The same reference, or the same balance, twice in the file.
    private mutating func findRepeated() {
        var first: [String: Int] = [:]
        for row in rows {
            let (key, name) =
                switch row.entry.kind {
                case .adjustment(_, let reference): (reference, "reference \(ManualFile.quoted(reference))")
                case .opening(let day):
                    (
                        "\(row.entry.creator) \(row.entry.currency) \(row.entry.bucket.name) \(day)",
                        "creator, currency, bucket and available_from \"\(day)\""
                    )
                }
            if let line = first[key] {
                faults.append(Fault(line: row.line, what: "\(name): as on line \(line) already"))
            } else {
                first[key] = row.line
            }
        }
    }

    /// Adds what only the database knows to be wrong.
    mutating func add(_ fault: Fault) { faults.append(fault) }

    /// Refuses the file whole, every bad line named.
    ///
    /// - Throws: ``LedgerError/fileRefused(name:faults:)``
    func refuseFaults(of name: String) throws {
        guard !faults.isEmpty else { return }
        let sorted = faults.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
        throw LedgerError.fileRefused(
            name: ManualFile.shown(name),
            faults: sorted.map { "\(ManualFile.shown(name)):\($0.element.line): \($0.element.what)" })
    }

    /// A value in quotes, short, and without what a terminal would obey.
    static func quoted(_ value: String) -> String {
        let text = shown(value)
        return text.count > 80 ? "\"\(text.prefix(80))…\"" : "\"\(text)\""
    }

    private static func shown(_ value: String) -> String {
        String(String.UnicodeScalarView(value.unicodeScalars.map { ManualRow.isPlain($0) ? $0 : "\u{FFFD}" }))
    }
}
