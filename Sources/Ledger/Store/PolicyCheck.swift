internal import Settlement

extension PeriodStore {
    /// Refuses a policy under which a closed month would now have other terms (R3).
    ///
    /// - Throws: ``LedgerError/policyChanged(_:)``, which says what is not what it was.
    func check(_ policy: Policy, parsing parse: (String) throws -> Policy) throws {
        let texts = try policies()
        var parsed: [String: Policy] = [:]
        for period in try closed() {
            if parsed[period.policyHash] == nil {
                guard let text = texts[period.policyHash] else {
                    throw LedgerError.inconsistent("the policy of \(period.period) is missing from settlement.policies")
                }
                parsed[period.policyHash] = try parse(text)
            }
            guard let then = parsed[period.policyHash] else { continue }
            do throws(PolicyConflict) {
                try policy.checkUnchanged(since: then, for: period.period)
            } catch {
                throw LedgerError.policyChanged(error)
            }
        }
    }
}
