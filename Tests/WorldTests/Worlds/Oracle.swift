import Foundation
import LocalServer
import TestServer

/// The independent implementation in `Tests/oracle`, which grows worlds and says what must come of them.
enum Oracle {
    /// What the oracle said instead of growing worlds.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// A Python that has what the oracle needs: `REMIT_PYTHON`, the one that `Jobs/test` installs, or `python3`.
    static let python: String? = {
        let environment = ProcessInfo.processInfo.environment
        let fetched = ServerPrograms.cache(environment: environment).appending(path: "python/bin/python").path
        let candidates = environment["REMIT_PYTHON"].map { [$0] } ?? [fetched, "/usr/bin/python3"]
        return candidates.first { candidate in
            FileManager.default.isExecutableFile(atPath: candidate)
                && (try? Shell.run(candidate, ["-c", "import yaml"]).status) == 0
        }
    }()

    /// Why the worlds were not played, where they cannot be grown.
    static let missing = """
        NOT RUN: there is no Python with PyYAML to grow worlds with; run Jobs/test, which installs one, or name one in \
        REMIT_PYTHON, or a batch file in REMIT_WORLD_FILE
        """

    /// Grows the worlds of some seeds into a file, with payouts between their closes.
    static func grow(_ seeds: ClosedRange<Int>, into file: URL) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../oracle").standardized
        let arguments = [
            "-m", "oracle", "batch", "--payouts", "--from", "\(seeds.lowerBound)", "--to", "\(seeds.upperBound)",
            "--out", file.path,
        ]
        let result = try Shell.run(python ?? "python3", arguments, folder: folder)
        guard result.status == 0 else { throw Failure(description: "the oracle failed: \(result.errors)") }
    }
}
