/// Where the bytes of a member come from.
public enum MemberContent {
    /// From memory.
    case bytes([UInt8])
    /// From a file.
    case file(String)
    /// From a closure that hands them over piece by piece; they go through a temporary file without a name where there are
    /// many, since a tar says how many before the first.
    case pieces((_ write: ([UInt8]) throws -> Void) throws -> Void)
}
