import Money
import Settlement

extension Row {
    /// The id that every table has.
    var id: Identifier { identifier("id") ?? Identifier(high: 0, low: 0) }

    /// A row of `purchases`.
    func purchase(platformContents: Set<Identifier>) -> SourceRow {
        let content = identifier("content_id")
        return SourceRow(
            table: .purchases, id: id, payer: identifier("buyer_id"), payee: identifier("seller_id"), content: content,
            bundle: identifier("bundle_id"), amount: number("amount_cents"), currency: currency("currency"),
            recordedFee: number("platform_fee_cents"), recordedRevenue: number("seller_revenue_cents"),
            provider: text("payment_provider"), status: SourceStatus(text("status")), date: instant("completed_at"),
            createdAt: instant("created_at"), isPlatformContent: content.map(platformContents.contains) ?? false)
    }

    /// A row of `donations`; it has no other date than that of its creation (R6).
    var donation: SourceRow {
        SourceRow(
            table: .donations, id: id, payer: identifier("donor_id"), payee: identifier("recipient_id"),
            content: identifier("content_id"), amount: number("amount_cents"), currency: currency("currency"),
            provider: text("payment_provider"), status: SourceStatus(text("status")), date: instant("created_at"),
            createdAt: instant("created_at"))
    }

    /// A row of `bundle_contents`, with the row of its content if that exists.
    func bundleContent(_ content: Row?) -> BundleContent {
        BundleContent(
            id: identifier("content_id") ?? id, owner: content?.identifier("user_id"),
            isPlatformContent: content?.flag("is_platform_content") ?? false,
            share: text("revenue_share_percent").map(Row.basisPoints), listPrice: content?.number("price_cents") ?? 0,
            currency: content?.currency("currency") ?? .usd)
    }

    /// Basis points of a share; −1 for what is no percentage with two decimals (R1.3, R5.2).
    private static func basisPoints(of share: String) -> Int64 {
        var digits = share
        if digits.contains(".") { while digits.hasSuffix("0") { digits.removeLast() } }
        if digits.hasSuffix(".") { digits.removeLast() }
        return FixedPoint.hundredths(digits) ?? -1
    }

    /// A row of `subscriptions`, its times as days.
    func subscription(in calendar: ZoneCalendar) -> SubscriptionRow {
        func day(_ column: String) -> Day? { instant(column).map(calendar.day(of:)) }
        return SubscriptionRow(
            id: id, user: identifier("user_id"), plan: text("plan_type"), price: number("price_cents"),
            currency: currency("currency"), started: day("started_at"), from: day("current_period_start"),
            to: day("current_period_end"), asked: day("current_period_end") ?? day("created_at"))
    }

    /// A row of `engagement_tracking`, with the row of its content if that exists.
    func engagement(_ content: Row?) -> EngagementRow {
        EngagementRow(
            id: id, content: identifier("content_id"),
            metrics: Metrics(
                time: number("total_time_seconds") ?? 0, sessions: number("sessions_completed") ?? 0,
                concepts: number("concepts_accessed") ?? 0),
            start: day("period_start"), end: day("period_end"), owner: content?.identifier("user_id"),
            contentRule: Row.exclusion(of: content))
    }

    /// Why a content does not count, whoever reads it; the first rule that applies (R9.1).
    private static func exclusion(of content: Row?) -> ExclusionRule? {
        guard let content else { return .contentMissing }
        if content.flag("is_platform_content") { return .platformContent }
        if content.identifier("user_id") == nil { return .noOwner }
        return ["public", "paid"].contains(content.text("visibility")) ? nil : .visibility
    }
}
