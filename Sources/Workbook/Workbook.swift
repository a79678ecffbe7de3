#if Excel
    internal import Foundation
    public import Reporting
    public import Settlement

    /// Reports as Excel workbooks.
    public enum Workbook {
        /// Writes a report of one table as a workbook.
        ///
        /// - Parameters:
        ///   - table: The report.
        ///   - made: When it was made.
        ///   - take: Takes the bytes.
        /// - Throws: ``WorkbookError``, and what `take` throws.
        public static func write(_ table: ReportTable, made: Instant, to take: ([UInt8]) throws -> Void) throws {
            try write([table], title: table.title, about: table.about, made: made, to: take)
        }

        /// Writes a report as a workbook: the same bytes for the same report and instant.
        ///
        /// ```swift
        /// try AtomicFile.write(to: path) { take in
        ///     try Workbook.write(report.tables, title: report.title, about: report.about, made: now, to: take)
        /// }
        /// ```
        ///
        /// - Parameters:
        ///   - tables: The report's tables, each with sheets of its own.
        ///   - title: The report's title.
        ///   - about: What the report shows.
        ///   - made: When it was made, which the document's properties say, to the second.
        ///   - take: Takes the bytes, piece by piece: once the whole workbook is made, so that nothing is taken of one that
        ///     cannot be.
        /// - Throws: ``WorkbookError``, and what `take` throws.
        public static func write(
            _ tables: [ReportTable], title: String, about: String, made: Instant, to take: ([UInt8]) throws -> Void
        ) throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: "remit-workbook-\(UUID().uuidString)")
            try makePrivate(folder)
            defer { try? FileManager.default.removeItem(at: folder) }
            let place = folder.appending(path: "report.xlsx")
            try WorkbookWriter(tables, title: title, about: about).write(to: place.path, made: made)
            let made = try FileHandle(forReadingFrom: place)
            while let piece = try made.read(upToCount: 1 << 16), !piece.isEmpty { try take([UInt8](piece)) }
            try made.close()
        }

        /// Makes a folder that nobody else can look into: reports are not for everybody on the machine.
        private static func makePrivate(_ folder: URL) throws(WorkbookError) {
            do {
                try FileManager.default.createDirectory(
                    at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            } catch {
                throw .failed("no folder \"\(folder.path)\" can be made")
            }
        }
    }
#endif
