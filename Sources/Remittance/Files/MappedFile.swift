internal import Money
internal import Settlement

/// A CSV file with the columns that a bank wants.
enum MappedFile {
    /// The file of payouts of one method and currency.
    static func bytes(_ payouts: [Payout], _ map: ColumnMap) throws(RemittanceFault) -> [UInt8] {
        var csv = CSVWriter(separator: map.separator)
        if map.hasHeader { csv.add(map.columns.map(\.name)) }
        for payout in payouts {
            var cells: [String] = []
            for column in map.columns {
                switch column.content {
                case .field(let field): cells.append(try cell(field, of: payout))
                case .text(let text): cells.append(text)
                }
            }
            csv.add(cells)
        }
        return csv.bytes
    }

    /// A cell. The settings' own texts are finance's and stay; what creators typed is cleaned or defused.
    private static func cell(_ field: ColumnMap.Field, of payout: Payout) throws(RemittanceFault) -> String {
        switch field {
        case .payoutID: payout.id.description
        case .shortID: payout.shortID
        case .method: payout.account.method.rawValue
        case .name:
            payout.account.holder.isEmpty
                ? "" : CleanText.cell(payout.account.holder, limit: 140, else: payout.namelessName)
        case .account: CleanText.verbatimCell(payout.account.number)
        case .bic: CleanText.verbatimCell(payout.account.bank)
        case .amount: try payout.decimalAmount()
        case .cents: String(payout.amount.cents)
        case .currency: payout.amount.currency.code
        case .note: CleanText.cell(payout.note, limit: 140, else: payout.notelessNote)
        }
    }
}
