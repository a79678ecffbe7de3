/// The platform's 18 tables, in an order in which their rows can be loaded.
public enum SampleTable: String, CaseIterable, Hashable, Sendable {
    case users
    case contents
    case contentSections = "content_sections"
    case learningMaps = "learning_maps"
    case concepts
    case learningSessions = "learning_sessions"
    case interactions
    case userNotes = "user_notes"
    case contentAccess = "content_access"
    case bundles
    case bundleContents = "bundle_contents"
    case purchases
    case donations
    case contentRatings = "content_ratings"
    case creatorPaymentSettings = "creator_payment_settings"
    case subscriptions
    case engagementTracking = "engagement_tracking"
    case payouts

    /// The columns that the sample writes, in the order in which it writes them; the others keep their defaults.
    public var columns: [String] {
        columnList.split(separator: " ").map(String.init)
    }

    /// The statement under which the rows are loaded.
    public var copyStatement: String {
        "COPY public.\(rawValue) (\(columns.joined(separator: ", "))) FROM STDIN"
    }

    private var columnList: String {
        switch self {
        case .users: "id email password_hash preferences created_at updated_at"
        case .contents:
            "id user_id title type raw_text created_at visibility is_platform_content price_cents currency"
                + " accept_donations donation_message category"
        case .contentSections: "id content_id title order_index text"
        case .learningMaps: "id content_id overview generated_at"
        case .concepts: "id learning_map_id title description difficulty order_index"
        case .learningSessions: "id user_id concept_id status confidence_score created_at"
        case .interactions: "id session_id role user_input ai_response evaluation created_at"
        case .userNotes: "id user_id concept_id content ai_feedback"
        case .contentAccess: "id content_id user_id access_type granted_by granted_at expires_at"
        case .bundles:
            "id creator_id title description cover_image_url price_cents currency discount_percent bundle_type"
                + " is_active created_at updated_at"
        case .bundleContents: "id bundle_id content_id revenue_share_percent"
        case .purchases:
            "id buyer_id content_id seller_id amount_cents currency platform_fee_cents seller_revenue_cents"
                + " payment_provider provider_transaction_id provider_order_id status created_at completed_at bundle_id"
        case .donations:
            "id donor_id recipient_id content_id amount_cents currency message payment_provider"
                + " provider_transaction_id status created_at"
        case .contentRatings: "id content_id user_id rating review created_at updated_at"
        case .creatorPaymentSettings:
            "id user_id paddle_enabled aba_khqr_enabled aba_khqr_image_url aba_khqr_name paypal_enabled paypal_email"
                + " preferred_payout_method payout_aba_account payout_paypal_email payout_details created_at updated_at"
        case .subscriptions:
            "id user_id plan_type price_cents currency payment_provider provider_subscription_id status started_at"
                + " current_period_start current_period_end cancelled_at created_at"
        case .engagementTracking:
            "id user_id content_id total_time_seconds sessions_completed concepts_accessed period_start period_end"
                + " created_at updated_at"
        case .payouts:
            "id user_id amount_cents currency from_sales_cents from_donations_cents from_subscriptions_cents"
                + " payout_method payout_details status requested_at processed_at"
        }
    }
}
