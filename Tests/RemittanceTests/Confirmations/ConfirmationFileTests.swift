import Money
import Remittance
import Settlement
import TestRandom
import Testing

/// What comes back from providers and banks.
@Suite struct ConfirmationFileTests {
    private static let first = Identifier(high: 0x4000, low: 0x8000_0000_0000_0001)
    private static let second = Identifier(high: 0x4000, low: 0x8000_0000_0000_0002)
    private static let header = "payout_id,status,reference,reason\n"

    private func parse(_ text: String) throws(ConfirmationRefusal) -> [PayoutConfirmation] {
        try ConfirmationFile.parse(Array(text.utf8), name: "bank.csv")
    }

    private func confirmation(
        _ line: Int, _ payout: Identifier, _ status: PayoutConfirmation.Status, _ reference: String = "",
        _ reason: String = "",
        _ amount: Money? = nil
    ) -> PayoutConfirmation {
        PayoutConfirmation(
            line: line, payout: payout, status: status, reference: reference, reason: reason, amount: amount)
    }

    @Test func bothIds() throws {
        let text =
            Self.header + "00000000-0000-4000-8000-000000000001,completed,B-1,\n"
            + "p00000000008008000000000oO2,failed,B-2,\"no, \"\"closed\"\"\"\n"
        #expect(
            try parse(text) == [
                confirmation(2, Self.first, .completed, "B-1"),
                confirmation(3, Self.second, .failed, "B-2", "no, \"closed\""),
            ])
    }

    @Test func amounts() throws {
        let text =
            "payout_id,status,reference,reason,amount_cents,currency\n"
            + "\(Self.first),completed,,,1250,USD\n\(Self.second),unknown,,,,\n"
        #expect(
            try parse(text) == [
                confirmation(2, Self.first, .completed, "", "", Money("12.50 USD")),
                confirmation(3, Self.second, .unknown),
            ])
    }

    /// Windows' lines, a byte order mark, blank lines, spaces, a reason over two lines, no line feed at the end.
    @Test func howProgramsWriteIt() throws {
        let text =
            "\u{FEFF}payout_id, status, reference, reason\r\n\r\n\"\(Self.first)\", completed ,B,\r\n"
            + "\(Self.second),failed,,\"one\r\ntwo\""
        #expect(
            try parse(text) == [
                confirmation(3, Self.first, .completed, "B"), confirmation(4, Self.second, .failed, "", "one\r\ntwo"),
            ])
    }

    @Test func nothingIsSaid() throws {
        #expect(try parse(Self.header).isEmpty)
        #expect(try parse("payout_id,status,reference,reason").isEmpty)
    }

    @Test func everyBadLineIsNamed() {
        let text =
            Self.header + "x,completed,,\n\(Self.first),paid,,\n\(Self.second),completed,,\n\(Self.first),failed\n"
            + "\(Self.second),failed,,\n\(Self.first),failed,\"a\"b,\n"
        expect(
            text,
            """
            bank.csv:2: "x" is no payout_id; give the UUID or the short id of the file
            bank.csv:3: "paid" is no status; give completed, failed or unknown
            bank.csv:5: there are 2 cells; the header names 4
            bank.csv:6: payout 00000000-0000-4000-8000-000000000002 was on line 4 before; keep one
            bank.csv:7: the quotes are not closed, or stand loose; write "" for one
            nothing of "bank.csv" was taken; correct the file and give it again
            """)
    }

    @Test(arguments: ["12.50", "1,250", "", " ", "+5", "05", "a"])
    func noAmount(cents: String) {
        let text =
            "payout_id,status,reference,reason,amount_cents,currency\n\(Self.first),completed,,,\"\(cents)\",USD\n"
        expect(
            text,
            "bank.csv:2: \"\(cents.trimmingSpaces)\" is no amount_cents; give whole minor units, such as 1250\n"
                + "nothing of \"bank.csv\" was taken; correct the file and give it again")
    }

    /// Where columns are mixed up, a cell can be an account: then its end alone is shown.
    @Test(arguments: [
        ("9223372036854775808", "…5808"), ("DE02 1203 0000 0000 2020 51", "…2051"), ("a@b.example", "…mple"),
    ])
    func noAmountButAnAccount(cell: String, shown: String) {
        let header = "payout_id,status,reference,reason,amount_cents,currency\n"
        let end = "\nnothing of \"bank.csv\" was taken; correct the file and give it again"
        expect(
            header + "\(Self.first),completed,,,\(cell),USD\n",
            "bank.csv:2: \"\(shown)\" is no amount_cents; give whole minor units, such as 1250" + end)
        expect(
            header + "\(Self.first),completed,,,5,\(cell)\n",
            "bank.csv:2: \"\(shown)\" is no currency; give its code, such as USD" + end)
        expect(
            Self.header + "\(cell),completed,,\n\(Self.first),\(cell),,\n",
            "bank.csv:2: \"\(shown)\" is no payout_id; give the UUID or the short id of the file\n"
                + "bank.csv:3: \"\(shown)\" is no status; give completed, failed or unknown" + end)
    }

    @Test func noCurrency() {
        expect(
            "payout_id,status,reference,reason,amount_cents,currency\n\(Self.first),completed,,,5,\n",
            "bank.csv:2: the currency is missing; give its code, or leave out the amount too\n"
                + "nothing of \"bank.csv\" was taken; correct the file and give it again")
    }

    @Test(arguments: [
        "", "\n\n", "payout_id,status\n", "status,payout_id,reference,reason\n",
        "payout_id,status,reference,reason,amount_cents\n", "Payout_ID,status,reference,reason\n",
    ])
    func noHeader(text: String) {
        let problem = text.trimmingSpaces.isEmpty || text == "\n\n" ? "is missing" : "is not the right one"
        expect(
            text,
            "bank.csv:1: the header \(problem); give \"payout_id,status,reference,reason\", with "
                + "\"amount_cents,currency\" after it if the file has amounts\n"
                + "nothing of \"bank.csv\" was taken; correct the file and give it again")
    }

    @Test func notUTF8() {
        #expect(
            throws: ConfirmationRefusal(
                file: "a", faults: [LineFault(line: 1, problem: "the file is not UTF-8; save it in that encoding")])
        ) { try ConfirmationFile.parse([0x70, 0xE9], name: "a") }
    }

    @Test func tooLong() {
        let long = String(repeating: "x", count: 501)
        expect(
            Self.header + "\(Self.first),failed,,\(long)\n",
            "bank.csv:2: the reason is no text of at most 500 characters\n"
                + "nothing of \"bank.csv\" was taken; correct the file and give it again")
    }

    /// Whatever a file holds, reading it ends, and what is taken was in it.
    @Test(arguments: Seeds.first(300))
    func anything(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let rows = (0..<8).map { _ in
            let id = Bool.random(using: &random) ? "\(Self.first)" : HostileText.random(using: &random)
            return "\(id),completed,\(HostileText.random(using: &random)),\n"
        }
        guard let confirmations = try? parse(Self.header + rows.joined()) else { return }
        #expect(confirmations.allSatisfy { $0.payout == Self.first && $0.status == .completed })
        #expect(confirmations.count <= 1)
    }

    private func expect(_ text: String, _ message: String) {
        do throws(ConfirmationRefusal) {
            _ = try parse(text)
            Issue.record("taken: \(text)")
        } catch {
            #expect("\(error)" == message)
        }
    }
}

extension String {
    /// The text without spaces around it.
    fileprivate var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
