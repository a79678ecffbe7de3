internal import Ledger
internal import Money
internal import Settlement

/// What a creator earned in one currency, by bucket and kind: the sums of the lines, compared with what the close
/// summed itself (R10, R13).
struct TotalsSteps {
    let currency: Currency
    let lines: [Line]
    let totals: [CreatorFacts.Total]

    func entries() throws -> [Entry] {
        let kinds = try groups.flatMap { group in
            try LongSum("R10", "creator parts, \(group.name)", of: group.lines.map(\.creatorPart)).entries
        }
        return try [table()] + kinds + sums(payable: true) + sums(payable: false) + verdict()
    }

    private func table() throws -> Entry {
        let kinds = try groups.map { group in
            [group.bucket.name, group.kind.name, yes(group.payable), "\(group.lines.count)"]
                + (try group.amounts.map(decimal))
        }
        let buckets = try BucketTotal.all(of: totals).map { total in
            [total.bucket.name, "all", yes(total.payable), "\(total.lines)"] + (try total.amounts.map(decimal))
        }
        return .table(
            Table(
                texts: ["bucket", "kind", "payable"],
                numbers: ["lines", "gross", "processing", "platform", "creator"], rows: kinds + buckets))
    }

    private func yes(_ flag: Bool) -> String { flag ? "yes" : "no" }

    private func decimal(_ cents: Int64) -> String { Money.decimal(cents, exponent: currency.exponent ?? 0) }

    /// From the kinds to the buckets, and from the buckets to everything.
    private func sums(payable: Bool) throws -> [Entry] {
        let name = payable ? "payable" : "not payable (R6)"
        var entries: [Entry] = []
        var sums: [Int64] = []
        for bucket in Bucket.allCases {
            let parts = try groups.filter { $0.bucket == bucket && $0.payable == payable }.map { try $0.creatorPart }
            guard !parts.isEmpty else { continue }
            sums.append(try parts.summed())
            entries += try LongSum("R10", "\(bucket.name), \(name)", of: parts).entries
        }
        return sums.isEmpty ? [] : try entries + LongSum("R10", "earned in \(currency), \(name)", of: sums).entries
    }

    /// Whether the close's own sums are those of the lines.
    private func verdict() throws -> [Entry] {
        let kept = try Set(BucketTotal.all(of: totals).map { total in try total.key })
        let found = try Set(BucketTotal.all(of: groups).map { total in try total.key })
        return kept == found
            ? [] : [.note("R13 the totals that the close wrote are not the sums of the lines: books were changed")]
    }
}

// MARK: - What is summed

extension TotalsSteps {
    /// Lines of one bucket and kind, payable or not.
    private struct Group {
        let bucket: Bucket
        let kind: LineKind
        let payable: Bool
        let lines: [Line]

        var name: String { "\(bucket.name), \(kind.name), \(payable ? "payable" : "not payable")" }

        var creatorPart: Int64 { get throws { try lines.map(\.creatorPart).summed() } }

        /// Gross, processing, platform and creator part.
        var amounts: [Int64] {
            get throws {
                let parts = lines.map { [$0.gross, $0.processing, $0.platform, $0.creatorPart] }
                return try (0..<4).map { index in try parts.map { $0[index] }.summed() }
            }
        }
    }

    private var groups: [Group] {
        var groups: [Group] = []
        for bucket in Bucket.allCases {
            for kind in LineKind.allCases {
                for payable in [true, false] {
                    let own = lines.filter { $0.bucket == bucket && $0.kind == kind && $0.payable == payable }
                    if !own.isEmpty { groups.append(Group(bucket: bucket, kind: kind, payable: payable, lines: own)) }
                }
            }
        }
        return groups
    }

    /// What a bucket sums to, payable or not.
    private struct BucketTotal {
        let bucket: Bucket
        let payable: Bool
        let lines: Int64
        private let parts: [[Int64]]

        var amounts: [Int64] {
            get throws { try (0..<4).map { index in try parts.map { $0[index] }.summed() } }
        }

        /// What two totals of a bucket must agree in.
        var key: [Int64] { get throws { try [Int64(bucket.rawValue), payable ? 1 : 0, lines] + amounts } }

        /// The totals that the close wrote, over the days that they are held from.
        static func all(of totals: [CreatorFacts.Total]) -> [BucketTotal] {
            all { bucket, payable in
                totals.filter { $0.bucket == bucket && $0.payable == payable }.map { ($0.lines, $0.amounts) }
            }
        }

        /// The same of the lines.
        static func all(of groups: [Group]) throws -> [BucketTotal] {
            try all { bucket, payable in
                try groups.filter { $0.bucket == bucket && $0.payable == payable }
                    .map { (Int64($0.lines.count), try $0.amounts) }
            }
        }

        private static func all(
            _ parts: (Bucket, Bool) throws -> [(lines: Int64, amounts: [Int64])]
        ) rethrows -> [BucketTotal] {
            var totals: [BucketTotal] = []
            for bucket in Bucket.allCases {
                for payable in [true, false] {
                    let own = try parts(bucket, payable)
                    guard !own.isEmpty else { continue }
                    totals.append(
                        BucketTotal(
                            bucket: bucket, payable: payable, lines: own.map(\.lines).reduce(0, +),
                            parts: own.map(\.amounts)))
                }
            }
            return totals
        }
    }
}
