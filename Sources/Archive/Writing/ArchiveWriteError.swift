/// Why an archive is not written.
public enum ArchiveWriteError: Error, Hashable, Sendable {
    /// A file cannot be written.
    case cannotWrite(String, reason: String)
    /// Another run is writing the same archive.
    case busy(String)
    /// A different archive has its place.
    case exists(String, difference: String)
    /// A member cannot have its name, or has one that is taken.
    case member(String)
    /// The file of a member cannot be read.
    case cannotRead(String, reason: String)
}

extension ArchiveWriteError: CustomStringConvertible {
    /// What is wrong, and what to do next.
    public var description: String {
        switch self {
        case .cannotWrite(let path, let reason): "cannot write \"\(path)\": \(reason)"
        case .busy(let path): "another run is writing \"\(path)\"; run it again when that has ended"
        case .exists(let path, let difference):
            "\"\(path)\" is there and is another archive: \(difference); choose another --out, or --replace it"
        case .member(let reason): "the archive cannot be made: \(reason)"
        case .cannotRead(let path, let reason): "cannot read \"\(path)\": \(reason)"
        }
    }
}
