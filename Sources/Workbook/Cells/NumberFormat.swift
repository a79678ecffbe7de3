/// How a spreadsheet shows a cell's value, in its own language of number formats.
enum NumberFormat {
    /// A whole number with its thousands apart.
    static let count = "#,##0"
    /// A fraction as a percentage with two decimals.
    static let percent = "0.00%"
    /// A day as ISO 8601 has it, which no country reads in another order.
    static let date = "yyyy-mm-dd"
    /// A text, which stays one when somebody types Enter in its cell: no formula, no number, no date.
    static let text = "@"

    /// An amount with its thousands apart and the decimals of its currency; red below zero, with its sign.
    static func money(decimals: Int) -> String {
        let number = decimals == 0 ? count : "\(count).\(String(repeating: "0", count: decimals))"
        return "\(number);[Red]-\(number)"
    }
}
