import Money
import Settlement
import Testing

@Suite("What the contents of a bundle weigh (R5.2)")
struct BundleWeightTests {
    /// The parts of 10,000 that the contents get, so that the weights can be read as basis points.
    private func parts(_ bundle: Bundle, _ withoutShare: WithoutShare = .listPrice) throws -> [Int64] {
        try Apportionment.split(10_000, over: bundle.weights(withoutShare).get(), key: [])
    }

    private func fault(_ bundle: Bundle, _ withoutShare: WithoutShare = .listPrice) -> BundleFault? {
        guard case .failure(let fault) = bundle.weights(withoutShare) else { return nil }
        return fault
    }

    @Test("all carry a share: these, and they sum to 100", arguments: [WithoutShare.listPrice, .equal])
    func allGiven(withoutShare: WithoutShare) throws {
        let bundle = Bundle.of(
            .content(1, share: "12.5", price: -7), .content(2, share: "0", in: .euro),
            .content(3, share: "87.5", price: 5))
        #expect(try parts(bundle, withoutShare) == [1_250, 0, 8_750])
    }

    @Test("none does: by list price, null or 0 getting nothing")
    func byListPrice() throws {
        #expect(try parts(.of(.content(1, price: 300), .content(2, price: 100))) == [7_500, 2_500])
        #expect(try parts(.of(.content(1, price: 300), .content(2), .content(3, price: 100))) == [7_500, 0, 2_500])
    }

    @Test("none does and all prices are 0: equal")
    func equalWithoutPrices() throws {
        #expect(try parts(.of(.content(1), .content(2), .content(3), .content(4))) == [2_500, 2_500, 2_500, 2_500])
    }

    @Test("some do: the rest share what is left by list price, exactly")
    func mixed() throws {
        let bundle = Bundle.of(.content(1, share: "40"), .content(2, price: 300), .content(3, price: 100))
        #expect(try parts(bundle) == [4_000, 4_500, 1_500])
        let thirds = Bundle.of(.content(1, share: "0.01"), .content(2, price: 1), .content(3, price: 2))
        // 99.99 % in thirds is 3333 and 6666 basis points: nothing is rounded on the way.
        #expect(try parts(thirds) == [1, 3_333, 6_666])
    }

    @Test("some do and the others have no price: what is left equally")
    func mixedEqual() throws {
        #expect(try parts(.of(.content(1, share: "50"), .content(2), .content(3))) == [5_000, 2_500, 2_500])
        #expect(try parts(.of(.content(1, share: "0"), .content(2))) == [0, 10_000])
    }

    @Test("the policy's equal replaces list prices throughout; given shares stand")
    func equalByPolicy() throws {
        #expect(try parts(.of(.content(1, price: 300), .content(2, price: 100)), .equal) == [5_000, 5_000])
        let mixed = Bundle.of(.content(1, share: "20"), .content(2, price: 300), .content(3, price: 100))
        #expect(try parts(mixed, .equal) == [2_000, 4_000, 4_000])
        #expect(fault(.of(.content(1, price: 300), .content(2, price: 100, in: .euro)), .equal) == nil)
        #expect(fault(.of(.content(1, price: -1), .content(2, price: 100)), .equal) == nil)
    }

    @Test("list prices may be in one currency, whichever it is, those that are 0 and those not used apart")
    func currencies() throws {
        #expect(try parts(.of(.content(1, price: 1, in: .riel), .content(2, price: 3, in: .riel))) == [2_500, 7_500])
        #expect(try parts(.of(.content(1, price: 1, in: .riel), .content(2, price: 0, in: .usd))) == [10_000, 0])
        let given = Bundle.of(.content(1, share: "50", price: 9, in: .euro), .content(2, price: 9))
        #expect(try parts(given) == [5_000, 5_000])
    }

    @Test(
        "what cannot be split, and why",
        arguments: [
            (Bundle.of(), BundleFault.empty),
            (.of(.content(1, share: "50"), .content(2, share: "49.99")), .sum(basisPoints: 9_999)),
            (.of(.content(1, share: "50"), .content(2, share: "50.01")), .sum(basisPoints: 10_001)),
            (.of(.content(1, share: "60"), .content(2, share: "50"), .content(3)), .sum(basisPoints: 11_000)),
            (.of(.content(1, share: "100"), .content(2)), .sum(basisPoints: 10_000)),
            (.of(.content(1, share: "-1"), .content(2)), .negative),
            (.of(.content(1, share: "33.333"), .content(2)), .negative),
            (.of(.content(1, price: -1), .content(2, price: 5)), .negative),
            (.of(.content(1, price: 5), .content(2, price: 5, in: .euro)), .currencies),
            (.of(.content(1), .content(2), .content(1)), .repeated),
            (.of(.content(1, share: "50"), .content(1, share: "50")), .repeated),
            (.of(.content(1, share: "10"), .content(2, price: 5), .content(3, price: 5, in: .euro)), .currencies),
        ])
    func faults(bundle: Bundle, expected: BundleFault) {
        #expect(fault(bundle) == expected)
    }

    @Test(
        "a fault says what is wrong",
        arguments: [
            (BundleFault.empty, "it has no contents"), (.sum(basisPoints: 9_950), "its shares sum to 99.5 %"),
            (.negative, "a share or a list price is below 0, or a share has more than two decimals"),
            (.currencies, "its list prices are in several currencies"),
            (.repeated, "a content is in it more than once"), (.overflow, "its list prices are too large to add up"),
        ])
    func descriptions(fault: BundleFault, text: String) {
        #expect(fault.description == text)
    }

    @Test("shares beyond 64 bits are refused, and the largest prices are not truncated")
    func extremes() throws {
        func huge(_ number: UInt64) -> BundleContent {
            BundleContent(id: Identifier(high: 8, low: number), owner: nil, share: .max, listPrice: 0, currency: .usd)
        }
        #expect(fault(.of(huge(1), huge(2))) == .overflow)
        #expect(try parts(.of(.content(1, price: .max), .content(2, price: .max))) == [5_000, 5_000])
    }

    @Test("contents are taken in the order of their ids, however they come")
    func order() {
        let contents = [3, 1, 2].map { BundleContent.content($0) }
        #expect(Bundle(exists: true, contents: contents).contents.map(\.id.low) == [1, 2, 3])
    }

    @Test("a seller is lacking where a content is gone or has no owner, the platform's own apart")
    func lacksSeller() {
        #expect(!Bundle.of(.content(1), .content(2)).lacksSeller)
        #expect(Bundle.of(.content(1), .content(2, owned: false)).lacksSeller)
        #expect(!Bundle.of(.content(1), .content(2, ofPlatform: true, owned: false)).lacksSeller)
    }
}
