/// The line for a terminal.
enum BarLine {
    private static let barWidth: Int64 = 20

    /// All that fits of: the leading stage with its bar, share, count, rate and time; the other stages in short.
    static func text(leading: StageReport, others: some Collection<StageReport>, width: Int) -> String {
        let name = [leading.stage]
        let bar = leading.percent.map { [drawn($0)] } ?? []
        let share = leading.percent.map { ["\($0) %"] } ?? []
        let time = [timed(leading)]
        let rest = others.isEmpty ? [] : ["· " + others.map(short).joined(separator: " · ")]
        let richest = name + bar + share + counts(leading) + time
        return fit([richest + rest, richest, name + bar + share + time, name + share + time, name].map(joined), width)
    }

    /// The first line that fits; the last one cut, if none does. Control characters never reach the terminal.
    static func fit(_ lines: [String], _ width: Int) -> String {
        let room = max(width - 1, 0)
        let clean = lines.map {
            String($0.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) })
        }
        return clean.first { $0.count <= room } ?? String((clean.last ?? "").prefix(room))
    }

    private static func joined(_ parts: [String]) -> String { parts.joined(separator: " ") }

    private static func drawn(_ percent: Int64) -> String {
        let full = Int(barWidth * percent / 100)
        return "[" + String(repeating: "#", count: full) + String(repeating: "-", count: Int(barWidth) - full) + "]"
    }

    private static func counts(_ report: StageReport) -> [String] {
        switch report.counted {
        case .parts: return report.expected.map { ["\(report.count) of \($0)"] } ?? []
        case .rows:
            guard report.count > 0 else { return [] }
            return ["\(Figures.grouped(report.count)) rows"] + (report.rate.map { ["\(Figures.grouped($0))/s"] } ?? [])
        }
    }

    private static func timed(_ report: StageReport) -> String {
        report.secondsLeft.map { "\(Figures.time($0)) left" } ?? Figures.time(report.secondsElapsed)
    }

    private static func short(_ report: StageReport) -> String {
        if let percent = report.percent { return "\(report.stage) \(percent) %" }
        return report.count > 0 ? "\(report.stage) \(Figures.grouped(report.count)) rows" : report.stage
    }
}
