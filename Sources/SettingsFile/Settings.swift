public import Money
public import Remittance
public import Settlement

/// What the settings file says: everything that is no policy. Nothing in it changes an amount.
///
/// Each setting may be missing; the command that cannot do without it says so.
public struct Settings: Hashable, Sendable {
    /// The account that bank transfers are paid from.
    public var debtor: Debtor?
    /// The currency that Wise takes out of the platform's balance; nil: the one that is paid.
    public var wiseSourceCurrency: Currency?
    /// The columns of `csv` files, by the method they are for.
    public var bankColumns: [PayeeAccount.Method: ColumnMap] = [:]
    /// The file of the Ed25519 key that roots are signed with; a relative one lies beside the settings file.
    public var signingKeyFile: String?
    /// How archives are made and kept.
    public var archive = ArchiveSettings()

    /// Settings that say nothing.
    public init() {}
}
