internal import CSV
internal import Money
public import Settlement

/// Reads confirmation files: `payout_id,status,reference,reason` with a header line, and perhaps `amount_cents,currency`.
public enum ConfirmationFile {
    private static let columns = ["payout_id", "status", "reference", "reason"]
    private static let amountColumns = ["amount_cents", "currency"]
    /// The most characters of a reference or reason; what is longer is no such thing.
    private static let limit = 500

    /// The lines of a file. One without lines is sound: it says nothing.
    ///
    /// - Parameters:
    ///   - bytes: The file, UTF-8.
    ///   - name: What the refusal calls the file.
    /// - Throws: ``ConfirmationRefusal`` with every line that is wrong, by itself or because another line is about the
    ///   same payout.
    public static func parse(_ bytes: [UInt8], name: String) throws(ConfirmationRefusal) -> [PayoutConfirmation] {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw refusal(name, 1, "the file is not UTF-8; save it in that encoding")
        }
        let rows = CSVReader.rows(of: text)
        guard let header = rows.first else { throw refusal(name, 1, "the header is missing; \(wanted)") }
        let names = (try? header.cells.get())?.map(\.trimmed)
        guard names == columns || names == columns + amountColumns else {
            throw refusal(name, header.line, "the header is not the right one; \(wanted)")
        }
        return try lines(rows.dropFirst(), width: names?.count ?? 0, name)
    }

    private static let wanted =
        "give \"payout_id,status,reference,reason\", with \"amount_cents,currency\" after it if the file has amounts"

    private static func refusal(_ name: String, _ line: Int, _ problem: String) -> ConfirmationRefusal {
        ConfirmationRefusal(file: name, faults: [LineFault(line: line, problem: problem)])
    }

    private static func lines(
        _ rows: ArraySlice<CSVReader.Row>, width: Int, _ name: String
    ) throws(ConfirmationRefusal) -> [PayoutConfirmation] {
        var confirmations: [PayoutConfirmation] = []
        var faults: [LineFault] = []
        var seen: [Identifier: Int] = [:]
        for row in rows {
            do throws(LineFault) {
                let confirmation = try confirmation(row, width: width)
                if let first = seen[confirmation.payout] {
                    throw LineFault(
                        line: row.line, problem: "payout \(confirmation.payout) was on line \(first) before; keep one")
                }
                seen[confirmation.payout] = row.line
                confirmations.append(confirmation)
            } catch {
                faults.append(error)
            }
        }
        guard faults.isEmpty else { throw ConfirmationRefusal(file: name, faults: faults) }
        return confirmations
    }

    private static func confirmation(_ row: CSVReader.Row, width: Int) throws(LineFault) -> PayoutConfirmation {
        guard let cells = (try? row.cells.get())?.map(\.trimmed) else {
            throw LineFault(line: row.line, problem: "the quotes are not closed, or stand loose; write \"\" for one")
        }
        guard cells.count == width else {
            throw LineFault(line: row.line, problem: "there are \(cells.count) cells; the header names \(width)")
        }
        guard let payout = Identifier(cells[0]) ?? ShortID.id(cells[0]) else {
            throw LineFault(
                line: row.line, problem: "\(shown(cells[0])) is no payout_id; give the UUID or the short id of the file"
            )
        }
        guard let status = PayoutConfirmation.Status(rawValue: cells[1]) else {
            throw LineFault(
                line: row.line, problem: "\(shown(cells[1])) is no status; give completed, failed or unknown")
        }
        for (cell, column) in zip(cells[2...3], columns[2...3]) where cell.count > limit || cell.contains("\0") {
            throw LineFault(line: row.line, problem: "the \(column) is no text of at most \(limit) characters")
        }
        return PayoutConfirmation(
            line: row.line, payout: payout, status: status, reference: cells[2], reason: cells[3],
            amount: width == columns.count ? nil : try amount(cells[4], cells[5], line: row.line))
    }

    /// The amount of a line; nil if both cells are empty.
    private static func amount(_ cents: String, _ currency: String, line: Int) throws(LineFault) -> Money? {
        if cents.isEmpty, currency.isEmpty { return nil }
        guard let value = Int64(cents), String(value) == cents else {
            throw LineFault(
                line: line, problem: "\(shown(cents)) is no amount_cents; give whole minor units, such as 1250")
        }
        guard !currency.isEmpty else {
            throw LineFault(line: line, problem: "the currency is missing; give its code, or leave out the amount too")
        }
        guard BankText.doubtful(currency) == currency else {
            throw LineFault(line: line, problem: "\(shown(currency)) is no currency; give its code, such as USD")
        }
        return Money(cents: value, currency: Currency(currency))
    }

    /// A value in quotes; where columns were mixed up it can be an account, and then only its end is shown.
    private static func shown(_ text: String) -> String { "\"\(BankText.doubtful(text))\"" }
}
