import Settlement

/// The result of `remit payouts confirm`: how many lines did what.
struct ConfirmationReport: PrintedResult {
    let file: String
    let completed: Int
    let failed: Int
    let returned: Int
    let unknown: Int
    let repeated: Int

    init(_ effects: [ConfirmationEffect], file: String) {
        self.file = file
        func count(_ effect: ConfirmationEffect) -> Int { effects.count { $0 == effect } }
        completed = count(.completed)
        failed = count(.failed)
        returned = count(.returned)
        unknown = count(.unknown)
        repeated = count(.repeated)
    }

    var sentences: [String] {
        let counts = [
            (completed, "completed"), (failed, "failed"), (returned, "returned"), (unknown, "unknown"),
            (repeated, "known before"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return ["\(file): " + (counts.isEmpty ? "no lines, nothing to do" : counts.joined(separator: ", "))]
    }
}
