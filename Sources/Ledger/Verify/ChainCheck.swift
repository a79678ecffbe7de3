internal import Crypto
internal import PostgresClient
internal import Settlement

/// A period's place among the others: no gap, the chain of roots, the policy, and the bounds of the month (R2, R3).
struct ChainCheck {
    let connection: Connection
    let parsePolicy: (String) throws -> Policy
    /// All closed periods, in order.
    let records: [PeriodRecord]

    /// What is wrong with the period at a place, and its policy if that can be read.
    func findings(at index: Int) throws -> (findings: [Finding], policy: Policy?) {
        let record = records[index]
        let previous = index > 0 ? records[index - 1] : nil
        var findings = order(of: record, after: previous)
        let (policy, damage) = policy(of: record)
        findings += damage
        if let policy {
            findings += try bounds(of: record, policy)
            findings += conflicts(of: policy, at: index)
            if previous == nil, record.period != policy.genesis {
                findings.append(
                    finding(
                        record, "the books do not begin with genesis (R2.2)", "first period", policy.genesis,
                        record.period))
            }
        }
        return (findings, policy)
    }

    private func finding(
        _ record: PeriodRecord, _ what: String, _ column: String, _ expected: some CustomStringConvertible,
        _ found: some CustomStringConvertible
    ) -> Finding {
        Finding(
            record.period, what, at: "settlement.periods, \(column)", expected: expected.description,
            found: found.description)
    }

    private func order(of record: PeriodRecord, after previous: PeriodRecord?) -> [Finding] {
        var findings: [Finding] = []
        if let previous, record.period != previous.period.next {
            findings.append(
                finding(record, "a period is missing (R2.2)", "period", previous.period.next, record.period))
        }
        if record.previousRoot != previous?.root {
            findings.append(
                finding(
                    record, "the period does not continue the chain of roots", "previous_root",
                    previous.map { hexadecimal($0.root) } ?? "nothing",
                    record.previousRoot.map(hexadecimal) ?? "nothing"))
        }
        if record.clock < record.endsAt {
            findings.append(
                finding(
                    record, "the period was closed before it had ended (R2.2)", "clock",
                    "\(record.endsAt.text) or later", record.clock.text))
        }
        return findings
    }

    private func bounds(of record: PeriodRecord, _ policy: Policy) throws -> [Finding] {
        let calendar = CalendarLoader(connection: connection, policy: policy)
        try calendar.checkTimezone()
        let columns = [
            ("starts_at", try calendar.start(of: record.period.firstDay), record.startsAt),
            ("ends_at", try calendar.start(of: record.period.next.firstDay), record.endsAt),
        ]
        return columns.filter { $0.1 != $0.2 }.map { column, expected, found in
            finding(
                record, "a bound is not where the month's is in the policy's time zone (R2.1)", column, expected.text,
                found.text)
        }
    }
}

// MARK: - The policy

extension ChainCheck {
    private func policy(of record: PeriodRecord) -> (Policy?, [Finding]) {
        let place = "settlement.policies, \(record.policyHash.prefix(12))"
        guard let text = record.policyText else {
            let missing = Finding(
                record.period, "the policy is missing", at: place, expected: "its text", found: "nothing")
            return (nil, [missing])
        }
        let hash = SHA256.hash(data: Array(text.utf8)).hex
        guard hash == record.policyHash else {
            let changed = Finding(
                record.period, "the policy's text was changed (R3)", at: place,
                expected: "SHA-256 \(record.policyHash)",
                found: "SHA-256 \(hash)")
            return (nil, [changed])
        }
        do { return (try parsePolicy(text), []) } catch {
            let unreadable = Finding(
                record.period, "the policy cannot be read any more", at: place, expected: "a policy", found: "\(error)")
            return (nil, [unreadable])
        }
    }

    /// Where the policy says otherwise of an earlier closed month than that month's own (R3).
    private func conflicts(of policy: Policy, at index: Int) -> [Finding] {
        var known: [String: Policy] = [:]
        return records[..<index].compactMap { earlier in
            guard earlier.policyHash != records[index].policyHash, let text = earlier.policyText,
                let then = known[earlier.policyHash] ?? (try? parsePolicy(text))
            else { return nil }
            known[earlier.policyHash] = then
            do throws(PolicyConflict) {
                try policy.checkUnchanged(since: then, for: earlier.period)
                return nil
            } catch {
                return finding(
                    records[index], "the policy differs from that of a month closed before (R3)", "policy_hash",
                    "the terms of \(earlier.period)", "\(error)")
            }
        }
    }
}
