/// How creators want to be paid: most by a bank or PayPal, some without the account that their choice needs, and one in
/// nine without any settings.
struct SettingsRows: RowSource {
    private let platform: SamplePlatform
    private let stream: RowStream
    private let creators: [Int]

    init(_ platform: SamplePlatform) {
        self.platform = platform
        stream = platform.stream(.settings)
        creators = (0..<platform.options.creators).filter(SettingsRows.hasSettings)
    }

    /// Whether a creator has settings at all.
    static func hasSettings(_ creator: Int) -> Bool {
        creator % 9 != 5
    }

    var units: Int { creators.count }

    func write(_ unit: Int, to buffer: inout CopyBuffer) {
        let creator = creators[unit]
        var random = stream.random(creator)
        let name = Phrases.names[creator % Phrases.names.count]
        let account = PayoutAccount(creator, name, &random)
        let created = platform.clock(.initial).moment(&random)
        let hasPayPal = account.email != nil || random.chance(1, in: 3)
        buffer.id(stream.id(creator))
        buffer.id(platform.population.id(creator))
        buffer.boolean(!random.chance(1, in: 12))
        buffer.boolean(account.aba != nil)
        buffer.text(account.aba.map { _ in "https://example.com/khqr/\(creator).png" })
        buffer.text(account.aba.map { _ in name })
        buffer.boolean(hasPayPal)
        buffer.text(hasPayPal ? "tips.\(creator)@example.com" : nil)
        buffer.word(account.method)
        buffer.text(account.aba)
        buffer.text(account.email)
        buffer.text(account.details)
        buffer.moment(created)
        buffer.moment(random.chance(1, in: 2) ? nil : created + Moment.day)
        buffer.endRow()
    }
}

/// The account that a creator's payouts go to.
struct PayoutAccount {
    /// The preferred method; null where nothing was chosen.
    let method: StaticString?
    /// The ABA account number.
    private(set) var aba: String?
    /// The PayPal address.
    private(set) var email: String?
    /// Wise's or the bank's data, as JSON.
    private(set) var details: String?

    /// The account of a creator by number; one in eleven has left the account of the chosen method blank.
    init(_ creator: Int, _ name: String, _ random: inout RowRandom) {
        let isBlank = creator % 11 == 9
        switch creator % 13 {
        case 0..<4:
            method = "paypal"
            email = isBlank ? " " : "payout.\(creator)@example.com"
        case 4..<8:
            method = "aba"
            aba = isBlank ? "" : String(100_000_000 + random.below(900_000_000))
        case 8..<10:
            method = "wise"
            if !isBlank {
                details = "{\"wise_email\": \"wise.\(creator)@example.com\", \"name\": \(Phrases.json(name))}"
            }
        case 10..<12:
            method = "bank"
            let iban = isBlank ? "" : PayoutAccount.iban(random.below(1_000_000_000))
            details = "{\"iban\": \"\(iban)\", \"bic\": \"COBADEFFXXX\", \"name\": \(Phrases.json(name))}"
        default: method = nil
        }
    }

    /// A German IBAN whose check digits are right, for an account number of up to nine digits.
    static func iban(_ account: Int) -> String {
        let digits = String(account)
        let basic = "37040044" + String(repeating: "0", count: 10 - digits.count) + digits
        // "DE00" moved to the end, letters as numbers (D is 13, E is 14), modulo 97.
        let remainder = (basic + "131400").utf8.reduce(0) { ($0 * 10 + Int($1 - 0x30)) % 97 }
        let check = 98 - remainder
        return "DE\(check < 10 ? "0" : "")\(check)\(basic)"
    }
}
