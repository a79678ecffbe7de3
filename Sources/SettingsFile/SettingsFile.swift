public import YAMLFile

/// Reads the settings file, `Jobs/remit.yaml` or `/etc/remit/remit.yaml`, as strictly as the policy.
///
/// A key that is not known, a wrong type or an account that cannot be one is a `YAMLFileError` with file and line.
public enum SettingsFile {
    /// Reads and checks the settings in a file; one that holds nothing but comments sets nothing.
    ///
    /// - Parameter path: The file, taken relative to the current folder unless it is absolute.
    /// - Throws: `YAMLFileError` if the file cannot be read, is not UTF-8, or holds no valid settings.
    public static func read(path: String) throws(YAMLFileError) -> Settings {
        try parse(try FileText.read(path, kind: "settings file"), name: path)
    }

    /// Checks the settings in a text.
    ///
    /// - Parameters:
    ///   - text: The YAML.
    ///   - name: What errors call the text: its path. Relative paths in it start from its folder.
    /// - Throws: `YAMLFileError` if the text holds no valid settings.
    public static func parse(_ text: String, name: String) throws(YAMLFileError) -> Settings {
        guard let root = try Document(text: text, file: name).root() else { return Settings() }
        return try SettingsReader(root: root, folder: folder(of: name)).settings()
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
