/// What a command found or did, as it is printed on stdout: sentences, or with `--json` one object on one line.
///
/// In JSON, money is whole cents, roots and hashes are hexadecimal digits, times ISO 8601. A key that does not apply
/// is left out.
protocol PrintedResult: Encodable {
    /// The result in lines of text.
    var sentences: [String] { get }
}
