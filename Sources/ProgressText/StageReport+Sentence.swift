extension StageReport {
    /// The report on a line of its own, such as `purchases: 800,000 of about 2,000,000 rows after 4 s, 200,000/s, 6 s
    /// left`.
    public var sentence: String {
        var parts = ["\(stage): \(counts)\(hasEnded ? "in" : "after") \(Figures.time(secondsElapsed))"]
        if let rate { parts.append("\(Figures.grouped(rate))/s") }
        if let secondsLeft { parts.append("\(Figures.time(secondsLeft)) left") }
        return parts.joined(separator: ", ")
    }

    private var counts: String {
        let number = Figures.grouped(count)
        switch counted {
        case .parts: return expected.map { "\(number) of \(Figures.grouped($0)) " } ?? ""
        case .rows:
            guard count > 0 else { return hasEnded ? "done " : "under way " }
            guard let expected, !hasEnded else { return "\(number) rows " }
            return "\(number) of about \(Figures.grouped(expected)) rows "
        }
    }
}
