import Money
import Settlement
import Testing

/// Sales of 10.00 through paddle: the computed pair is a fee of 1.50 and a revenue of 8.50.
@Suite("Recorded fees (R4.7)")
struct RecordedFeesTests {
    private func settle(_ row: SourceRow, _ recorded: RecordedFees) throws -> [String] {
        var story = SourceStory(policy: .of(.standard.with { $0.recordedFees = recorded }))
        return try story.tell("2026-01", row)
    }

    private static let computed = "sale 1000 = 100 + 50 + 850"

    /// What is recorded, what stands where fees are verified and where they are honoured, and whether it is reported.
    @Test(
        "are compared with the computed pair",
        arguments: [
            // Not recorded.
            (nil, nil, 850, 850, false), (0, 0, 850, 850, false),
            // The same.
            (150, 850, 850, 850, false),
            // Another pair that adds up.
            (151, 849, 850, 849, true), (100, 900, 850, 900, true), (0, 1_000, 850, 1_000, true),
            (1_000, 0, 850, 0, true),
            // A pair that does not add up.
            (150, 849, 850, 850, true), (150, 851, 850, 850, true), (1_000, 1_000, 850, 850, true),
            // A half that is null.
            (nil, 850, 850, 850, true), (150, nil, 850, 850, true), (nil, 0, 850, 850, true), (0, nil, 850, 850, true),
            // A half below 0.
            (.max, 1, 850, 850, true), (.max, .max, 850, 850, true), (1, .max, 850, 850, true),
            (-1, 1_001, 850, 850, true), (1_001, -1, 850, 850, true), (-150, -850, 850, 850, true),
        ] as [(Int64?, Int64?, Int64, Int64, Bool)])
    func pairs(fee: Int64?, revenue: Int64?, verified: Int64, honoured: Int64, isReported: Bool) throws {
        let row = SourceRow.purchase(fee: fee, revenue: revenue)
        let report = isReported ? ["fee_mismatch"] : []
        #expect(try settle(row, .verify) == ["sale 1000 = 100 + \(900 - verified) + \(verified)"] + report)
        #expect(try settle(row, .honour) == ["sale 1000 = 100 + \(900 - honoured) + \(honoured)"] + report)
    }

    @Test("on the platform's own content the comparison is with everything and nothing; nothing is honoured")
    func platformContent() throws {
        let line = "sale 1000 = 100 + 900 + 0"
        for recorded in RecordedFees.allCases {
            #expect(try settle(.purchase(fee: 1_000, revenue: 0, ofPlatform: true), recorded) == [line])
            #expect(
                try settle(.purchase(fee: 150, revenue: 850, ofPlatform: true), recorded) == [line, "fee_mismatch"])
        }
    }

    @Test("a mismatch is told before self-dealing, which is then not told")
    func firstWarning() throws {
        #expect(try settle(.purchase(payer: .seller, fee: 1, revenue: 2), .verify) == [Self.computed, "fee_mismatch"])
        #expect(
            try settle(.purchase(payer: .seller, fee: 150, revenue: 850), .verify) == [Self.computed, "self_dealing"])
    }

    @Test("the message has both pairs and says which stands")
    func message() throws {
        func message(_ recorded: RecordedFees, _ revenue: Int64?, ofPlatform: Bool = false) throws -> String? {
            let policy = Policy.of(.standard.with { $0.recordedFees = recorded })
            var deciding = Reconsidering(
                settler: SaleSettler(policy: policy, bounds: PeriodBounds("2026-01"), bundles: [:]))
            return try deciding.decide(
                .purchase(fee: 100, revenue: revenue, ofPlatform: ofPlatform), history: SourceHistory(), open: false
            )
            .exception?.message
        }
        #expect(
            try message(.verify, 900)
                == "recorded fee and revenue are 100 and 900 cents, computed 150 and 850; the computed pair stands")
        #expect(
            try message(.honour, 900)
                == "recorded fee and revenue are 100 and 900 cents, computed 150 and 850; the recorded pair stands")
        #expect(
            try message(.honour, nil)
                == "recorded fee and revenue are 100 and null cents, computed 150 and 850; the computed pair stands")
        #expect(
            try message(.honour, 900, ofPlatform: true)
                == "recorded fee and revenue are 100 and 900 cents, computed 1000 and 0; the computed pair stands")
    }
}
