/// Places of cells as formulas write them.
enum CellPlace {
    /// The letters of a column, counted from 0: `A`, `Z`, `AA`.
    static func letters(ofColumn column: Int) -> String {
        var rest = column
        var letters = ""
        repeat {
            letters = "\(Character(Unicode.Scalar(UInt8(65 + rest % 26))))\(letters)"
            rest = rest / 26 - 1
        } while rest >= 0
        return letters
    }

    /// A part of a column of a named sheet, such as `'USD'!$B$6:$B$9`; rows and columns are counted from 0.
    static func range(_ sheet: String, column: Int, rows: ClosedRange<Int>) -> String {
        let letters = letters(ofColumn: column)
        return "'\(sheet)'!$\(letters)$\(rows.lowerBound + 1):$\(letters)$\(rows.upperBound + 1)"
    }
}
