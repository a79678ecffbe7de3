internal import Foundation
internal import Testing

/// What a test needs is not there.
public enum NotRun {
    /// What is missing, where everything must run.
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    /// Ends the test that runs: it is cancelled and says so or, with `REMIT_NEEDS_SERVER`, which `Jobs/test` sets, fails.
    public static func because(_ reason: String) throws -> Never {
        let isNeeded = ProcessInfo.processInfo.environment["REMIT_NEEDS_SERVER"] != nil
        guard !isNeeded, Test.current != nil else { throw Missing(description: reason) }
        try Test.cancel("NOT RUN: \(reason)")
    }
}
