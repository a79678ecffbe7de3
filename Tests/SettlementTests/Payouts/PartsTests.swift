import Money
import Settlement
import TestRandom
import Testing

@Suite("Parts of a payout")
struct PartsTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let amount: Int64
        let available: BucketAmounts
        let parts: String
    }

    static let cases = [
        Case(
            testDescription: "everything takes all of each bucket", amount: 60,
            available: BucketAmounts(sales: 10, donations: 20, subscriptions: 30), parts: "10 + 20 + 30"),
        Case(
            testDescription: "less takes sales first", amount: 10,
            available: BucketAmounts(sales: 10, donations: 20, subscriptions: 30), parts: "10 + 0 + 0"),
        Case(
            testDescription: "then subscriptions", amount: 35,
            available: BucketAmounts(sales: 10, donations: 20, subscriptions: 30), parts: "10 + 0 + 25"),
        Case(
            testDescription: "then donations", amount: 41,
            available: BucketAmounts(sales: 10, donations: 20, subscriptions: 30), parts: "10 + 1 + 30"),
        Case(
            testDescription: "a deficit is taken from subscriptions first", amount: 35,
            available: BucketAmounts(sales: 10, donations: -5, subscriptions: 30), parts: "10 + 0 + 25"),
        Case(
            testDescription: "then from sales", amount: 5,
            available: BucketAmounts(sales: 10, donations: -35, subscriptions: 30), parts: "5 + 0 + 0"),
        Case(
            testDescription: "then from donations", amount: 5,
            available: BucketAmounts(sales: -20, donations: 55, subscriptions: -30), parts: "0 + 5 + 0"),
        Case(
            testDescription: "from sales before donations, though everything is paid", amount: 40,
            available: BucketAmounts(sales: 30, donations: 20, subscriptions: -10), parts: "20 + 20 + 0"),
        Case(
            testDescription: "nothing of nothing", amount: 0,
            available: BucketAmounts(sales: 0, donations: 0, subscriptions: 0), parts: "0 + 0 + 0"),
        Case(
            testDescription: "the largest amounts", amount: Int64.max,
            available: BucketAmounts(sales: Int64.max, donations: 0, subscriptions: 0), parts: "\(Int64.max) + 0 + 0"),
    ]

    @Test("are taken from the buckets in the order of R11.2", arguments: cases)
    func worked(_ example: Case) throws {
        let parts = try PayoutParts.parts(of: example.amount, from: example.available)
        #expect(parts.text == example.parts)
    }

    @Test("sum to the amount, are not negative, and take no more than a bucket has", arguments: Seeds.first(200))
    func property(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        for _ in 0..<50 {
            var available = BucketAmounts.zero
            for bucket in Bucket.allCases { available[bucket] = Int64.random(in: -500...1_000, using: &random) }
            let total = max(0, try available.total())
            let amount = Int64.random(in: 0...total, using: &random)
            let parts = try PayoutParts.parts(of: amount, from: available)
            #expect(try parts.total() == amount, "seed \(seed): \(available)")
            for bucket in Bucket.allCases {
                #expect(parts[bucket] >= 0 && parts[bucket] <= max(0, available[bucket]), "seed \(seed): \(available)")
            }
        }
    }
}
