/// Why a demo cannot be made, served or taken away.
public enum DemoError: Error, Hashable, Sendable {
    /// The folder holds files that no demo put there.
    case notOurs(folder: String)
    /// The folder holds no demo, or one that was never finished.
    case noDemo(folder: String)
    /// Another demo is being made in the folder.
    case busy(folder: String)
    /// The folder or a file in it cannot be written.
    case cannotWrite(path: String, reason: String)
}

extension DemoError: CustomStringConvertible {
    /// One sentence: what is wrong, and what to do next.
    public var description: String {
        switch self {
        case .notOurs(let folder):
            "\"\(folder)\" holds files that are not a demo's; name an empty or new folder with --folder"
        case .noDemo(let folder): "there is no demo in \"\(folder)\"; `remit demo` makes one"
        case .busy(let folder):
            "another demo is being made in \"\(folder)\"; wait for it, or name another folder with --folder"
        case .cannotWrite(let path, let reason):
            "cannot write \"\(path)\": \(reason.hasSuffix(".") ? String(reason.dropLast()) : reason); name another folder with --folder"
        }
    }
}
