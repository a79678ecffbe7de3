#if Excel
    import Foundation
    import LocalServer
    import Reporting
    import Settlement
    import TestServer
    import Workbook

    /// A workbook as Python's openpyxl reads it.
    struct WrittenWorkbook {
        /// 2026-11-05T06:07:08Z.
        static let made = Instant(microseconds: 1_793_858_828_000_000)

        /// What it says, by `read_workbook.py`.
        let content: JSONValue

        private static let python: String = {
            let environment = ProcessInfo.processInfo.environment
            return environment["REMIT_PYTHON"]
                ?? ServerPrograms.cache(environment: environment).appending(path: "python/bin/python").path
        }()

        /// Writes a report and reads it back.
        ///
        /// - Parameters:
        ///   - table: The report.
        ///   - cells: The cells that are read of each sheet; all if none is named.
        init(_ table: ReportTable, cells: [String] = []) throws {
            try self.init(bytes: WrittenWorkbook.bytes(table), cells: cells)
        }

        /// Writes a report of several tables and reads it back.
        init(_ tables: [ReportTable]) throws {
            var bytes: [UInt8] = []
            try Workbook.write(tables, title: "A month", about: "All of it.", made: WrittenWorkbook.made) {
                bytes += $0
            }
            try self.init(bytes: bytes, cells: [])
        }

        private init(bytes: [UInt8], cells: [String]) throws {
            let probe = try Shell.run("/usr/bin/env", [WrittenWorkbook.python, "-c", "import openpyxl"])
            if probe.status != 0 { try NotRun.because("there is no openpyxl; Jobs/test installs it") }
            let place = URL(filePath: NSTemporaryDirectory()).appending(path: "remit-\(UUID().uuidString).xlsx")
            defer { try? FileManager.default.removeItem(at: place) }
            try Data(bytes).write(to: place)
            let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "read_workbook.py").path
            let read = try Shell.run(
                "/usr/bin/env", [WrittenWorkbook.python, "-W", "error", script, place.path] + cells)
            guard read.status == 0 else { throw Unread(description: read.errors) }
            content = try JSONValue.line(read.output)
        }

        /// The bytes of a report's workbook.
        static func bytes(_ table: ReportTable, made: Instant = made) throws -> [UInt8] {
            var bytes: [UInt8] = []
            try Workbook.write(table, made: made) { bytes += $0 }
            return bytes
        }

        /// Why it was not read.
        struct Unread: Error, CustomStringConvertible {
            let description: String
        }

        /// The sheets, in order.
        var sheets: [JSONValue] { if case .list(let sheets) = content["sheets"] { sheets } else { [] } }

        /// A cell: `value`, `format`, `type`, and `formula` where it has one.
        func cell(_ place: String, sheet: Int = 0) -> JSONValue? { sheets[sheet]["cells"]?[place] }

        /// A cell's value as Python has it.
        func value(_ place: String, sheet: Int = 0) -> String? { cell(place, sheet: sheet)?["value"]?.text }
    }
#endif
