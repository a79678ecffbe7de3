/// The result of `remit demo serve`.
struct ServedDemo: PrintedResult {
    /// The URL of the demo's database.
    let database: String
    /// The demo's folder.
    let folder: String

    var sentences: [String] { [database] }
}

/// The result of `remit demo stop`, which leaves stdout to those who ask for JSON.
struct StoppedDemo: PrintedResult {
    /// The demo's folder.
    let folder: String
    /// Whether its server was running.
    let wasRunning: Bool

    var sentences: [String] { [] }
}

/// The result of `remit demo clean`, which leaves stdout to those who ask for JSON.
struct CleanedDemo: PrintedResult {
    /// The demo's folder.
    let folder: String
    /// Whether there was a demo in it.
    let wasThere: Bool

    var sentences: [String] { [] }
}
