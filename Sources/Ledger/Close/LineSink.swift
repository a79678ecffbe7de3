internal import Money
internal import PostgresClient
internal import Settlement

/// Takes the lines of a close as they are decided: to the books, and to the creators' totals and hashes.
///
/// It is used by the one thread that decides; what it made is read when that thread has ended.
final class LineSink {
    private static let chunk = 256 * 1024

    private let period: Day
    private var send: (([UInt8]) throws -> Void)?
    private var encoder = CopyEncoder(capacity: 320 * 1024)
    private var marks = CopyEncoder(capacity: 64 * 1024)
    /// Rows of book `marks`, encoded.
    let markSpool = Spool()
    /// What could not be settled, or only with a warning.
    let exceptions: ExceptionSink
    /// What reports ask of purchases.
    let particulars: Particulars
    /// The lines again, by creator.
    let creators: CreatorSpool
    /// Lines that were not sent, encoded.
    let kept = Spool()

    /// - Parameter send: Takes encoded lines; nil if all of them are to be kept.
    init(period: Period, creators: CreatorSpool, send: (([UInt8]) throws -> Void)? = nil) {
        self.period = period.firstDay
        self.creators = creators
        self.send = send
        exceptions = ExceptionSink(period: period)
        particulars = Particulars(period: period.firstDay)
    }

    /// Takes what was decided about a row.
    func take(_ result: Reconsideration, of row: SourceRow) throws {
        try take(result.lines)
        if let exception = result.exception { try exceptions.take(exception) }
        try particulars.take(result, of: row)
    }

    /// Takes the lines of one source, or where all of them are empty a mark.
    private func take(_ lines: [Line]) throws {
        var empty = 0
        for line in lines { line.isEmpty ? empty += 1 : try take(line) }
        guard empty > 0 else { return }
        var known = Set(lines.lazy.filter { !$0.isEmpty }.map(\.kind))
        for line in lines where line.isEmpty && known.insert(line.kind).inserted { try mark(line) }
    }

    /// Takes one line that is not empty.
    func take(_ line: Line) throws {
        encoder.beginTuple(fields: 16)
        encoder.append(period)
        encoder.append(char: line.kind.rawValue)
        encoder.append(char: line.bucket.rawValue)
        encoder.append(line.source)
        encoder.append(line.content)
        encoder.append(line.creator)
        encoder.append(line.seller)
        encoder.append(text: line.currency.code)
        encoder.append(int64: line.gross)
        encoder.append(int64: line.processing)
        encoder.append(int64: line.platform)
        encoder.append(int64: line.creatorPart)
        encoder.append(bool: line.payable)
        encoder.append(bool: line.late)
        encoder.append(line.holdFrom)
        encoder.append(line.soldAt)
        try creators.append(line)
        if encoder.byteCount >= LineSink.chunk { try pass() }
    }

    /// What is noted of a source besides its settlement, so that a later close looks at it.
    enum Note: UInt8 {
        /// It is settled before it says it was created, and must not be taken for new when that month comes.
        case odd = 0x6F  // o
        /// Its seller has changed, which counts once the content is no longer the platform's own (R8.4).
        case watched = 0x77  // w
    }

    /// Notes something of a source that was completed at a time.
    func note(_ row: SourceRow, as note: Note, soldAt: Instant) throws {
        let line = Line(
            kind: .sale, bucket: row.bucket, source: row.id, content: row.content, creator: row.payee,
            currency: row.currency, gross: 0, processing: 0, platform: 0, creatorPart: 0, holdFrom: period,
            soldAt: soldAt)
        try mark(line, kind: note.rawValue)
    }

    private func mark(_ line: Line) throws { try mark(line, kind: line.kind.rawValue) }

    private func mark(_ line: Line, kind: UInt8) throws {
        marks.beginTuple(fields: 11)
        marks.append(period)
        marks.append(char: kind)
        marks.append(char: line.bucket.rawValue)
        marks.append(line.source)
        marks.append(line.content)
        marks.append(line.creator)
        marks.append(line.seller)
        marks.append(text: line.currency.code)
        marks.append(bool: line.payable)
        marks.append(line.holdFrom)
        marks.append(line.soldAt)
        if marks.byteCount >= 32 * 1024 { try markSpool.take(&marks) }
    }

    /// Sends what is left, and keeps the lines that are still to come, so that whoever writes can go on to other books.
    func keepTheRest() throws {
        try pass()
        send = nil
    }

    private func pass() throws {
        guard let send else { return try kept.take(&encoder) }
        if encoder.byteCount > 0 { try send(encoder.takeBytes()) }
    }

    /// Sends or keeps what is left; nothing more is taken after that.
    func flush() throws {
        try pass()
        try markSpool.take(&marks)
        try exceptions.flush()
        try particulars.flush()
    }
}
