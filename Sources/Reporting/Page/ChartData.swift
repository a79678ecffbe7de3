internal import Money

/// What a chart of a section shows: labels, and a series of numbers for each of its columns.
struct ChartData {
    let kind: ReportChart.Kind
    let title: String
    /// What the series are called.
    let series: [String]
    /// What the rows are called.
    let labels: [String]
    /// The numbers, a list a row; what is empty counts as 0.
    let rows: [[Int64]]
    /// The same numbers as they are read.
    let shown: [[String]]
    /// How a number on the axis is read.
    let axis: (Int64) -> String

    init(_ chart: ReportChart, of section: ReportTable.Section, in table: ReportTable) {
        let drawn = section.rows.prefix(chart.rows ?? section.rows.count)
        kind = chart.kind
        title = chart.title + (section.currency.map { " (\($0.code))" } ?? "")
        series = chart.values.map { table.columns[$0].title }
        labels = drawn.map { HTMLTable.shown($0[chart.label], in: section.currency) }
        rows = drawn.map { row in chart.values.map { row[$0].number ?? 0 } }
        let isMoney = chart.values.allSatisfy { table.columns[$0].kind == .money }
        axis = { HTMLTable.shown(isMoney ? .money($0) : .count($0), in: section.currency) }
        shown = drawn.map { row in chart.values.map { HTMLTable.shown(row[$0], in: section.currency) } }
    }

    /// Whether there is nothing to see: no rows, or zeros alone.
    var isBlank: Bool { rows.allSatisfy { $0.allSatisfy { $0 == 0 } } }

    /// The chart as a figure with an SVG image.
    ///
    /// - Parameter number: Which chart of the page it is, for the ids of its title and description.
    func svg(number: Int) -> String {
        let drawing = kind == .bar ? BarDrawing(data: self).drawing : LineDrawing(data: self).drawing
        return """
            <figure><figcaption>\(MarkupText.escaped(title))\(legend)</figcaption>
            <svg viewBox="0 0 \(drawing.width) \(drawing.height)" role="img" aria-labelledby="chart\(number) data\(number)">
            <title id="chart\(number)">\(MarkupText.escaped(title))</title>
            <desc id="data\(number)">\(MarkupText.escaped(description))</desc>
            \(drawing.marks.joined(separator: "\n"))
            </svg></figure>
            """
    }

    /// The numbers as a sentence, for whoever hears the page.
    private var description: String {
        zip(labels, shown).map { label, values in
            "\(label): " + zip(series, values).map { series.count > 1 ? "\($0) \($1)" : $1 }.joined(separator: ", ")
        }.joined(separator: "; ")
    }

    private var legend: String {
        guard series.count > 1 else { return "" }
        return series.enumerated().map { place, name in
            " <span class=\"key s\(place)\"></span>\(MarkupText.escaped(name))"
        }.joined()
    }
}

/// An image: its size, and the elements in it.
struct Drawing {
    var width: Int
    var height: Int
    var marks: [String]
}

/// Where numbers lie between two ends, in tenths of a unit, by whole numbers.
struct ChartScale {
    let low: Int64
    let high: Int64
    /// The length of the axis in units.
    let length: Int

    /// A scale that shows all numbers, and 0.
    init(_ numbers: [Int64], length: Int) {
        low = min(0, numbers.min() ?? 0)
        high = max(0, numbers.max() ?? 0)
        self.length = length
    }

    /// How far a number is from the low end, such as `12.5`.
    func distance(_ number: Int64) -> String {
        let range = max(1, Int128(high) - Int128(low))
        return Money.decimal(Int64((Int128(number) - Int128(low)) * Int128(length) * 10 / range), exponent: 1)
    }

    /// How long the way between two numbers is.
    func way(_ first: Int64, _ second: Int64) -> String {
        let range = max(1, Int128(high) - Int128(low))
        let apart = Int128(max(first, second)) - Int128(min(first, second))
        return Money.decimal(Int64(apart * Int128(length) * 10 / range), exponent: 1)
    }

    /// Round numbers between the ends, three to six of them where there is room for any.
    var ticks: [Int64] {
        let range = UInt64(bitPattern: high &- low)
        var step: UInt64 = 1
        var turn = 0
        while range / step > 5, step < UInt64.max / 20 {
            // 1, 2, 5, 10, 20, 50, …
            step = turn % 3 == 1 ? step / 2 * 5 : step * 2
            turn += 1
        }
        let wide = Int64(clamping: step)
        return Array(stride(from: low / wide * wide, through: high, by: Int64.Stride(wide)))
    }
}
