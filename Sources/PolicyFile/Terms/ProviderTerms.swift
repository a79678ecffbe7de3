internal import Money
internal import Settlement
internal import YAMLFile

/// The `processing` of an entry: what payment providers take, and from whom (R4.2, R4.3).
struct ProcessingTerms {
    /// The fees by provider.
    let providers: [String: ProviderFee]
    /// Who bears those of sales.
    let sales: Bearer
    /// Who bears those of donations.
    let donations: Bearer
    /// Whether they come back with a refund; not unless the file says so (R8.2).
    let refunded: Bool

    /// Reads the terms.
    init(_ field: Field) throws(YAMLFileError) {
        let record = try field.record("providers", "borne_by", "refunded")
        var providers: [String: ProviderFee] = [:]
        let fees = try record.required("providers")
        for (name, fee) in try fees.members("fees by provider, such as {paypal: {percent: 0}}") {
            providers[name] = try ProcessingTerms.fee(fee)
        }
        self.providers = providers
        let bearers = try record.required("borne_by").record("sales", "donations")
        sales = try bearers.required("sales").word(Bearer.self)
        donations = try bearers.required("donations").word(Bearer.self)
        refunded = try record.optional("refunded")?.flag() ?? false
    }

    private static func fee(_ field: Field) throws(YAMLFileError) -> ProviderFee {
        let record = try field.record("percent", "fixed")
        return ProviderFee(
            percent: try record.required("percent").percentage(), fixed: try record.optional("fixed")?.amounts() ?? [:])
    }
}

/// The `donations` of an entry: which providers' donations the platform collects, and which go straight on (R6).
struct DonationTerms {
    /// Providers that pay the platform.
    let collected: Set<String>
    /// Providers that pay the creator.
    let direct: Set<String>

    /// Reads the terms.
    init(_ field: Field) throws(YAMLFileError) {
        let record = try field.record("collected", "direct")
        collected = try DonationTerms.names(record.required("collected"))
        direct = try DonationTerms.names(record.required("direct"))
    }

    private static func names(_ field: Field) throws(YAMLFileError) -> Set<String> {
        var names: Set<String> = []
        for item in try field.items("names of providers, such as [paddle]") {
            let name = try item.text("the name of a provider")
            guard names.insert(name).inserted else { throw item.error("is in the list twice", give: "each name once") }
        }
        return names
    }
}
