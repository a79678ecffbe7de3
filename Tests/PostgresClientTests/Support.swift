import PostgresClient
import TestServer

extension TestDatabase {
    /// A connection of the client that is tested.
    func connect(as name: String = "remit", interruption: Interruption? = nil) throws -> Connection {
        try Connection(ConnectionParameters(url, applicationName: name), interruption: interruption)
    }
}

/// The error that something ends with, if it is one of the client's.
func failure(of body: () throws -> Void) -> PostgresError? {
    do {
        try body()
        return nil
    } catch {
        return error as? PostgresError
    }
}
