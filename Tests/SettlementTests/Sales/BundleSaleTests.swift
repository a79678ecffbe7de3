import Crypto
import Money
import Settlement
import TestRandom
import Testing

@Suite("Bundle purchases (R5)")
struct BundleSaleTests {
    private func settle(
        _ amount: Int64, _ bundle: Bundle, _ entry: PolicyEntry = .standard,
        _ change: (inout SourceRow) -> Void = { _ in }
    ) throws -> (lines: [Line], code: ExceptionCode?) {
        var story = SourceStory(policy: .of(entry), bundles: [.bundle: bundle])
        return try story.close("2026-01", SourceRow.purchase(amount, bundle: .bundle).with(change))
    }

    @Test("30.00 over three equal contents: 9.00 each, odd cents by the draw of the purchase's id")
    func thirds() throws {
        let bundle = Bundle.of(.content(1), .content(2), .content(3))
        let (lines, _) = try settle(3_000, bundle)
        #expect(lines.map(\.kind) == [.bundle, .bundle, .bundle])
        #expect(lines.map(\.bucket) == [.sales, .sales, .sales])
        #expect(lines.map(\.creatorPart) == [900, 900, 900])
        #expect(lines.map(\.platform).sorted() == [33, 33, 34])
        #expect(lines.map(\.processing).sorted() == [66, 67, 67])
        let lots = bundle.contents.map { Array(SHA256.hash(data: Identifier.source.bytes + $0.id.bytes)) }
        let order = lots.indices.sorted { lots[$0].lexicographicallyPrecedes(lots[$1]) }
        #expect(lines[order[0]].platform == 34)
        #expect(lines[order[2]].processing == 66)
    }

    @Test("each content's part goes to that content's owner; its gross is the sum of its three")
    func owners() throws {
        let (lines, _) = try settle(3_000, .of(.content(1, share: "75"), .content(2, share: "25")))
        #expect(lines.map(\.sum) == ["bundle 2250 = 150 + 75 + 2025", "bundle 750 = 50 + 25 + 675"])
        #expect(lines.map(\.creator) == [Identifier(high: 9, low: 1), Identifier(high: 9, low: 2)])
        #expect(lines.map(\.content) == [Identifier(high: 8, low: 1), Identifier(high: 8, low: 2)])
    }

    @Test("on the platform's own content the creator part becomes the platform's, after the split")
    func platformContent() throws {
        let bundle = Bundle.of(.content(1, share: "75"), .content(2, share: "25", ofPlatform: true))
        let (lines, _) = try settle(3_000, bundle)
        #expect(lines.map(\.sum) == ["bundle 2250 = 150 + 75 + 2025", "bundle 750 = 50 + 700 + 0"])
        #expect(lines.map(\.creator) == [Identifier(high: 9, low: 1), nil])
    }

    @Test("a content of share 0 has no line")
    func withoutLine() throws {
        let (lines, _) = try settle(3_000, .of(.content(1, share: "100"), .content(2, share: "0")))
        #expect(lines.map(\.sum) == ["bundle 3000 = 200 + 100 + 2700"])
    }

    @Test("a negative platform part is split as its absolute value")
    func negativePlatform() throws {
        let (lines, _) = try settle(90, .of(.content(1, share: "50"), .content(2, share: "50")))
        #expect(lines.map(\.creatorPart) == [36, 36])
        #expect(lines.map(\.platform).reduce(0, +) == -37 && Set(lines.map(\.platform)) == [-18, -19])
        #expect(lines.map(\.gross).reduce(0, +) == 90)
    }

    @Test("commission and recorded fees are those of the whole amount")
    func wholeAmount() throws {
        // 10 % of 20.00, though each half alone would bear 15 %.
        let halves = Bundle.of(.content(1, share: "50"), .content(2, share: "50"))
        #expect(try settle(2_000, halves).lines.map(\.creatorPart) == [900, 900])
        let honouring = PolicyEntry.standard.with { $0.recordedFees = .honour }
        let honoured = try settle(2_000, halves, honouring) {
            $0.recordedFee = 400
            $0.recordedRevenue = 1_600
        }
        #expect(honoured.lines.map(\.creatorPart) == [800, 800])
        #expect(honoured.code == .feeMismatch)
        let matching = try settle(2_000, halves) {
            $0.recordedFee = 200
            $0.recordedRevenue = 1_800
        }
        #expect(matching.code == nil)
    }

    @Test("content and seller of the purchase are not used: no self-dealing, no missing seller, no platform's own")
    func unused() throws {
        let bundle = Bundle.of(.content(1))
        for (payer, payee) in [(Identifier.seller, Identifier.seller), (.buyer, nil)] as [(Identifier, Identifier?)] {
            let (lines, code) = try settle(2_000, bundle) {
                $0.payer = payer
                $0.payee = payee
                $0.isPlatformContent = true
            }
            #expect(lines.map(\.sum) == ["bundle 2000 = 150 + 50 + 1800"])
            #expect(code == nil)
        }
    }

    @Test("the policy's equal is asked of the month of the sale")
    func equal() throws {
        let priced = Bundle.of(.content(1, price: 300), .content(2, price: 100))
        #expect(try settle(2_000, priced).lines.map(\.creatorPart) == [1_350, 450])
        #expect(
            try settle(2_000, priced, .standard.with { $0.withoutShare = .equal }).lines.map(\.creatorPart) == [
                900, 900,
            ])
    }

    @Test("the parts always sum to the whole, each line to its gross", arguments: Seeds.first(100))
    func sums(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let contents = (1...UInt64.random(in: 1...9, using: &random)).map { number in
            BundleContent.content(
                number, price: Int64.random(in: 0...3_000, using: &random), ofPlatform: Bool.random(using: &random))
        }
        let amount = Int64.random(in: 1...10_000, using: &random)
        let (lines, _) = try settle(amount, Bundle(exists: true, contents: contents))
        var plain = SourceStory()
        let whole = try #require(try plain.close("2026-01", .purchase(amount)).lines.first)
        #expect(lines.map(\.gross).reduce(0, +) == amount)
        #expect(lines.map(\.processing).reduce(0, +) == whole.processing)
        let toPlatform = lines.filter { $0.creator == nil }
        #expect(toPlatform.allSatisfy { $0.creatorPart == 0 })
        #expect(lines.allSatisfy { $0.gross == $0.processing + $0.platform + $0.creatorPart })
    }
}
