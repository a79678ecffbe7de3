internal import Money

/// Lines over rows that follow each other, such as months.
struct LineDrawing {
    let data: ChartData

    private static let width = 480
    private static let height = 220
    private static let left = 84
    private static let right = 30
    private static let top = 10
    private static let bottom = 24

    private static var plotWidth: Int { width - left - right }
    private static var plotHeight: Int { height - top - bottom }

    /// The image.
    var drawing: Drawing {
        let scale = ChartScale(data.rows.flatMap(\.self), length: LineDrawing.plotHeight)
        var marks = scale.ticks.flatMap { grid($0, scale) }
        let every = max(1, (data.labels.count + 6) / 7)
        for (place, label) in data.labels.enumerated() where place.isMultiple(of: every) {
            marks.append(
                "<text x=\"\(x(place))\" y=\"\(LineDrawing.height - 6)\" text-anchor=\"middle\">\(MarkupText.escaped(label))</text>"
            )
        }
        for series in data.series.indices { marks += line(series, scale) }
        return Drawing(width: LineDrawing.width, height: LineDrawing.height, marks: marks)
    }

    private func line(_ series: Int, _ scale: ChartScale) -> [String] {
        let points = data.rows.indices.map { "\(x($0)),\(scale.distance(data.rows[$0][series]))" }
        let dots = data.rows.indices.map { place in
            """
            <circle cx="\(x(place))" cy="\(scale.distance(data.rows[place][series]))" r="3">\
            <title>\(MarkupText.escaped("\(data.labels[place]): \(data.shown[place][series])"))</title></circle>
            """
        }
        return [
            """
            <g class="line s\(series)" transform="translate(0 \(LineDrawing.top + LineDrawing.plotHeight)) scale(1 -1)">\
            <polyline points="\(points.joined(separator: " "))"/>\(dots.joined())</g>
            """
        ]
    }

    private func grid(_ tick: Int64, _ scale: ChartScale) -> [String] {
        let bottom = LineDrawing.top + LineDrawing.plotHeight
        let name = "<g transform=\"translate(0 \(bottom))\">"
        return [
            """
            \(name)<line class="\(tick == 0 ? "axis" : "grid")" x1="\(LineDrawing.left)" \
            x2="\(LineDrawing.width - LineDrawing.right)" y1="-\(scale.distance(tick))" y2="-\(scale.distance(tick))"/>\
            <text x="\(LineDrawing.left - 6)" y="-\(scale.distance(tick))" dy="4" text-anchor="end">\
            \(MarkupText.escaped(data.axis(tick)))</text></g>
            """
        ]
    }

    /// Where the point of a row lies from left to right, in tenths.
    private func x(_ place: Int) -> String {
        let steps = max(1, data.rows.count - 1)
        return Money.decimal(Int64(LineDrawing.left * 10 + place * LineDrawing.plotWidth * 10 / steps), exponent: 1)
    }
}
