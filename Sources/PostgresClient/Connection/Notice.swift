import CLibPQ

/// What the server says without its being an error: a warning, a notice, a progress message.
public struct Notice: Hashable, Sendable {
    /// `WARNING`, `NOTICE`, `INFO`, `LOG` or `DEBUG`.
    public let severity: String
    /// The code, which warnings have too.
    public let sqlState: SQLState?
    /// The server's sentence.
    public let message: String
}

/// Receives a connection's notices in place of libpq, which would print them on stderr.
final class NoticeHandler: Sendable {
    private let receive: (@Sendable (Notice) -> Void)?

    init(_ receive: (@Sendable (Notice) -> Void)?) {
        self.receive = receive
    }

    /// Makes libpq call this handler; the connection keeps both, so neither outlives the other.
    func attach(to handle: OpaquePointer) {
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        _ = unsafe PQsetNoticeReceiver(
            handle,
            { context, result in
                guard let context = unsafe context, let result = unsafe result else { return }
                let handler = unsafe Unmanaged<NoticeHandler>.fromOpaque(context).takeUnretainedValue()
                handler.receive?(unsafe Notice(result))
            }, context)
    }
}

extension Notice {
    fileprivate init(_ result: OpaquePointer) {
        let fields = unsafe DiagnosticFields(result)
        severity = fields[DiagnosticFields.severity] ?? "NOTICE"
        sqlState = fields[DiagnosticFields.sqlState].map(SQLState.init)
        message = fields[DiagnosticFields.message] ?? ""
    }
}
