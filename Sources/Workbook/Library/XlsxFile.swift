#if Excel
    internal import CXlsxWriter
    internal import Foundation
    internal import Settlement

    /// A file that libxlsxwriter writes: it owns the library's workbook, and frees it.
    @safe
    final class XlsxFile {
        private var book: UnsafeMutablePointer<lxw_workbook>?
        private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = unsafe [:]

        /// A file that is empty so far.
        ///
        /// - Parameters:
        ///   - path: Where it comes to lie when it is closed.
        ///   - isLarge: Whether rows go to a temporary file as they come, instead of staying in memory; texts are then in
        ///     the file as often as they occur, and charts come without the values that they show before a computation.
        init(path: String, isLarge: Bool) throws(WorkbookError) {
            var options = unsafe lxw_workbook_options()
            unsafe options.constant_memory = isLarge ? 1 : 0
            unsafe book = unsafe workbook_new_opt(path, &options)
            guard unsafe book != nil else { throw .failed("out of memory") }
        }

        deinit {
            if let book = unsafe book { unsafe lxw_workbook_free(book) }
        }

        /// Writes the file; nothing can be added afterwards.
        func close() throws(WorkbookError) {
            guard let book = unsafe book else { return }
            // The library frees the workbook, whatever becomes of the file.
            unsafe self.book = nil
            try Xlsx.check(unsafe workbook_close(book))
        }

        /// Sets the document's properties.
        ///
        /// - Parameters:
        ///   - title: The title.
        ///   - subject: What it is.
        ///   - made: When it was made, to the second: the library would ask the clock, and no two files were the same.
        func describe(title: String, subject: String, made: Instant) throws(WorkbookError) {
            let texts = unsafe [title, subject, "remit"].map { (text: String) in unsafe strdup(text) }
            defer { unsafe texts.forEach { unsafe free($0) } }
            var properties = unsafe lxw_doc_properties()
            unsafe properties.title = unsafe texts[0]
            unsafe properties.subject = unsafe texts[1]
            unsafe properties.author = unsafe texts[2]
            unsafe properties.created = time_t(made.microseconds / 1_000_000)
            try Xlsx.check(unsafe workbook_set_properties(book, &properties))
        }

        /// A new sheet, after the others.
        func addSheet(_ name: String) throws(WorkbookError) -> XlsxSheet {
            guard let sheet = unsafe workbook_add_worksheet(book, name) else { throw .failed("no sheet \"\(name)\"") }
            return unsafe XlsxSheet(sheet, of: self)
        }

        /// A new chart, on no sheet yet.
        func addChart(_ type: lxw_chart_type) throws(WorkbookError) -> UnsafeMutablePointer<lxw_chart> {
            guard let chart = unsafe workbook_add_chart(book, UInt8(type.rawValue)) else {
                throw .failed("out of memory")
            }
            return unsafe chart
        }

        /// The library's format of a style, made once.
        func format(_ style: CellStyle) throws(WorkbookError) -> UnsafeMutablePointer<lxw_format> {
            if let format = unsafe formats[style] { return unsafe format }
            guard let format = unsafe workbook_add_format(book) else { throw .failed("out of memory") }
            unsafe Xlsx.dress(format, style)
            unsafe formats[style] = format
            return unsafe format
        }
    }

    /// What the library's calls have in common.
    enum Xlsx {
        /// Turns what a call of the library returned into an error.
        static func check(_ result: lxw_error) throws(WorkbookError) {
            guard result != LXW_NO_ERROR else { return }
            throw .failed(unsafe String(cString: lxw_strerror(result)))
        }

        /// Gives a format what a style means.
        static func dress(_ format: UnsafeMutablePointer<lxw_format>, _ style: CellStyle) {
            unsafe format_set_num_format(format, style.format)
            let across = style.isRight ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT
            unsafe format_set_align(format, UInt8(across.rawValue))
            unsafe format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            // A text keeps away from the number on its left.
            if !style.isRight, style.role != .title, style.role != .about { unsafe format_set_indent(format, 1) }
            switch style.role {
            case .title:
                unsafe format_set_bold(format)
                unsafe format_set_font_size(format, 16)
            case .about:
                unsafe format_set_text_wrap(format)
                unsafe format_set_font_color(format, 0x50565E)
            case .heading:
                unsafe format_set_bold(format)
                unsafe format_set_text_wrap(format)
                unsafe format_set_bg_color(format, 0xE4EAF1)
                unsafe format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
            case .body:
                if style.format == NumberFormat.text { unsafe format_set_text_wrap(format) }
            case .total:
                unsafe format_set_bold(format)
                unsafe format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue))
            case .remark: unsafe format_set_italic(format)
            }
        }
    }
#endif
