import Foundation
import Testing

@testable import Sample

@Suite("The smaller tables of a sample")
struct SmallTablesTests {
    @Test("payouts of before the first month are completed, and their parts add up")
    func oldPayouts() throws {
        let rows = try records(try demo(), .payouts, .initial)
        #expect(rows.count == 6)
        for row in rows {
            let parts = ["from_sales_cents", "from_donations_cents", "from_subscriptions_cents"].map {
                row.number($0) ?? -1
            }
            #expect(row["status"] == "completed" && parts.reduce(0, +) == row.number("amount_cents"))
            #expect((row["requested_at"] ?? "") < (row["processed_at"] ?? ""))
        }
    }

    @Test("payouts of a month are requests: pending, without parts, some too small and some too large")
    func requests() throws {
        let rows = try records(try demo(), .payouts, .month(4))
        #expect(rows.count == 5)
        #expect(
            rows.allSatisfy { $0["status"] == "pending" && $0["from_sales_cents"] == nil && $0["processed_at"] == nil })
        #expect(
            rows.contains { $0["amount_cents"] == "500" }
                && rows.contains { $0.number("amount_cents") ?? 0 >= 90_000_000 })
        #expect(rows.contains { $0["payout_method"] == "paypal" } && rows.contains { $0["payout_method"] == nil })
    }

    @Test("most creators have payment settings, one row each, with every method among them")
    func settings() throws {
        let platform = try demo()
        let rows = try records(platform, .creatorPaymentSettings, .initial)
        #expect(Set(rows.map { $0["user_id"] }).count == rows.count && rows.count == (0..<200).count { $0 % 9 != 5 })
        #expect(
            Set(rows.map { $0["preferred_payout_method"] ?? "null" }) == ["paypal", "aba", "wise", "bank", "null"])
        #expect(!rows.contains { $0["user_id"] == platform.population.id(5).description })
    }

    @Test("details of accounts are JSON that can be read, with the names that people have")
    func details() throws {
        let rows = try records(try demo(), .creatorPaymentSettings, .initial)
        var names: Set<String> = []
        for text in rows.compactMap({ $0["payout_details"] }) {
            // COPY doubles every backslash.
            let json = Data(text.replacing(#"\\"#, with: #"\"#).utf8)
            let details = try #require(try JSONSerialization.jsonObject(with: json) as? [String: String])
            #expect(details["wise_email"] != nil || details["iban"] != nil)
            names.insert(details["name"] ?? "")
        }
        #expect(names.contains(#"Anne-Sophie "Sophie" Müller"#) && names.contains("Conan O'Brien"))
    }

    @Test("users join before they do anything, each with an address of their own")
    func users() throws {
        let platform = try demo()
        let rows = try ([SamplePart.initial] + (0..<12).map(SamplePart.month)).flatMap {
            try records(platform, .users, $0)
        }
        #expect(rows.count == platform.population.count && Set(rows.map { $0["email"] }).count == rows.count)
        for row in rows {
            let preferences = Data((row["preferences"] ?? "").utf8)
            #expect(try JSONSerialization.jsonObject(with: preferences) is [String: Any])
        }
    }

    @Test("contents are paid where they have a price; the others are public, private or shared")
    func contents() throws {
        let rows = try records(try demo(), .contents, .initial)
        #expect(rows.allSatisfy { ($0["visibility"] == "paid") == ($0.number("price_cents") ?? 0 > 0) })
        #expect(Set(rows.compactMap { $0["visibility"] }) == ["paid", "public", "private", "shared"])
        #expect(rows.allSatisfy { $0["is_platform_content"] == "f" || $0["user_id"] == nil })
        #expect(rows.contains { $0["is_platform_content"] == "t" })
        #expect(rows.contains { $0["is_platform_content"] == "f" && $0["user_id"] == nil })
    }

    @Test("bundles have their contents, each once, the planted ones beside the good")
    func bundles() throws {
        let platform = try demo(badRows: true)
        let bundles = try records(platform, .bundles, .initial)
        let contents = try records(platform, .bundleContents, .initial)
        #expect(bundles.count == 40 + 8)
        #expect(Set(contents.map { "\($0["bundle_id"] ?? "") \($0["content_id"] ?? "")" }).count == contents.count)
        let filled = Set(contents.map { $0["bundle_id"] })
        #expect(bundles.count { !filled.contains($0["id"]) } == 1)
    }

    @Test("rights of access are unique by content and user, and end only for subscribers")
    func access() throws {
        let platform = try demo()
        let rows = try ([SamplePart.initial] + (0..<12).map(SamplePart.month)).flatMap {
            try records(platform, .contentAccess, $0)
        }
        #expect(Set(rows.map { "\($0["content_id"] ?? "") \($0["user_id"] ?? "")" }).count == rows.count)
        #expect(Set(rows.compactMap { $0["access_type"] }) == ["owner", "subscriber", "shared", "platform"])
        #expect(rows.allSatisfy { ($0["expires_at"] != nil) == ($0["access_type"] == "subscriber") })
    }

    @Test("learning hangs together: concepts on maps, sessions on concepts, interactions on sessions")
    func learning() throws {
        let platform = try demo()
        func ids(_ table: SampleTable, _ part: SamplePart) throws -> Set<String> {
            Set(try column("id", of: table, part, in: platform))
        }
        func values(_ name: String, _ table: SampleTable, _ part: SamplePart) throws -> Set<String> {
            Set(try column(name, of: table, part, in: platform))
        }
        #expect(try values("learning_map_id", .concepts, .initial) == ids(.learningMaps, .initial))
        #expect(try values("content_id", .contentSections, .initial).isSubset(of: ids(.contents, .initial)))
        for part in [SamplePart.month(0), .month(11)] {
            #expect(try values("concept_id", .learningSessions, part).isSubset(of: ids(.concepts, .initial)))
            #expect(try values("session_id", .interactions, part) == ids(.learningSessions, part))
            #expect(try values("concept_id", .userNotes, part).isSubset(of: ids(.concepts, .initial)))
            #expect(try ids(.interactions, part).count == 600)
        }
    }

    @Test("ratings are of one to five stars, most of them kind")
    func ratings() throws {
        let stars = try (0..<12).flatMap { try column("rating", of: .contentRatings, .month($0), in: try demo()) }
        #expect(Set(stars) == ["1", "2", "3", "4", "5"])
        #expect(stars.count { $0 == "5" } * 3 > stars.count)
    }
}
