public import Money

/// Why a policy is refused when it is read (R3).
public enum PolicyRefusal: Error, Hashable, Sendable {
    /// There is no entry.
    case noEntries
    /// An entry is not later than the one before it.
    case outOfOrder(Period)
    /// The first entry starts after genesis.
    case startsAfterGenesis(first: Period, genesis: Period)
    /// A settled currency has no commission tiers.
    case commissionMissing(Currency, entry: Period)
    /// A provider with fixed fees has none for a settled currency.
    case fixedFeeMissing(provider: String, Currency, entry: Period)
    /// A later entry no longer settles a currency that an earlier one does.
    case currencyDropped(Currency, entry: Period)
    /// Donations through a provider are collected, but what it takes is not said.
    case collectedWithoutFees(provider: String, entry: Period)
    /// A provider is both collected and direct.
    case collectedAndDirect(provider: String, entry: Period)
}

extension PolicyRefusal: CustomStringConvertible {
    /// One sentence: what is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .noEntries: "the policy has no entries; give at least one, effective from genesis"
        case .outOfOrder(let month):
            "the entry effective \"\(month)\" is not later than the one before it; put the entries in order"
        case .startsAfterGenesis(let first, let genesis):
            "the first entry is effective from \"\(first)\", after genesis \"\(genesis)\"; let it begin at genesis"
        case .commissionMissing(let currency, let entry):
            "the entry \"\(entry)\" settles \"\(currency)\" without commission tiers for it; add them, or drop its minimum"
        case .fixedFeeMissing(let provider, let currency, let entry):
            "the entry \"\(entry)\" has no fixed fee in \"\(currency)\" for the provider \"\(provider)\"; add one (0 is good)"
        case .currencyDropped(let currency, let entry):
            "the entry \"\(entry)\" no longer settles \"\(currency)\", which an earlier one does; keep its minimum"
        case .collectedWithoutFees(let provider, let entry):
            "the entry \"\(entry)\" collects donations through \"\(provider)\", which is not among the providers; add its fees"
        case .collectedAndDirect(let provider, let entry):
            "the entry \"\(entry)\" has the provider \"\(provider)\" both as collected and as direct; keep one"
        }
    }
}

extension Policy {
    /// Refuses a policy that could not settle what it says it settles (R3).
    public func validate() throws(PolicyRefusal) {
        guard let first = entries.first else { throw .noEntries }
        guard first.effective <= genesis else {
            throw .startsAfterGenesis(first: first.effective, genesis: genesis)
        }
        var settled: Set<Currency> = []
        var last: Period?
        for entry in entries {
            if let last, entry.effective <= last { throw .outOfOrder(entry.effective) }
            last = entry.effective
            try entry.validate()
            let now = Set(entry.payouts.minimum.keys)
            if let dropped = settled.subtracting(now).min() {
                throw .currencyDropped(dropped, entry: entry.effective)
            }
            settled = now
        }
    }
}

extension PolicyEntry {
    fileprivate func validate() throws(PolicyRefusal) {
        for currency in payouts.minimum.keys.sorted() {
            guard commission[currency]?.isEmpty == false else { throw .commissionMissing(currency, entry: effective) }
            for (name, fee) in providers.sorted(by: { $0.key < $1.key })
            where !fee.fixed.isEmpty && fee.fixed[currency] == nil {
                throw .fixedFeeMissing(provider: name, currency, entry: effective)
            }
        }
        for provider in collected.sorted() {
            if providers[provider] == nil { throw .collectedWithoutFees(provider: provider, entry: effective) }
            if direct.contains(provider) { throw .collectedAndDirect(provider: provider, entry: effective) }
        }
    }
}
