/// A cell of a sheet: what is in it, and how it looks.
struct Cell: Hashable {
    /// What is in a cell.
    enum Content: Hashable {
        /// Nothing, though it may have borders.
        case blank
        /// A text, never a formula.
        case text(String)
        /// A number, of which a day is one.
        case number(Double)
        /// The sum of cells above, and the value that it has.
        case sum(formula: String, value: Double)
    }

    /// What is in it.
    var content: Content
    /// How it looks.
    var style: CellStyle
}

/// How a cell looks.
struct CellStyle: Hashable {
    /// What a cell is for, from which its font, borders and ground follow.
    enum Role: Hashable {
        /// The report's title.
        case title
        /// What the report is and was asked, under its title.
        case about
        /// A column's heading.
        case heading
        /// A value of the table.
        case body
        /// A sum under the table.
        case total
        /// A remark in the place of rows.
        case remark
    }

    /// What it is for.
    var role: Role
    /// How its value is shown.
    var format = NumberFormat.text
    /// Whether it keeps to the right, as numbers and their headings do.
    var isRight = false
}
