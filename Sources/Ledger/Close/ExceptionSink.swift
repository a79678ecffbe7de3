internal import PostgresClient
internal import Settlement

/// Takes the exceptions that one thread of a close finds (R12), and counts those that stay open.
final class ExceptionSink {
    private let period: Day
    private var encoder = CopyEncoder(capacity: 64 * 1024)
    /// Rows of book `exceptions`, encoded.
    let spool = Spool()
    /// How many are errors, which stay open.
    private(set) var errors = 0

    init(period: Period) {
        self.period = period.firstDay
    }

    /// Takes an exception.
    func take(_ exception: SettlementException) throws {
        if !exception.code.isWarning { errors += 1 }
        encoder.beginTuple(fields: 7)
        encoder.append(period)
        encoder.append(text: exception.code.rawValue)
        encoder.append(text: exception.table.rawValue)
        encoder.append(Optional(exception.row))
        encoder.append(text: exception.code.isWarning ? "warning" : "error")
        encoder.append(bool: exception.code.staysOpen)
        encoder.append(text: exception.message)
        if encoder.byteCount >= 32 * 1024 { try spool.take(&encoder) }
    }

    /// Spools what is left; nothing more is taken after that.
    func flush() throws { try spool.take(&encoder) }
}

extension Spool {
    /// Moves what an encoder holds to the spool.
    func take(_ encoder: inout CopyEncoder) throws {
        guard encoder.byteCount > 0 else { return }
        let bytes = encoder.takeBytes()
        try append { $0.append(contentsOf: bytes) }
    }
}
