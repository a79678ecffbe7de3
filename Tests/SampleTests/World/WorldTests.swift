import Foundation
import Testing

@testable import Sample

@Suite("Who and what there is in a sample")
struct WorldTests {
    @Test("every slot of a month is another user", arguments: [-1, 0, 3])
    func slots(month: Int) throws {
        let population = Population(.tiny)
        let users = (0..<population.slots(by: month)).map { population.user(slot: $0, by: month) }
        #expect(Set(users).count == users.count)
        #expect(users.allSatisfy { (0..<population.firstPlanted).contains($0) })
    }

    @Test("all subscriptions have begun by the last month, half of them before the first where the platform grows")
    func subscriptions() {
        let population = Population(.demo)
        #expect(population.subscribers(by: -1) == 1_500 && population.subscribers(by: 11) == 3_000)
        #expect((0..<12).allSatisfy { population.subscribers(by: $0) > population.subscribers(by: $0 - 1) })
    }

    @Test("contents are published month by month until all are")
    func publishing() {
        let catalogue = Catalogue(.demo)
        #expect(catalogue.published(by: -1) == 600 && catalogue.published(by: 11) == 800)
    }

    @Test("contents belong to creators, the platform or nobody; nobody's are not for sale")
    func owners() {
        let catalogue = Catalogue(.demo)
        let all = 0..<catalogue.count
        #expect(all.contains { catalogue.owner(of: $0) == .platform } && catalogue.owner(of: 22) == .nobody)
        #expect(all.filter { catalogue.owner(of: $0) == .nobody }.allSatisfy { catalogue.price(of: $0) == 0 })
        #expect(Catalogue.plain.map(catalogue.owner) == [.creator(0), .creator(1), .creator(2)])
        #expect(Catalogue.plain.allSatisfy { catalogue.price(of: $0) > 0 && catalogue.tariffNumber(of: $0) == 0 })
    }

    @Test("what is picked for sale is for sale, published and not gone", arguments: [0, 5, 11])
    func picking(month: Int) {
        let catalogue = Catalogue(.demo)
        var random = RowRandom(state: 4)
        for _ in 0..<3_000 {
            let content = catalogue.pickForSale(in: month, &random)
            #expect(content < catalogue.published(by: month) && catalogue.price(of: content) > 0)
            #expect(!catalogue.isGone(content, in: month))
        }
    }

    @Test("a content that is deleted after a month is gone from the next one on")
    func deletion() {
        let catalogue = Catalogue(.demo)
        let deleted = catalogue.deleted(after: 3)
        #expect(!catalogue.isGone(deleted, in: 3) && catalogue.isGone(deleted, in: 4) && catalogue.isEverGone(deleted))
    }

    @Test("good bundles hold two contents or more, none twice, in one currency, none of them ever deleted")
    func bundles() {
        let catalogue = Catalogue(.demo)
        for bundle in BundleShelf(.demo, catalogue).bundles {
            let contents = bundle.contents.map(\.content)
            #expect(contents.count >= 2 && Set(contents).count == contents.count && bundle.price > 0)
            #expect(contents.allSatisfy { !catalogue.isEverGone($0) && catalogue.price(of: $0) > 0 })
            #expect(Set(contents.map { "\(Tariff.all[catalogue.tariffNumber(of: $0)].code ?? "USD")" }).count == 1)
        }
    }

    @Test("shares of good bundles are none, all that sum to 100, or some that leave something over")
    func shares() {
        for bundle in BundleShelf(.demo, Catalogue(.demo)).bundles {
            // In basis points: "33.34" is 3334.
            let shares = bundle.contents.compactMap(\.share).map { share in
                let parts = "\(share)".split(separator: ".")
                return (Int(parts[0]) ?? 0) * 100 + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
            }
            let sum = shares.reduce(0, +)
            #expect(shares.isEmpty || (shares.count == bundle.contents.count ? sum == 10_000 : sum < 10_000))
        }
    }

    @Test("a reader meets a content once, over all rounds")
    func pairs() {
        let pairs = ReaderPairs(readers: 17, total: 150)
        var random = RowRandom(state: 6)
        let drawn = (0..<150).map { pairs.pair($0, contents: 30, &random) }
        #expect(Set(drawn.map { "\($0.reader) \($0.content)" }).count == 150)
        #expect(drawn.allSatisfy { (0..<17).contains($0.reader) && (0..<30).contains($0.content) })
    }

    @Test(
        "commission is the tier's percentage, a half upwards",
        arguments: [(0, 0), (99, 20), (499, 100), (500, 75), (999, 150), (1_999, 300), (2_000, 200), (4_900, 490)])
    func commission(amount: Int, commission: Int) {
        #expect(Tariff.dollars.commission(on: amount) == commission)
    }
}

@Suite("Texts of a sample")
struct PhrasesTests {
    @Test("hold every hostile title in the contents of the demo")
    func hostileTitles() throws {
        let platform = try SamplePlatform(.demo)
        let titles = Set(
            try parts(of: platform).filter { platform.tables(in: $0).contains(.contents) }
                .flatMap { try column("title", of: .contents, $0, in: platform) })
        for title in Phrases.hostile {
            #expect(titles.contains(written { $0.text(title) }), "\(title.debugDescription)")
        }
    }

    @Test("are JSON strings that a reader of JSON gets back unharmed", arguments: Phrases.hostile + Phrases.names)
    func json(text: String) throws {
        let quoted = Data(Phrases.json(text).utf8)
        let read = try JSONSerialization.jsonObject(with: quoted, options: .fragmentsAllowed) as? String
        #expect(read.map { Array($0.utf8) } == Array(text.utf8))
    }

    @Test("are IBANs whose check digits are right", arguments: [0, 1, 532_013_000, 999_999_999])
    func ibans(account: Int) {
        let iban = PayoutAccount.iban(account)
        let moved = iban.dropFirst(4) + iban.prefix(4)
        let remainder = moved.utf8.reduce(0) { rest, byte in
            let value = byte >= 65 ? Int(byte) - 55 : Int(byte) - 48
            return (rest * (value > 9 ? 100 : 10) + value) % 97
        }
        #expect(iban.count == 22 && remainder == 1)
    }

    @Test("name an account for some methods, and leave one in eleven blank")
    func accounts() {
        var random = RowRandom(state: 1)
        let accounts = (0..<143).map { PayoutAccount($0, "A \"quoted\" name", &random) }
        #expect(Set(accounts.map { $0.method.map { "\($0)" } ?? "none" }) == ["paypal", "aba", "wise", "bank", "none"])
        let blank = accounts.enumerated().filter { $0.offset % 11 == 9 }.map(\.element)
        #expect(blank.allSatisfy { $0.email != "payout" && ($0.aba ?? "").isEmpty })
    }
}
