public import Settlement

/// Why the ledger refuses to go on.
public enum LedgerError: Error, Sendable {
    /// Schema `settlement` is not there.
    case schemaMissing
    /// The schema is older than this engine.
    case schemaOlder(found: Int, needed: Int)
    /// The schema was made by a newer engine.
    case schemaNewer(found: Int, known: Int)
    /// Tables or columns of the platform's are missing, or of types that cannot be read: a phrase each.
    case platform([String])
    /// The server does not know the policy's time zone.
    case timezoneUnknown(String)
    /// The server would take the name of the policy's time zone for an abbreviation, which has no summer time.
    case timezoneAbbreviated(String)
    /// Another close is running.
    case busy
    /// The period has not ended yet.
    case notEnded(Period, ends: Instant)
    /// Another period is the next to close.
    case outOfOrder(Period, next: Period)
    /// `--strict`, and errors would stay open.
    case openExceptions(Period, count: Int)
    /// The policy is not what closed months were closed under.
    case policyChanged(PolicyConflict)
    /// The clock was set, where somebody's policy requires approval.
    case clockGiven(ApprovalBasis)
    /// The close's own checks found a difference (R13): what, and the offending rows.
    case inconsistent(String)
    /// The closed books hold what no close writes.
    case damaged(String)
    /// The period asked for is not closed (or not drafted).
    case notClosed(Period)
    /// Nothing by that id is known.
    case notFound(String)
    /// A simulation under a policy that has other months than the books.
    case incomparable(String)
    /// What was asked for by hand is refused: a sentence that says why, and what to do next.
    case refused(String)
    /// A file is refused whole: what it is called, and a phrase for each bad line, with file and line.
    case fileRefused(name: String, faults: [String])
    /// Amounts left their width, or were otherwise not to be computed with (R1.1).
    case arithmetic(String)
}

extension LedgerError: CustomStringConvertible {
    /// One sentence: what is wrong, and what to do next.
    public var description: String {
        switch self {
        case .schemaMissing: "schema \"settlement\" is not there; run `remit migrate` first"
        case .schemaOlder(let found, let needed):
            "schema \"settlement\" is at version \(found), this engine needs \(needed); run `remit migrate`"
        case .schemaNewer(let found, let known):
            "schema \"settlement\" is at version \(found), this engine knows \(known); install the newer remit"
        case .timezoneUnknown(let name):
            "the policy's time zone \"\(name)\" is not known to the server; use a name such as \"Asia/Phnom_Penh\""
        case .timezoneAbbreviated(let name):
            "the policy's time zone \"\(name)\" is also an abbreviation, which the server takes for a time without summer time; "
                + "name a place, such as \"Europe/Berlin\""
        case .platform(let faults):
            "the platform's tables are not as remit reads them: \(faults.joined(separator: "; ")). "
                + "Change them, or let views of these names show them so"
        case .busy: "another close is running; nothing was changed: try again when it is done"
        case .notEnded(let period, let ends):
            "\(period) has not ended yet (it ends at \(ends.text)); preview it with --draft, or close it then"
        case .outOfOrder(let period, let next): "\(period) is not the next period to close: that is \(next)"
        case .openExceptions(let period, let count):
            "\(count) row\(count == 1 ? "" : "s") of \(period) would stay open and --strict was asked for; nothing was changed. "
                + "See `remit close --draft` and `remit export exceptions`"
        case .policyChanged(let conflict): conflict.description
        case .clockGiven(let basis): "REMIT_NOW is refused where \(basis.requirer) requires approval; unset it"
        case .inconsistent(let what): "the close checked itself and found a difference; nothing was changed: \(what)"
        case .damaged(let what): "the books are damaged: \(what); nothing was changed: see what `remit verify` finds"
        case .notClosed(let period): "\(period) is not closed"
        case .notFound(let what), .incomparable(let what), .refused(let what): what
        case .fileRefused(let name, let faults):
            "\(name) is refused whole, and nothing was changed; mend \(faults.count == 1 ? "this" : "these \(faults.count)") and try again:\n"
                + faults.joined(separator: "\n")
        case .arithmetic(let what): "\(what); the close is refused and nothing was changed"
        }
    }
}

extension Instant {
    /// The instant as ISO 8601 in UTC, to the second: `2026-01-31T17:00:00Z`.
    public var text: String {
        let seconds = microseconds >= 0 ? microseconds / 1_000_000 : (microseconds - 999_999) / 1_000_000
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let rest = Int(seconds - days * 86_400)
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(Day(number: Int32(days)))T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
    }
}
