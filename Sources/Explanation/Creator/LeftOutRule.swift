internal import Settlement

/// Why engagement was left out, in words (R9.1).
enum LeftOutRule {
    /// The rule's name and what it means; nil for one that this engine does not know.
    static func name(_ rule: ExclusionRule?) -> String {
        guard let rule else { return "by a rule that this engine does not know" }
        return "\(rule.rawValue): \(meaning(rule))"
    }

    private static func meaning(_ rule: ExclusionRule) -> String {
        switch rule {
        case .engagementNegative: "a measure of the row is below 0"
        case .engagementPeriod: "the row's dates are not the first and the last day of the month"
        case .engagementImpossible: "more was done than the time allows, in the row or by its reader in the month"
        case .contentMissing: "the content was gone at the close"
        case .platformContent: "the content was the platform's own at the close"
        case .noOwner: "the content had no owner at the close"
        case .visibility: "the content was neither public nor paid at the close"
        case .ownContent: "the reader is the content's owner"
        case .viewerCap: "the reader's time exceeds the viewer cap; the rest of it counts"
        }
    }
}
