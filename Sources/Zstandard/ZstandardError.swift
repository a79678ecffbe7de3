/// What is wrong with a file of zstd frames, or with what was asked of libzstd.
///
/// A file that is too short, one with something behind its end, one whose content was altered and one whose table does
/// not say the truth are different faults: what to do next differs.
public enum ZstandardError: Error, Hashable, Sendable {
    /// The file cannot be opened or read.
    case unreadable(path: String, reason: String)
    /// The file does not begin as zstd data does.
    case notZstandard
    /// The file ends before its seek table does.
    case truncated(bytes: UInt64)
    /// There are bytes behind the seek table, with which the file should end.
    case trailing(bytes: UInt64)
    /// The frames are whole, but no seek table follows them.
    case noSeekTable
    /// The seek table contradicts itself, the file or a frame.
    case falseTable(String)
    /// A frame cannot be decompressed, or is not what was compressed.
    case damaged(frame: Int, reason: String)
    /// More would come out than is allowed: it may be made to fill memory or a disk.
    case tooLarge(String)
    /// libzstd refused a setting or failed.
    case failed(String)
}

extension ZstandardError: CustomStringConvertible {
    /// What is wrong, and what to do next.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "cannot read \"\(path)\": \(reason)"
        case .notZstandard: "it does not begin as zstd data does: this is another kind of file"
        case .truncated(let bytes):
            "it is cut off after \(bytes) bytes, before its seek table is complete; copy it again from where it is whole"
        case .trailing(let bytes):
            "\(bytes) bytes follow its seek table, which should end it; something was appended to it"
        case .noSeekTable:
            "its frames are whole, but no seek table follows them: it is cut off, or no writer of the seekable format made it"
        case .falseTable(let fault): "its seek table is false: \(fault)"
        case .damaged(let frame, let reason):
            "frame \(frame) is damaged: \(reason); copy the file again from where it is whole"
        case .tooLarge(let what): "\(what): it may be made to fill memory or a disk, and is not decompressed"
        case .failed(let reason): "libzstd failed: \(reason)"
        }
    }
}
