/// One purchase, as it stands in the platform's table.
struct PurchaseRow {
    var id: RowID
    var buyer: RowID?
    var content: RowID?
    var seller: RowID?
    var amount: Int?
    var currency: StaticString?
    var fee: Int?
    var revenue: Int?
    var provider: StaticString?
    /// What the provider's ids of it are made of.
    var reference: UInt64
    var status: StaticString?
    var created: Int
    var completed: Int?
    var bundle: RowID?

    @inline(__always)
    func write(to buffer: inout CopyBuffer) {
        buffer.id(id)
        buffer.id(buyer)
        buffer.id(content)
        buffer.id(seller)
        buffer.integer(amount)
        buffer.word(currency)
        buffer.integer(fee)
        buffer.integer(revenue)
        buffer.word(provider)
        buffer.token("txn_", reference)
        buffer.token("ord_", reference &* RowRandom.golden)
        buffer.word(status)
        buffer.moment(created)
        buffer.moment(completed)
        buffer.id(bundle)
        buffer.endRow()
    }
}
