import CLibPQ
import Glibc

/// Where to connect: a connection string, and libpq's own conventions for what it leaves open.
///
/// What the string does not say comes from the `PG*` variables, a service file, `.pgpass` and libpq's defaults.
/// Start-up `options` are never sent, because connection poolers refuse them.
public struct ConnectionParameters: Sendable {
    private let target: String?
    private let applicationName: String

    /// Parameters from a URL (`postgresql://…`), a list (`host=… dbname=…`) or the name of a database.
    ///
    /// - Parameters:
    ///   - target: what `--database` or `DATABASE_URL` gave; nil or empty leaves everything to libpq.
    ///   - applicationName: what `pg_stat_activity` shows.
    /// - Throws: ``PostgresError/Kind/invalidParameters`` if the string cannot be read. The error does not repeat the
    ///   string, since a password may stand in it. Whether a server is there is not asked yet.
    public init(_ target: String? = nil, applicationName: String = "remit") throws(PostgresError) {
        let given = target ?? ""
        self.target = given.isEmpty ? nil : given
        self.applicationName = applicationName
        if let scheme = ConnectionParameters.foreignScheme(of: given) {
            throw PostgresError(.invalidParameters, "\"\(scheme)://\" is not PostgreSQL")
        }
        if given.contains("=") || given.contains("://") {
            _ = try ConnectionParameters.parse(given)
        }
    }

    /// Keywords and values as libpq takes them: what comes before `dbname` may be overruled by the string in it,
    /// what comes after may not.
    var keywords: [(key: String, value: String)] {
        var list = [
            // A dead network is noticed after two minutes rather than two hours; an idle server answers these itself.
            ("keepalives", "1"), ("keepalives_idle", "60"), ("keepalives_interval", "10"), ("keepalives_count", "6"),
        ]
        // A host that does not answer is given up before a scheduler loses patience.
        if unsafe getenv("PGCONNECT_TIMEOUT") == nil { list.append(("connect_timeout", "15")) }
        if let target { list.append(("dbname", target)) }
        // Text is decoded as UTF-8 and as nothing else.
        return list + [("application_name", applicationName), ("client_encoding", "UTF8")]
    }

    /// The scheme of a URL that is not PostgreSQL's. libpq would take such a URL for the name of a database, and the
    /// server would repeat it, password included.
    private static func foreignScheme(of target: String) -> Substring? {
        guard let range = target.firstRange(of: "://") else { return nil }
        let scheme = target[..<range.lowerBound]
        let isScheme = scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
        return isScheme && scheme != "postgresql" && scheme != "postgres" ? scheme : nil
    }

    private static func parse(_ target: String) throws(PostgresError) -> [String: String] {
        var message: UnsafeMutablePointer<CChar>?
        guard let options = unsafe PQconninfoParse(target, &message) else {
            defer { unsafe PQfreemem(message) }
            let text = unsafe message.map { unsafe String(cString: $0) } ?? "out of memory"
            throw PostgresError(.invalidParameters, LibpqText.phrase(LibpqText.withoutQuotes(text)))
        }
        defer { unsafe PQconninfoFree(options) }
        var values: [String: String] = [:]
        var option = unsafe options
        while let keyword = unsafe option.pointee.keyword {
            if let value = unsafe option.pointee.val {
                unsafe values[String(cString: keyword)] = unsafe String(cString: value)
            }
            unsafe option += 1
        }
        return values
    }
}

extension ConnectionParameters: CustomStringConvertible, CustomReflectable {
    /// What the string says of host, port, database and user, without the password: for logs and messages.
    public var description: String {
        guard let target else { return "libpq's defaults" }
        guard target.contains("=") || target.contains("://") else { return "dbname=\(target)" }
        let values = (try? ConnectionParameters.parse(target)) ?? [:]
        let shown = ["host", "hostaddr", "port", "dbname", "user", "service"]
        let parts = shown.compactMap { key in values[key].map { "\(key)=\($0)" } }
        return parts.isEmpty ? "libpq's defaults" : parts.joined(separator: " ")
    }

    /// Shows a debugger what ``description`` shows, and no password.
    public var customMirror: Mirror { Mirror(self, children: ["target": description]) }
}
