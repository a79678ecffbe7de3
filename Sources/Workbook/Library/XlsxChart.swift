#if Excel
    internal import CXlsxWriter

    extension XlsxFile {
        /// Colours that are apart for the colour-blind and in grey, in the order in which series take them.
        private static let colours: [lxw_color_t] = [0x2F6DB5, 0xE08A1E, 0x2A9D74, 0xA04A8F, 0x6B7280]

        /// The library's chart of a plan.
        func drawn(_ plan: ChartPlan) throws(WorkbookError) -> UnsafeMutablePointer<lxw_chart> {
            let types: [ChartPlan.Shape: lxw_chart_type] = [
                .columns: LXW_CHART_COLUMN, .bars: LXW_CHART_BAR, .line: LXW_CHART_LINE,
            ]
            let chart = try unsafe addChart(types[plan.shape] ?? LXW_CHART_COLUMN)
            unsafe chart_title_set_name(chart, plan.title)
            var font = unsafe lxw_chart_font()
            unsafe font.size = 13
            unsafe font.bold = 1
            unsafe chart_title_set_name_font(chart, &font)
            for (place, series) in plan.series.enumerated() {
                let drawn = unsafe chart_add_series(chart, plan.labels, series.values)
                unsafe chart_series_set_name(drawn, series.name)
                unsafe XlsxFile.paint(drawn, XlsxFile.colours[place % XlsxFile.colours.count], plan.shape)
            }
            unsafe XlsxFile.arrange(chart, plan)
            return unsafe chart
        }

        private static func paint(
            _ series: UnsafeMutablePointer<lxw_chart_series>?, _ colour: lxw_color_t, _ shape: ChartPlan.Shape
        ) {
            guard shape == .line else {
                var fill = lxw_chart_fill()
                fill.color = colour
                unsafe chart_series_set_fill(series, &fill)
                return
            }
            var line = lxw_chart_line()
            line.color = colour
            line.width = 2.25
            unsafe chart_series_set_line(series, &line)
        }

        /// Labels below or beside all bars, also those under zero; the first row of lying bars on top.
        ///
        /// What the library calls the x axis of lying bars is the one along which they lie.
        private static func arrange(_ chart: UnsafeMutablePointer<lxw_chart>, _ plan: ChartPlan) {
            let low = UInt8(LXW_CHART_AXIS_LABEL_POSITION_LOW.rawValue)
            let isLying = plan.shape == .bars
            let labels = unsafe isLying ? chart.pointee.y_axis : chart.pointee.x_axis
            let values = unsafe isLying ? chart.pointee.x_axis : chart.pointee.y_axis
            unsafe chart_axis_set_label_position(labels, low)
            if plan.areLabelsDays { unsafe chart_axis_set_num_format(labels, NumberFormat.date) }
            unsafe chart_axis_set_num_format(values, plan.valueFormat)
            unsafe XlsxFile.soften(values)
            if isLying {
                unsafe chart_axis_set_reverse(labels)
                unsafe chart_axis_set_crossing_max(labels)
            }
            if plan.shape != .line { unsafe chart_set_series_gap(chart, 60) }
            let legend = plan.series.count > 1 ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE
            unsafe chart_legend_set_position(chart, UInt8(legend.rawValue))
        }

        /// Makes the lines behind the bars lighter than these.
        private static func soften(_ axis: UnsafeMutablePointer<lxw_chart_axis>?) {
            var line = lxw_chart_line()
            line.color = 0xD5DAE0
            line.width = 0.75
            unsafe chart_axis_major_gridlines_set_visible(axis, 1)
            unsafe chart_axis_major_gridlines_set_line(axis, &line)
        }
    }
#endif
