import Remittance
import TestRandom
import Testing

/// IBANs, BICs and what may be shown of them.
@Suite struct AccountTests {
    /// From the registry's own examples (ISO 13616).
    @Test(arguments: [
        "AL47212110090000000235698741", "AT611904300234573201", "BE68539007547034", "CH9300762011623852957",
        "CY17002001280000001200527600", "DE89370400440532013000", "ES9121000418450200051332",
        "FR1420041010050500013M02606", "GB29NWBK60161331926819", "IE29AIBK93115212345678",
        "IT60X0542811101000000123456",
        "LC55HEMM000100010012001200023015", "MT84MALT011000012345MTLCAST001S", "NL91ABNA0417164300", "NO9386011117947",
        "PL61109010140000071219812874", "SE4550000000058398257466", "VG96VPVG0000012345678901",
    ])
    func anIBAN(text: String) throws {
        #expect(try IBAN(text).text == text)
        #expect(try IBAN("  " + text.lowercased().prefix(4) + " " + text.dropFirst(4)).text == text)
        #expect(try "\(IBAN(text))" == "…" + text.suffix(4))
    }

    /// Mod 97 finds every digit that is wrong and every two neighbours that changed places.
    @Test(arguments: Seeds.first(200))
    func oneMistake(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var digits = Array("DE89370400440532013000")
        let place = Int.random(in: 4..<digits.count - 1, using: &random)
        if Bool.random(using: &random), digits[place] != digits[place + 1] {
            digits.swapAt(place, place + 1)
        } else {
            let wrong = (try #require(digits[place].wholeNumberValue) + Int.random(in: 1...9, using: &random)) % 10
            digits[place] = Character(String(wrong))
        }
        let fault = AccountFault(value: String(digits), problem: "does not pass its check digits (mod 97)")
        #expect(throws: fault) { try IBAN(String(digits)) }
    }

    @Test(arguments: [
        ("", "\"…\" is not an IBAN"), ("DE89 3704", "\"…3704\" is not an IBAN"),
        ("8937040044053201300000", "\"…0000\" is not an IBAN"), ("DE8937040044053201300O!", "\"…00O!\" is not an IBAN"),
        ("DE8937040044053201300", "\"…1300\" has 21 characters where DE has 22"),
        ("ΔE89370400440532013000", "\"…3000\" is not an IBAN"),
        ("DE89370400440532013001", "\"…3001\" does not pass its check digits (mod 97)"),
    ])
    func noIBAN(text: String, message: String) {
        do throws(AccountFault) {
            _ = try IBAN(text)
            Issue.record("\(text) was taken")
        } catch {
            #expect("\(error)" == message)
        }
    }

    @Test(arguments: ["DEUTDEFF", "deutdeff500", "NEDSZAJJXXX", "1234DE5X"])
    func aBIC(text: String) throws {
        #expect(try BIC(text).text == text.uppercased())
    }

    @Test(arguments: ["", "DEUTDEF", "DEUTDEFF50", "DEUT1EFF", "DEUTDEFF5000", "DEÜTDEFF"])
    func noBIC(text: String) {
        #expect(throws: AccountFault(value: text.uppercased(), problem: "is not a BIC of 8 or 11 characters")) {
            try BIC(text)
        }
    }

    @Test(arguments: [
        ("000111222", "…1222"), ("five@example.org", "….org"), ("12345", "…45"), ("1", "…"), ("", "…"),
        ("12 34 56 78\n", "…5678"),
    ])
    func noMoreThanFour(account: String, shown: String) {
        #expect(AccountFault.lastFour(account) == shown)
    }
}
