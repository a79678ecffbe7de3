/// The platform's tables as SQL, for the demo, the tests and the benchmark.
///
/// Real installations have these tables already; nothing here is run against one.
public enum PlatformSchema {
    /// The 18 tables and their indexes, as an installation has them before any migration of the engine.
    ///
    /// Where the vector extension is to be had, `content_sections.embedding` is a vector, else an array of numbers.
    public static let sql = String(decoding: PackageResources.platform_sql, as: UTF8.self)

    /// The two columns that the engine's migration adds and that the sample fills.
    ///
    /// For a database that is filled without a migration before it; harmless after one.
    public static let additions = """
        ALTER TABLE purchases ADD COLUMN IF NOT EXISTS bundle_id uuid;
        ALTER TABLE creator_payment_settings ADD COLUMN IF NOT EXISTS payout_details jsonb;
        """
}
