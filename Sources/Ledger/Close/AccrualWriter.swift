internal import Crypto
internal import Money
internal import PostgresClient
internal import Settlement

/// Encodes what a close leaves of subscriptions, and hashes the two datasets that show it.
struct AccrualWriter: ~Copyable {
    private let period: Period
    private let end: Day
    /// The first field of dataset `recognitions`, with its comma.
    private let month: [UInt8]
    private let send: ([UInt8]) throws -> Void
    private var encoder = CopyEncoder(capacity: 320 * 1024)
    /// The rows of dataset `recognitions`.
    private var recognised = TextHash()
    /// The rows of dataset `billing-periods` that this close recorded or changed.
    private var recorded = TextHash()

    init(period: Period, send: @escaping ([UInt8]) throws -> Void) {
        self.period = period
        self.send = send
        end = period.next.firstDay
        month = Array("\(period),".utf8)
    }

    /// Writes the billing periods of an account that changed, earned, or can still matter.
    ///
    /// - Parameters:
    ///   - before: The billing periods as they were before the period's revenue was recognised.
    ///   - shown: The first day of the billing period that the platform's row shows.
    mutating func write(
        _ account: SubscriptionAccount, before: [BillingPeriod], recognitions: [Recognition], shown: Day?
    ) throws {
        for (index, billing) in account.periods.enumerated() {
            let changed = account.changed.contains(billing.from)
            let carried = account.matters(billing, after: end, shown: shown)
            let isLastOfCurrency = billing.from == account.periods.last { $0.currency == billing.currency }?.from
            let recognition = isLastOfCurrency ? recognitions.first { $0.currency == billing.currency } : nil
            let moved = billing.earnedBefore != before[index].earnedBefore
            guard changed || carried || recognition != nil || moved else { continue }
            let excess = isLastOfCurrency ? account.excess[billing.currency] ?? 0 : 0
            encode(
                billing, of: account.id, changed: changed, carried: carried, recognition: recognition, excess: excess)
            if changed { hash(billing, of: account.id) }
        }
        for recognition in recognitions { hash(recognition) }
        if encoder.byteCount >= 256 * 1024 { try send(encoder.takeBytes()) }
    }

    /// Sends what is left.
    ///
    /// - Returns: The SHA-256 of the rows of dataset `recognitions`, and of those of `billing-periods` that this close
    ///   recorded or changed.
    mutating func finish() throws -> (recognitions: [UInt8], billingPeriods: [UInt8]) {
        if encoder.byteCount > 0 { try send(encoder.takeBytes()) }
        return (recognised.finish().bytes, recorded.finish().bytes)
    }

    private mutating func encode(
        _ billing: BillingPeriod, of id: Identifier, changed: Bool, carried: Bool, recognition: Recognition?,
        excess: Int64
    ) {
        encoder.beginTuple(fields: 15)
        encoder.append(period.firstDay)
        encoder.append(Optional(id))
        encoder.append(billing.from)
        encoder.append(billing.to)
        encoder.append(billing.shownTo)
        encoder.append(billing.nextFrom)
        encoder.append(int64: billing.price)
        encoder.append(text: billing.currency.code)
        encoder.append(billing.user)
        encoder.append(bool: changed)
        encoder.append(bool: carried)
        encoder.append(int64: billing.earnedBefore)
        encoder.append(int64: recognition?.cents ?? 0)
        encoder.append(int64: excess)
        encoder.append(recognition?.user)
    }

    private mutating func hash(_ recognition: Recognition) {
        recognised.append { text in
            text.append(contentsOf: month)
            recognition.subscription.appendText(to: &text)
            text.append(UInt8(ascii: ","))
            CommaSeparated.append(recognition.currency.code, to: &text)
            text.append(UInt8(ascii: ","))
            CanonicalLine.put(recognition.cents, &text)
            text.append(UInt8(ascii: "\n"))
        }
    }

    private mutating func hash(_ billing: BillingPeriod, of id: Identifier) {
        recorded.append { text in
            id.appendText(to: &text)
            for day in [billing.from, billing.to, billing.cut] {
                text.append(UInt8(ascii: ","))
                day?.appendText(to: &text)
            }
            text.append(UInt8(ascii: ","))
            CanonicalLine.put(billing.price, &text)
            text.append(UInt8(ascii: ","))
            CommaSeparated.append(billing.currency.code, to: &text)
            text.append(UInt8(ascii: "\n"))
        }
    }
}
