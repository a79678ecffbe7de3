internal import Settlement
internal import YAMLFile

/// Reads the whole file, and says where in it R3 is broken.
struct PolicyReader {
    /// The file's one value.
    let root: Field

    /// The policy, validated.
    ///
    /// - Throws: `YAMLFileError`, also for a ``PolicyRefusal``: at the line of the entry that it concerns.
    func policy() throws(YAMLFileError) -> Policy {
        let record = try root.record("timezone", "genesis", "entries")
        let timezone = try record.required("timezone").timeZone()
        let genesis = try record.required("genesis").month()
        let list = try record.required("entries")
        let fields = try list.items("a list of entries, each beginning with \"- effective: \" and a month")
        var entries: [PolicyEntry] = []
        for field in fields { entries.append(try EntryReader(field: field).entry()) }
        let policy = Policy(timezone: timezone, genesis: genesis, entries: entries)
        do {
            try policy.validate()
        } catch {
            let index = index(of: error, in: entries)
            throw (index.map { fields[$0] } ?? list).error(error.description)
        }
        return policy
    }

    /// Which entry a refusal concerns; nil for the list as a whole.
    private func index(of refusal: PolicyRefusal, in entries: [PolicyEntry]) -> Int? {
        switch refusal {
        case .noEntries: nil
        case .startsAfterGenesis: 0
        case .outOfOrder:
            entries.indices.dropFirst().first { entries[$0].effective <= entries[$0 - 1].effective }
        case .commissionMissing(_, let month), .fixedFeeMissing(_, _, let month), .currencyDropped(_, let month),
            .collectedWithoutFees(_, let month), .collectedAndDirect(_, let month):
            entries.firstIndex { $0.effective == month }
        }
    }
}
