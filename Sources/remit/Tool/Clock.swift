import Foundation
import Ledger
import PolicyFile
import PostgresClient
import Settlement

/// The clock, read once; `REMIT_NOW` stands in for it where nobody's policy requires approval.
enum Clock {
    /// The time, for work on a ledger.
    ///
    /// - Parameters:
    ///   - policy: The policy at hand; nil where the command has none, and only what the books kept decides.
    ///   - connect: Opens a connection to the ledger, which is asked where the clock is set.
    static func now(under policy: Policy? = nil, over connect: @autoclosure () throws -> Connection) throws -> Instant {
        guard let given else { return real }
        let now = try instant(given)
        try GivenClock(connection: try connect(), parsePolicy: PolicyFile.ofClosedMonth).check(under: policy)
        return now
    }

    /// The time, for a sample whose ledger is made along with it.
    static func nowForSample() throws -> Instant { try given.map(instant) ?? real }

    private static var given: String? { ProcessInfo.processInfo.environment["REMIT_NOW"] }

    private static var real: Instant { Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) }

    private static func instant(_ text: String) throws -> Instant {
        guard let date = try? Date(text, strategy: .iso8601) else {
            throw ToolError(
                "REMIT_NOW is \"\(text)\"; give a time such as 2026-02-01T09:00:00Z", status: ExitStatus.usage)
        }
        return Instant(microseconds: Int64(date.timeIntervalSince1970) * 1_000_000)
    }
}
