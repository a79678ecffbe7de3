import PostgresClient
import TestServer

extension TestDatabase {
    /// A connection of the client that is tested.
    func connect(as name: String = "remit", interruption: Interruption? = nil) throws -> Connection {
        try Connection(ConnectionParameters(url, applicationName: name), interruption: interruption)
    }
}

/// A database for tests that make nothing in it; the same for all of them.
enum SharedDatabase {
    private static let database = Result { try TestDatabase() }

    static func connect() throws -> Connection { try database.get().connect() }
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
