import Money
import Settlement
import Testing

/// Accounts (R11.3) and ids (R11.4).
@Suite("Accounts and ids of payouts")
struct PayeeSettingsTests {
    @Test("with PayPal is the address alone: a name beside it is no part of what is copied and sealed")
    func paypal() throws {
        let named = PayeeSettings(preferredMethod: "paypal", paypalEmail: "one@example.org", name: "One")
        let account = try #require(named.account(ownMethod: nil))
        #expect(account.holder.isEmpty && account.sealedText == "6:paypal15:one@example.org0:0:")
        let bank = PayeeSettings(preferredMethod: "aba", abaAccount: "000111222", name: "One")
        #expect(bank.account(ownMethod: nil)?.holder == "One")
    }

    @Test("an account is there in full, or not at all")
    func blanks() {
        #expect(PayeeSettings(preferredMethod: nil, paypalEmail: "a@example.org").account(ownMethod: nil) == nil)
        #expect(PayeeSettings(preferredMethod: "aba", abaAccount: "  \u{A0}").account(ownMethod: nil) == nil)
        #expect(PayeeSettings(preferredMethod: "aba").account(ownMethod: nil) == nil)
        #expect(
            PayeeSettings(preferredMethod: "wise", wiseEmail: "n@example.org", name: "").account(ownMethod: nil) == nil)
        #expect(PayeeSettings(preferredMethod: "bank", name: "One").account(ownMethod: nil) == nil)
        #expect(
            PayeeSettings(preferredMethod: "bank", iban: "DE02120300000000202051").account(ownMethod: nil) == nil)
        let bank = PayeeSettings(
            preferredMethod: "bank", iban: "DE02120300000000202051", bic: "BYLADEM1001", name: "One")
        #expect(bank.account(ownMethod: nil)?.bank == "BYLADEM1001")
        #expect(bank.account(ownMethod: nil)?.method.rawValue == "bank_transfer")
    }

    @Test("nothing that prints an account shows more than its end")
    func hidden() throws {
        let settings = PayeeSettings(preferredMethod: "bank", iban: "DE02 1203 0000 0000 2020 51", name: "One Creator")
        let account = try #require(settings.account(ownMethod: nil))
        var dumped = ""
        dump(account, to: &dumped)
        for text in ["\(account)", String(reflecting: account), dumped] {
            #expect(!text.contains("1203") && !text.contains("One Creator"), "\(text)")
        }
        #expect(account.ending == "2051")
        let short = try #require(PayeeSettings(preferredMethod: "aba", abaAccount: "12345").account(ownMethod: nil))
        #expect(short.ending == "45")
    }

    @Test("what is sealed of two accounts differs where they differ, wherever the fields end")
    func sealed() {
        let one = PayeeSettings(preferredMethod: "wise", wiseEmail: "a", name: "bc").account(ownMethod: nil)
        let other = PayeeSettings(preferredMethod: "wise", wiseEmail: "ab", name: "c").account(ownMethod: nil)
        #expect(one?.sealedText == "4:wise1:a2:bc0:")
        #expect(one?.sealedText != other?.sealedText)
    }

    @Test(
        "ids are UUIDv5 of creator, currency and day",
        arguments: [
            ("101", "2025-03-03", "4de844af-5e1f-5805-ba0e-94d08df8e841"),
            ("105", "2025-03-04", "1eba45f2-83a3-553d-b502-52ccfe3f4259"),
        ])
    func ids(number: String, day: String, id: String) throws {
        let creator = try #require(Identifier("00000000-0000-4000-8000-000000000\(number)"))
        #expect(PayoutIdentifier.id(creator: creator, currency: .usd, day: try #require(Day(day))).description == id)
    }
}
