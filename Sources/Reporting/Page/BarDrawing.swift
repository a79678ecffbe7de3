/// Bars that lie one below the other, with their labels before and their numbers behind them: readable on a phone, however long
/// the labels are.
struct BarDrawing {
    let data: ChartData

    private static let width = 480
    private static let labelWidth = 150
    private static let plotWidth = 220
    private static let bar = 13
    private static let gap = 8

    /// The image.
    var drawing: Drawing {
        let scale = ChartScale(data.rows.flatMap(\.self), length: BarDrawing.plotWidth)
        let group = BarDrawing.bar * data.series.count + BarDrawing.gap
        let height = group * data.rows.count + BarDrawing.gap
        var marks: [String] = []
        for (place, values) in data.rows.enumerated() {
            let top = BarDrawing.gap + place * group
            marks.append(label(data.labels[place], top: top))
            for (series, value) in values.enumerated() {
                marks += bar(value, data.shown[place][series], series, top + series * BarDrawing.bar, scale)
            }
        }
        let zero = "translate(\(BarDrawing.labelWidth) 0)"
        marks.append(
            "<line class=\"axis\" transform=\"\(zero)\" x1=\"\(scale.distance(0))\" x2=\"\(scale.distance(0))\" y1=\"0\" y2=\"\(height)\"/>"
        )
        return Drawing(width: BarDrawing.width, height: height, marks: marks)
    }

    private func label(_ text: String, top: Int) -> String {
        let y = top + BarDrawing.bar * data.series.count / 2 + 4
        let short = BarDrawing.shortened(text)
        return """
            <text x="\(BarDrawing.labelWidth - 6)" y="\(y)" text-anchor="end">\(MarkupText.escaped(short))\
            <title>\(MarkupText.escaped(text))</title></text>
            """
    }

    /// The text, cut where it would not fit before the bars; letters of East Asia and pictures are twice as wide as others.
    private static func shortened(_ text: String) -> String {
        var room = 21
        let fitting = text.prefix { character in
            let first = character.unicodeScalars.first?.value ?? 0
            let isWide =
                (0x1100...0x115F).contains(first) || (0x2E80...0xD7A3).contains(first)
                || (0xF900...0xFAFF).contains(first) || (0xFE30...0xFF60).contains(first) || first >= 0x1F000
            room -= isWide ? 2 : 1
            return room >= 0
        }
        return fitting.endIndex == text.endIndex ? text : fitting.dropLast() + "…"
    }

    private func bar(_ value: Int64, _ shown: String, _ series: Int, _ top: Int, _ scale: ChartScale) -> [String] {
        [
            """
            <rect class="s\(series)\(value < 0 ? " below" : "")" transform="translate(\(BarDrawing.labelWidth) 0)" \
            x="\(scale.distance(min(0, value)))" y="\(top)" width="\(scale.way(0, value))" height="\(BarDrawing.bar - 2)"/>
            """,
            """
            <text class="v" x="\(BarDrawing.width)" y="\(top + BarDrawing.bar - 3)" text-anchor="end">\
            \(MarkupText.escaped(shown))</text>
            """,
        ]
    }
}
