internal import Money

extension Entry {
    /// A percentage of an amount, with its exact decimals before it is rounded (R1.3).
    static func percent(
        _ rule: String, _ what: String, _ percent: Percentage, of amount: Int64, result: Int64
    ) throws -> Entry {
        let exact = try percent.exactly(of: amount)
        var decimals = String(exact.tenThousandths + 10_000).dropFirst()
        while decimals.last == "0" { decimals.removeLast() }
        let text = decimals.isEmpty ? "\(exact.whole)" : "\(exact.whole).\(decimals)"
        return .step(
            rule: rule, what: what,
            formula: .percent(of: amount, basisPoints: percent.basisPoints, exact: text, result: result))
    }
}
