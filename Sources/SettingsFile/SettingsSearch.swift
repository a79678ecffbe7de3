internal import YAMLFile

/// Where the settings are looked for: the first of three places that is there.
///
/// A file that `REMIT_CONFIG` names is the one that is meant. Where there is none at all, nothing is set.
public struct SettingsSearch: Hashable, Sendable {
    /// The file that the environment's `REMIT_CONFIG` names; an empty one names none.
    public var variable: String?
    /// The current folder, which relative paths start from.
    public var folder: String
    /// The machine's own settings.
    public var system: String

    /// A search.
    ///
    /// - Parameters:
    ///   - environment: The environment of the process.
    ///   - folder: The current folder.
    ///   - system: The machine's own settings.
    public init(environment: [String: String], folder: String, system: String = "/etc/remit/remit.yaml") {
        variable = environment["REMIT_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
        self.folder = folder
        self.system = system
    }

    /// The absolute path of the settings file; nil if there is none.
    ///
    /// - Throws: ``SettingsSearchError`` if the file that was named does not exist.
    public func path() throws(SettingsSearchError) -> String? {
        if let variable {
            let path = FileText.absolute(variable, in: folder)
            guard FileText.isThere(path) else { throw SettingsSearchError(path: path) }
            return path
        }
        return [FileText.absolute("Jobs/remit.yaml", in: folder), system].first(where: FileText.isThere)
    }
}

/// The settings file that was named does not exist; the command line ends with exit code 78.
public struct SettingsSearchError: Error, Hashable, Sendable {
    /// The file.
    public let path: String

    /// A file that is missing.
    public init(path: String) {
        self.path = path
    }
}

extension SettingsSearchError: CustomStringConvertible {
    /// One sentence: what was looked for, and what to do.
    public var description: String {
        "the settings file \"\(path)\" that REMIT_CONFIG names does not exist; name one that does, or unset it"
    }
}
