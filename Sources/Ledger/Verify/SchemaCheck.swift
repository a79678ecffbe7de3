package import PostgresClient
internal import Settlement

/// What the owner of the schema can do by DDL, which no trigger refuses: tables, partitions and functions, and the guards of
/// the platform's payouts, are compared with what `remit migrate` makes, as `schema.txt` lists it.
struct SchemaCheck {
    let connection: Connection
    /// All closed periods.
    let periods: [Period]

    /// The tables that are there once, beside the books.
    static let single = [
        "periods", "policies", "late_notes", "migrations", "payout_plans", "payout_runs", "payouts", "payout_refusals",
        "payout_batches", "payout_batch_rows", "payout_steps", "payees", "payout_key", "waivers", "reopenings",
        "taken_notes", "manual_files", "manual_entries",
    ]

    /// A table as it is named in the list, and what its period's month is there.
    struct Place {
        let table: String
        let label: String
        let period: Period?
        /// What a finding calls it.
        var name: String {
            label == "functions" ? "settlement" : label == "public.payouts" ? label : "settlement.\(table)"
        }

        /// A fact as the list has it, whatever the month.
        func general(_ fact: SchemaFacts.Fact) -> SchemaFacts.Fact {
            guard let period else { return fact }
            let value = fact.value.replacing("\(period.firstDay)", with: "PERIOD")
            return SchemaFacts.Fact(
                table: label, what: fact.what.replacing("\(period.firstDay)", with: "PERIOD"), value: value)
        }
    }

    private var places: [Place] {
        let parents = (Book.allCases.map(\.rawValue) + SchemaCheck.single).map {
            Place(table: $0, label: $0, period: nil)
        }
        return parents
            + periods.flatMap { period in
                Book.allCases.map {
                    Place(table: $0.partition(of: period), label: "\($0.rawValue)_PERIOD", period: period)
                }
            }
    }

    /// The facts of a database, as the list has them: what `schema.txt` is made of.
    func facts() throws -> [(place: Place, facts: [SchemaFacts.Fact])] {
        let read = try SchemaFacts(connection: connection, tables: places.map(\.table)).read()
        let byTable = Dictionary(grouping: read, by: \.table)
        // The guards of public.payouts may be left out whole (remit migrate --no-payout-guards), which is no damage.
        let others = ["functions", "public.payouts"].filter { $0 == "functions" || byTable[$0] != nil }
        return (places + others.map { Place(table: $0, label: $0, period: nil) }).map { place in
            (place, (byTable[place.table] ?? []).map(place.general))
        }
    }

    /// Compares everything, or of the partitions those of one period alone.
    ///
    /// - Returns: Whether the tables are such that the rules can rely on what is in them.
    func run(only period: Period?, _ report: (Finding) throws -> Void) throws -> Bool {
        var isReliable = true
        let expected = Dictionary(grouping: SchemaCheck.listed, by: \.table)
        for (place, facts) in try facts() where period == nil || place.period == nil || place.period == period {
            let missing = facts.isEmpty
            let known = expected[place.label] ?? []
            if missing {
                isReliable = false
                try report(
                    Finding(
                        place.period, "a table is missing", at: place.name, expected: "a table",
                        found: "nothing", next: .restore))
            } else {
                let differences = SchemaCheck.differences(known, facts)
                // Of something that is no table, or of another kind, nothing else is worth saying.
                let kind = differences.filter { $0.what == "kind" && $0.found?.hasPrefix($0.expected ?? "") == false }
                for difference in kind.isEmpty ? differences : kind {
                    isReliable = isReliable && !difference.isOfRows
                    try report(finding(difference, at: place))
                }
            }
        }
        try migrations(report)
        return isReliable
    }

    /// What the list says and what the server says of something; nil for nothing.
    private struct Difference {
        let what: String
        let expected: String?
        let found: String?

        /// Whether rows may now be there, or look, as they could not before.
        var isOfRows: Bool {
            ["kind", "column ", "constraint ", "partition ", "child"].contains { what.hasPrefix($0) }
        }
    }

    private func finding(_ difference: Difference, at place: Place) -> Finding {
        func specific(_ text: String) -> String {
            place.period.map { text.replacing("PERIOD", with: "\($0.firstDay)") } ?? text
        }
        return Finding(
            place.period, "a definition is not what remit migrate made",
            at: "\(place.name), \(specific(difference.what))",
            expected: difference.expected.map(specific) ?? "nothing",
            found: difference.found.map(specific) ?? "nothing",
            next: .redefine)
    }

    /// What is missing, there too much, or different; indexes and functions may be added.
    private static func differences(
        _ expected: [SchemaFacts.Fact], _ found: [SchemaFacts.Fact]
    ) -> [Difference] {
        func values(_ facts: [SchemaFacts.Fact]) -> [String: String] {
            Dictionary(grouping: facts, by: \.what).mapValues { $0.map(\.value).sorted().joined(separator: "; ") }
        }
        let (expected, found) = (values(expected), values(found))
        let additions = found.keys.filter { what in
            expected[what] == nil && !what.hasPrefix("index ") && !what.hasPrefix("function ")
        }
        return Set(expected.keys).union(additions).sorted().filter { expected[$0] != found[$0] }.map { what in
            Difference(what: what, expected: expected[what], found: found[what])
        }
    }
}

// MARK: - The list

extension SchemaCheck {
    /// The facts of a fresh database with one closed period, a line each, parted by tabs.
    static let listed: [SchemaFacts.Fact] = String(decoding: PackageResources.schema_txt, as: UTF8.self)
        .split(separator: "\n").map { line in
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return SchemaFacts.Fact(table: parts[0], what: parts[1], value: parts[2])
        }

    /// The steps that the database went through are those that this engine knows.
    private func migrations(_ report: (Finding) throws -> Void) throws {
        let rows = try connection.query(
            "SELECT number::int8, checksum FROM settlement.migrations", doing: "reading the migrations"
        ) { (try $0[0].int64(), try $0[1].text()) }
        let done = Dictionary(rows) { first, _ in first }
        for step in Migration.all where done[Int64(step.number)] != step.checksum {
            try report(
                Finding(
                    nil, "a step of the schema is not this engine's", at: "settlement.migrations, \(step.number)",
                    expected: "SHA-256 \(step.checksum)", found: done[Int64(step.number)] ?? "nothing", next: .redefine)
            )
        }
    }
}

/// Makes the list that verification compares with, from a migrated database with one closed period.
package struct SchemaListing {
    private let connection: Connection

    /// A listing over a connection.
    package init(connection: Connection) {
        self.connection = connection
    }

    /// The lines of the list, sorted.
    package func lines() throws -> [String] {
        let period = try PeriodStore(connection: connection).closed().prefix(1).map(\.period)
        return try SchemaCheck(connection: connection, periods: period).facts().flatMap(\.facts).map {
            "\($0.table)\t\($0.what)\t\($0.value)"
        }.sorted()
    }
}
