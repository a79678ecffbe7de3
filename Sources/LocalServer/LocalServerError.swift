/// Why a private server cannot be had.
public enum LocalServerError: Error, Hashable, Sendable {
    /// PostgreSQL's programs are in none of the folders.
    case programsMissing(looked: [String])
    /// A program ended with an error: its name, and the last of what it said.
    case failed(program: String, said: String)
    /// The server runs as root's unprivileged stand-in, and there is none.
    case userMissing(String)
    /// The folder cannot be used.
    case folder(String, reason: String)
}

extension LocalServerError: CustomStringConvertible {
    /// One sentence: what is wrong, and what to do next.
    public var description: String {
        switch self {
        case .programsMissing(let looked):
            "no PostgreSQL programs in \(looked.joined(separator: ", ")); run Jobs/quickstart, which fetches them, "
                + "or name a folder that holds initdb, pg_ctl and postgres in REMIT_POSTGRES_BIN"
        case .failed(let program, let said): "\(program) failed: \(said)"
        case .userMissing(let name):
            "PostgreSQL refuses to run as root and there is no user \"\(name)\"; make one, or run as another user"
        case .folder(let path, let reason): "cannot keep a server in \"\(path)\": \(reason)"
        }
    }
}
