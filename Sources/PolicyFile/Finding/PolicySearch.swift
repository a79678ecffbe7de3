internal import YAMLFile

/// Where the policy is looked for: the first of four places that is there.
///
/// A file that was named, by `--policy` or by `REMIT_POLICY`, is the one that is meant: if it does not exist nothing
/// else is tried, because a month must not close under terms that nobody asked for.
public struct PolicySearch: Hashable, Sendable {
    /// The file that `--policy` names.
    public var option: String?
    /// The file that the environment's `REMIT_POLICY` names; an empty one names none.
    public var variable: String?
    /// The current folder, which relative paths start from.
    public var folder: String
    /// The machine's own policy.
    public var system: String

    /// A search.
    ///
    /// - Parameters:
    ///   - option: What `--policy` names, if it was given.
    ///   - environment: The environment of the process.
    ///   - folder: The current folder.
    ///   - system: The machine's own policy.
    public init(
        option: String?, environment: [String: String], folder: String, system: String = "/etc/remit/policy.yaml"
    ) {
        self.option = option
        variable = environment["REMIT_POLICY"].flatMap { $0.isEmpty ? nil : $0 }
        self.folder = folder
        self.system = system
    }

    /// The absolute path of the policy file.
    ///
    /// - Throws: ``PolicySearchError`` if a file that was named does not exist, or if there is none anywhere.
    public func path() throws(PolicySearchError) -> String {
        if let option { return try named(option, by: "--policy") }
        if let variable { return try named(variable, by: "REMIT_POLICY") }
        let places = [absolute("Jobs/policy.yaml"), system]
        guard let found = places.first(where: exists) else { throw .nowhere(places: places) }
        return found
    }

    private func named(_ name: String, by source: String) throws(PolicySearchError) -> String {
        let path = absolute(name)
        guard exists(path) else { throw .missing(path: path, source: source) }
        return path
    }

    private func absolute(_ path: String) -> String { FileText.absolute(path, in: folder) }

    private func exists(_ path: String) -> Bool { FileText.isThere(path) }
}

/// Why no policy was found; the command line ends with exit code 78.
public enum PolicySearchError: Error, Hashable, Sendable {
    /// A file that was named does not exist.
    case missing(path: String, source: String)
    /// None was named, and the usual places have none.
    case nowhere(places: [String])
}

extension PolicySearchError: CustomStringConvertible {
    /// One sentence: what was looked for, and how to get a policy.
    public var description: String {
        switch self {
        case .missing(let path, let source):
            "the policy file \"\(path)\" that \(source) names does not exist; name one that does "
                + "(\"remit policy default\" prints one to start from)"
        case .nowhere(let places):
            "there is no policy file: neither --policy nor REMIT_POLICY names one, and there is no "
                + places.map { "\"\($0)\"" }.joined(separator: " and no ")
                + "; \"remit policy default\" prints one to start from"
        }
    }
}
