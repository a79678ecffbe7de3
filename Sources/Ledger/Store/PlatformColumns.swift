internal import PostgresClient

/// The columns of the platform's tables that a close reads, and the types in which it can read them.
///
/// What travels is binary, so a column of another type would be misread or end in a riddle: it is refused by its name.
struct PlatformColumns {
    let connection: Connection

    /// What a column must be.
    enum Kind: String, CaseIterable {
        case id, whole, count, share, ratio, text, flag, time, moment, day, document

        /// The names of the types, as `pg_type` has them; what is not exact is not among those of money (R1.2).
        var types: [String] {
            switch self {
            case .id: ["uuid"]
            case .whole: ["int4", "int8"]
            case .count: ["int4"]
            case .share: ["numeric", "int2", "int4", "int8"]
            case .ratio: ["float4", "float8", "numeric"]
            case .text: ["text", "varchar", "bpchar", "name", "citext"]
            case .flag: ["bool"]
            case .time: ["timestamp", "timestamptz"]
            case .moment: ["timestamp", "timestamptz", "date"]
            case .day: ["date"]
            case .document: ["jsonb"]
            }
        }

        /// The types in words.
        var words: String {
            switch self {
            case .id: "uuid"
            case .whole: "integer or bigint"
            case .count: "integer"
            case .share: "numeric or a whole number"
            case .ratio: "double precision"
            case .text: "text, varchar or an enum"
            case .flag: "boolean"
            case .time: "timestamp"
            case .moment: "timestamp or date"
            case .day: "date"
            case .document: "jsonb"
            }
        }
    }

    /// Columns by their tables.
    typealias Wanted = KeyValuePairs<String, KeyValuePairs<Kind, String>>

    /// What a payout run reads.
    static let ofPayouts: Wanted = [
        "payouts": [
            .id: "id user_id", .time: "requested_at processed_at",
            .whole: "amount_cents from_sales_cents from_donations_cents from_subscriptions_cents",
            .text: "currency payout_method status", .document: "payout_details",
        ],
        "creator_payment_settings": [
            .id: "user_id", .text: "preferred_payout_method payout_aba_account payout_paypal_email",
            .document: "payout_details",
        ],
    ]

    /// What a close reads.
    static let ofClose: Wanted = [
        "creator_payment_settings": [.id: "user_id", .text: "aba_khqr_name", .document: "payout_details"],
        "purchases": [
            .id: "id buyer_id seller_id content_id bundle_id", .time: "created_at completed_at",
            .whole: "amount_cents platform_fee_cents seller_revenue_cents",
            .text: "currency payment_provider status",
        ],
        "donations": [
            .id: "id donor_id recipient_id content_id", .time: "created_at", .whole: "amount_cents",
            .text: "currency payment_provider status message",
        ],
        "subscriptions": [
            .id: "id user_id", .whole: "price_cents", .text: "plan_type currency",
            .moment: "started_at current_period_start current_period_end created_at",
        ],
        "contents": [
            .id: "id user_id", .whole: "price_cents rating_count", .text: "visibility currency title",
            .flag: "is_platform_content", .ratio: "rating_average",
        ],
        "bundles": [
            .id: "id creator_id", .text: "title currency", .whole: "price_cents", .share: "discount_percent",
        ],
        "bundle_contents": [.id: "bundle_id content_id", .share: "revenue_share_percent"],
        "engagement_tracking": [
            .id: "id user_id content_id", .count: "total_time_seconds sessions_completed concepts_accessed",
            .day: "period_start period_end",
        ],
    ]

    /// Refuses tables and columns that are missing, or of another type.
    ///
    /// - Throws: ``LedgerError/platform(_:)``, which names them all.
    func check(_ wanted: Wanted = PlatformColumns.ofClose) throws {
        let faults = try connection.query(PlatformColumns.query(wanted), doing: "looking at the platform's tables") {
            row in
            let column = "\(try row[0].text()).\(try row[1].text())"
            guard try row[3].bool() else { return "there is no table public.\(try row[0].text())" }
            guard let type = try row[4].optionalText() else { return "there is no column public.\(column)" }
            return "public.\(column) is \(type), not \(Kind(rawValue: try row[2].text())?.words ?? "")"
        }
        let all = faults.reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
        guard all.isEmpty else { throw LedgerError.platform(all) }
    }

    /// The columns that are not as they must be: table, column, kind, whether the table is there, the type.
    private static func query(_ wanted: Wanted) -> String {
        let columns = wanted.flatMap { table, kinds in
            kinds.flatMap { kind, names in
                names.split(separator: " ").map { "('\(table)', '\($0)', '\(kind.rawValue)')" }
            }
        }
        let accepted = Kind.allCases.map { kind in
            "kind = '\(kind.rawValue)' AND base.typname IN (\(kind.types.map { "'\($0)'" }.joined(separator: ", ")))"
        }
        return """
            SELECT wanted.tab, wanted.col, wanted.kind, to_regclass('public.' || wanted.tab) IS NOT NULL,
                   format_type(found.atttypid, found.atttypmod)
            FROM (VALUES \(columns.joined(separator: ", "))) wanted (tab, col, kind)
            LEFT JOIN pg_attribute found ON found.attrelid = to_regclass('public.' || wanted.tab)
                 AND found.attname = wanted.col AND found.attnum > 0 AND NOT found.attisdropped
            LEFT JOIN pg_type own ON own.oid = found.atttypid
            LEFT JOIN pg_type base ON base.oid = CASE own.typtype WHEN 'd' THEN own.typbasetype ELSE own.oid END
            WHERE (kind = 'text' AND base.typtype = 'e' OR \(accepted.joined(separator: " OR "))) IS NOT TRUE
            ORDER BY 1, 2
            """
    }
}
