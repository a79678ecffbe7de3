import Money
import Remittance
import Settlement
import TestRandom
import Testing

/// Files of random payouts to strangers: by the official schema, and by what every file promises.
@Suite struct FilePropertyTests {
    private static let ibans = ["DE89370400440532013000", "NO9386011117947", "GB29 NWBK 6016 1331 9268 19"]
    private static let currencies = ["USD", "EUR", "JPY", "KWD", "KHR", "CLF"]

    /// Payouts of every method.
    private func payouts(_ seed: UInt64, _ methods: Set<PayeeAccount.Method>) -> [Payout] {
        var random = SplitMix(seed: seed)
        let allowed = PayeeAccount.Method.allCases.filter(methods.contains)
        return (0..<Int.random(in: 1...40, using: &random)).map { _ in
            let method = allowed.randomElement(using: &random) ?? .aba
            return Payout(
                id: Identifier(high: random.next(), low: random.next()),
                amount: Money(
                    cents: Int64.random(in: 1...(Bool.random(using: &random) ? 3 : 2_147_483_647), using: &random),
                    currency: Currency(Self.currencies.randomElement(using: &random) ?? "USD")),
                account: account(method, using: &random), note: HostileText.random(using: &random))
        }
    }

    private func account(_ method: PayeeAccount.Method, using random: inout SplitMix) -> PayeeAccount {
        let name = "🙂" + HostileText.random(using: &random)
        let email = "a\(UInt16.random(in: 0...999, using: &random))@example.org"
        return switch method {
        case .bankTransfer:
            Example.bank(
                Self.ibans.randomElement(using: &random) ?? "",
                bic: Bool.random(using: &random) ? "DEUTDEFF500" : nil, name: name)
        case .paypal: Example.paypal(email)
        case .wise: Example.wise(email, name: name)
        case .aba:
            Example.aba(
                HostileText.random(using: &random) + "1", name: Bool.random(using: &random) ? name : nil)
        }
    }

    @Test("bank transfers are valid by the official schema", arguments: Seeds.first(25))
    func official(seed: UInt64) throws {
        for file in try Example.files(of: payouts(seed, [.bankTransfer]), as: .pain001) {
            let complaint = try OfficialSchema.complaint(about: file.bytes)
            #expect(complaint == nil, "seed \(seed): \(complaint ?? "")")
        }
    }

    /// The check itself can fail: a sum that is no number, an element too many.
    @Test func theSchemaRefuses() throws {
        let text = try #require(
            try Example.texts([Example.payout(1, "5.00 EUR", to: Example.bank())], as: .pain001).values.first)
        #expect(try OfficialSchema.complaint(about: Array(text.utf8)) == nil)
        for (old, new) in [("<CtrlSum>5.00<", "<CtrlSum>5,00<"), ("<PmtMtd>", "<PmtMtd>X"), ("MsgId>", "MessageId>")] {
            let broken = Array(text.replacing(old, with: new).utf8)
            #expect(try OfficialSchema.complaint(about: broken) != nil, "\(new) was taken")
        }
    }

    @Test(
        "nobody is lost, doubled or paid another amount; the same batch is the same bytes", arguments: Seeds.first(60))
    func complete(seed: UInt64) throws {
        for format in PayoutFormat.allCases {
            let payouts = payouts(seed, format.methods)
            let files = try Example.files(of: payouts, as: format)
            #expect(try Example.files(of: payouts.shuffled(), as: format) == files)
            let batches = try Remittance.batches(of: payouts, as: format)
            #expect(batches.joined().map(\.id).sorted() == payouts.map(\.id).sorted())
            #expect(Set(files.map(\.name)).count == files.count)
            let sums = try batches.map { try Remittance.sum($0).cents }
            #expect(sums.reduce(0, +) == payouts.reduce(0) { $0 + $1.amount.cents })
            let all = files.map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
            for payout in payouts {
                #expect(all.split(separator: payout.shortID).count >= 2)
                #expect(
                    all.contains(Money.decimal(payout.amount.cents, exponent: payout.amount.currency.exponent ?? 0)))
            }
        }
    }

    @Test("every row has its cells, and none runs in a spreadsheet", arguments: Seeds.first(60))
    func cells(seed: UInt64) throws {
        let signs = "=+-@＝＋－＠\t\r\n".unicodeScalars
        for (format, width) in [(PayoutFormat.paypal, 6), (.wise, 7), (.csv, 8)] {
            let payouts = payouts(seed, format.methods)
            let batches = try Remittance.batches(of: payouts, as: format)
            for (batch, file) in zip(batches, try Example.files(of: payouts, as: format)) {
                let rows = try #require(LooseCSV.rows(String(decoding: file.bytes, as: UTF8.self)))
                #expect(rows.count == batch.count + (format == .paypal ? 0 : 1))
                for row in rows {
                    #expect(row.count == width, "\(row)")
                    #expect(row.allSatisfy { !signs.contains($0.unicodeScalars.first ?? "x") }, "\(row)")
                }
            }
        }
    }
}
