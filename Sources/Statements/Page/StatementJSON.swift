internal import Money
internal import Receipts
internal import Settlement

/// A statement as JSON: one object on one line, all amounts in minor units, the receipt as its own file has it.
public struct StatementJSON {
    private let statement: Statement

    /// The JSON of a statement.
    public init(_ statement: Statement) {
        self.statement = statement
    }

    /// The bytes of the file.
    public func file() throws -> [UInt8] {
        var object = JSONObject()
        object.add("format", "remit-statement-1")
        object.add("period", statement.month.period.description)
        object.add("as_of", statement.month.asOf.description)
        object.add("timezone", statement.month.policy.timezone)
        object.add("creator_id", statement.creator.description)
        object.add("name", statement.name)
        object.add("currencies", each: statement.sections) { section, json in add(section, to: &json) }
        object.add("receipt", json: try statement.receipt.map { Array(try $0.file().dropLast()) })
        return object.file
    }

    private func add(_ section: Statement.Section, to json: inout JSONObject) {
        json.add("currency", section.currency.code)
        json.add("decimals", Int64(section.currency.exponent ?? 0))
        json.add("account", section.account.map { account(section, $0) })
        json.add("earned", amounts(section.total))
        json.add("kinds", each: section.earned) { group, json in
            json.add("kind", group.kind.name)
            json.add("sums", amounts(group.sums))
            json.add("lines", each: group.lines, line)
        }
        json.add("direct", amounts(section.directTotal))
        json.add("direct_lines", each: section.direct, line)
        json.add("pool", pool(section))
        json.add("left_out", each: section.leftOut) { row, json in
            json.add("content_id", row.content.description)
            json.add("title", row.title)
            json.add("rule", row.rule?.rawValue ?? "unknown")
            json.add("rows", row.rows)
            json.add("seconds", row.seconds)
        }
        json.add("payouts", each: section.payouts, payout)
    }

    private func amounts(_ sums: Statement.Amounts) -> JSONObject {
        var json = JSONObject()
        json.add("lines", sums.lines)
        json.add("gross_cents", sums.gross)
        json.add("processing_cents", sums.processing)
        json.add("platform_cents", sums.platform)
        json.add("creator_cents", sums.creator)
        return json
    }

    private func line(_ booked: BookedLine, _ json: inout JSONObject) {
        let line = booked.line
        json.add("kind", line.kind.name)
        json.add("bucket", line.bucket.name)
        json.add("day", booked.day?.description)
        json.add("source_id", line.source?.description)
        json.add("content_id", line.content?.description)
        json.add("title", booked.title)
        json.add("bundle", booked.bundle)
        json.add("message", booked.message)
        json.add("reference", booked.reference)
        json.add("gross_cents", line.gross)
        json.add("processing_cents", line.processing)
        json.add("platform_cents", line.platform)
        json.add("creator_cents", line.creatorPart)
        json.add("payable", line.payable)
        json.add("late", line.late)
        json.add(
            "available_from",
            line.payable ? statement.month.policy.availableDay(heldFrom: line.holdFrom).description : nil)
    }

    private func pool(_ section: Statement.Section) -> JSONObject? {
        guard let pool = statement.month.pools[section.currency], !section.shares.isEmpty else { return nil }
        var json = JSONObject()
        json.add("model", pool.model?.rawValue)
        json.add("distributed_cents", pool.distributed)
        json.add("seconds", pool.sums.time)
        json.add("sessions", pool.sums.sessions)
        json.add("concepts", pool.sums.concepts)
        json.add("contents", each: section.shares) { share, json in
            json.add("content_id", share.content.description)
            json.add("title", share.title)
            json.add("seconds", share.metrics.time)
            json.add("sessions", share.metrics.sessions)
            json.add("concepts", share.metrics.concepts)
            json.add("part_cents", share.part)
        }
        return json
    }

    private func account(_ section: Statement.Section, _ account: Statement.Account) -> JSONObject {
        let balances = account.balances
        var json = JSONObject()
        json.add("opening_cents", balances.opening)
        json.add("earned_cents", section.total.creator)
        json.add("paid_cents", account.taken)
        json.add("returned_cents", account.returned)
        json.add("closing_cents", balances.closing)
        json.add("later_months_cents", balances.later)
        json.add("paid_since_cents", account.takenSince)
        json.add("returned_since_cents", account.returnedSince)
        json.add("balance_cents", balances.balance)
        json.add("held_cents", balances.held)
        json.add("available_cents", balances.available)
        json.add("state", balances.outcome?.state.rawValue)
        json.add("refusal", balances.outcome?.reason?.rawValue)
        json.add("next_date", balances.outcome?.nextDate?.description)
        return json
    }

    private func payout(_ payout: PayoutRecord, _ json: inout JSONObject) {
        let shown = { (day: Day?) in day.flatMap { $0 <= statement.month.asOf ? $0.description : nil } }
        json.add("payout_id", payout.id.description)
        json.add("amount_cents", payout.amount)
        json.add("method", payout.method)
        json.add("account_ending", payout.accountEnding)
        json.add("state", "\(PayoutWords.text(payout, on: statement.month.asOf))")
        json.add("taken", shown(payout.takenDay))
        json.add("paid", shown(payout.paidDay))
        json.add("back", shown(payout.backDay))
        json.add("reason", shown(payout.backDay) == nil ? nil : payout.reason)
    }
}
