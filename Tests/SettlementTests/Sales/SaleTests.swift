import Money
import Settlement
import Testing

@Suite("Sales (R4)")
struct SaleTests {
    private func settle(_ row: SourceRow, _ entry: PolicyEntry = .standard) throws -> (
        lines: [Line], code: ExceptionCode?
    ) {
        var story = SourceStory(policy: .of(entry))
        return try story.close("2026-01", row)
    }

    @Test("a sale is one line, with everything on it")
    func line() throws {
        let (lines, code) = try settle(.purchase(999))
        #expect(code == nil)
        #expect(
            lines == [
                Line(
                    kind: .sale, bucket: .sales, source: .source, content: .article, creator: .seller, currency: .usd,
                    gross: 999, processing: 100, platform: 50, creatorPart: 849, payable: true, late: false,
                    holdFrom: Day("2026-02-01")!, soldAt: Instant("2026-01-10 12:00:00"))
            ])
    }

    @Test("content that no longer exists settles by its seller")
    func contentGone() throws {
        let (lines, _) = try settle(.purchase(999).with { $0.content = nil })
        #expect(lines.map(\.creator) == [.seller])
        #expect(lines.map(\.content) == [nil])
    }

    @Test(
        "an amount of 0 makes no line and is asked nothing but its status (R4.5)",
        arguments: [
            SourceRow.purchase(0), .purchase(0, currency: .riel, provider: nil, payee: nil),
            .purchase(0, provider: "x"),
            .purchase(0, fee: 5, revenue: 5), .purchase(0, payer: .seller), .purchase(0, bundle: .bundle),
            .donation(0, provider: "nobody"), .purchase(0, on: nil),
        ])
    func free(row: SourceRow) throws {
        let (lines, code) = try settle(row)
        #expect(lines.isEmpty)
        #expect(code == nil)
    }

    @Test("the platform's own content earns the platform everything, whoever sells it (R4.6)")
    func platformContent() throws {
        let (lines, code) = try settle(.purchase(999, ofPlatform: true))
        #expect(lines.map(\.sum) == ["sale 999 = 100 + 899 + 0"])
        #expect(lines.map(\.creator) == [nil])
        #expect(lines.map(\.seller) == [.seller])
        #expect(code == nil)
        #expect(
            try settle(.purchase(999, payee: nil, ofPlatform: true)).lines.map(\.sum) == ["sale 999 = 100 + 899 + 0"])
    }

    @Test("buyer and seller are the same person: settled, with a warning (R12)")
    func selfDealing() throws {
        let (lines, code) = try settle(.purchase(payer: .seller))
        #expect(lines.count == 1)
        #expect(code == .selfDealing)
        #expect(try settle(.purchase(payer: .seller, ofPlatform: true)).code == .selfDealing)
        #expect(try settle(.purchase(payer: nil, payee: nil, ofPlatform: true)).code == nil)
    }

    @Test("the entry of the month of completion counts, not that of the close (R3)")
    func entryOfTheMonth() throws {
        let later = PolicyEntry.standard.with {
            $0.effective = Period("2026-02")!
            $0.commission[.usd] = [CommissionTier(from: 0, percent: Percentage("50")!)]
        }
        var january = SourceStory(policy: .of(.standard, later))
        #expect(
            try january.tell("2026-02", .purchase(1_000, on: "2026-01-31 23:59:59")) == ["sale 1000 = 100 + 50 + 850"])
        var february = SourceStory(policy: .of(.standard, later))
        #expect(try february.tell("2026-02", .purchase(1_000, on: "2026-02-01")) == ["sale 1000 = 100 + 400 + 500"])
    }

    @Test("a free sale makes no line, but it is settled: a later close knows it (R4.5)")
    func freeIsSettled() throws {
        var story = SourceStory()
        #expect(try story.tell("2026-01", .purchase(0)).isEmpty)
        #expect(story.history.state == .settled)
        #expect(try story.tell("2026-02", .purchase(1_000)) == ["sale 1000 = 100 + 50 + 850"])
    }
}
