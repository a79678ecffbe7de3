import PostgresClient
import Testing

@Suite("Where to connect")
struct ConnectionParametersTests {
    @Test(
        "a string that is none is refused without being repeated, since a password may stand in it",
        arguments: [
            "mysql://u:secret@h/d", "postgresql://u:secret@[::1/d", "host=h password=secret nonsense=1",
            "host='h password=secret",
        ])
    func refused(text: String) throws {
        let error = #expect(throws: PostgresError.self) { try ConnectionParameters(text) }
        let failure = try #require(error)
        #expect(failure.kind == .invalidParameters)
        #expect(!"\(failure)".contains("secret") && !failure.debugDescription.contains("secret"))
        #expect("\(failure)".hasPrefix("the connection string cannot be read: "))
        #expect(!failure.isOutOfReach)
    }

    @Test(
        "shows all but the password",
        arguments: [
            ("postgresql://u:secret@h:5433/d", "host=h port=5433 dbname=d user=u"),
            ("host=h dbname=d user=u password=secret", "host=h dbname=d user=u"),
            ("books", "dbname=books"), ("", "libpq's defaults"),
        ])
    func shown(text: String, description: String) throws {
        let parameters = try ConnectionParameters(text)
        #expect("\(parameters)" == description)
        var dumped = ""
        dump(parameters, to: &dumped)
        #expect(!dumped.contains("secret"))
    }
}
