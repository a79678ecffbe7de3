import Foundation
import SettingsFile

/// Which settings apply.
enum SettingsChoice {
    /// Reads the settings: of the file that `REMIT_CONFIG` names, else of `Jobs/remit.yaml`, else of the machine's own;
    /// nothing is set where there is none.
    static func load() throws -> Settings {
        let search = SettingsSearch(
            environment: ProcessInfo.processInfo.environment, folder: FileManager.default.currentDirectoryPath)
        guard let path = try search.path() else { return Settings() }
        return try SettingsFile.read(path: path)
    }
}
