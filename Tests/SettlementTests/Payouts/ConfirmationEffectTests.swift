import Money
import Settlement
import Testing

/// What an answer does to a payout (R11.5).
@Suite("Confirmations (R11.5)")
struct ConfirmationEffectTests {
    private static let id = Identifier(high: 1, low: 2)
    private static let name = "payout 00000000-0000-0001-0000-000000000002"

    private func answer(
        _ status: PayoutConfirmation.Status, reference: String = "B-1", amount: String? = nil
    ) -> PayoutConfirmation {
        PayoutConfirmation(
            line: 7, payout: Self.id, status: status, reference: reference, reason: "",
            amount: amount.flatMap(Money.init))
    }

    private func payout(_ status: String, _ said: (PayoutConfirmation.Status, String)...) throws -> ConfirmedPayout {
        ConfirmedPayout(
            amount: try #require(Money("12.50 USD")), status: status,
            answers: Set(said.map { ConfirmedPayout.Answer(status: $0.0, reference: $0.1) }))
    }

    @Test(
        arguments: [
            ("processing", .completed, .completed), ("processing", .failed, .failed),
            ("processing", .unknown, .unknown),
            ("completed", .completed, .repeated), ("completed", .failed, .returned), ("completed", .unknown, .repeated),
            ("failed", .failed, .repeated), ("failed", .unknown, .repeated),
        ] as [(String, PayoutConfirmation.Status, ConfirmationEffect)])
    func step(from: String, status: PayoutConfirmation.Status, effect: ConfirmationEffect) throws {
        #expect(try answer(status).effect(on: payout(from)) == effect)
        #expect(try answer(status, amount: "12.50 USD").effect(on: payout(from)) == effect)
    }

    /// A file that was taken may be given again, also after a later one said that the money came back.
    @Test func saidBefore() throws {
        #expect(try answer(.completed).effect(on: payout("failed", (.completed, "B-1"), (.failed, ""))) == .repeated)
        #expect(try answer(.unknown).effect(on: payout("processing", (.unknown, "B-1"))) == .repeated)
        #expect(try answer(.unknown).effect(on: payout("processing", (.unknown, "B-2"))) == .unknown)
    }

    @Test func refused() throws {
        expect(answer(.completed), nil, "is none that remit made or accepted; check the id")
        expect(
            answer(.completed, amount: "12.51 USD"), try payout("processing"),
            "is of \"12.50 USD\", not of \"12.51 USD\"; check the amount and the id")
        expect(
            answer(.completed, amount: "12.50 EUR"), try payout("processing"),
            "is of \"12.50 USD\", not of \"12.50 EUR\"; check the amount and the id")
        for status in PayoutConfirmation.Status.allCases {
            expect(
                answer(status), try payout("pending"),
                "is \"pending\": it was not handed out; export it first with `remit payouts export`")
        }
        expect(
            answer(.completed), try payout("failed", (.completed, "B-0"), (.failed, "B-1")),
            "failed before, and its money went back to the balance; it stays so: if the creator has the money after all, "
                + "take it off the balance with `remit adjust`")
    }

    private func expect(_ answer: PayoutConfirmation, _ payout: ConfirmedPayout?, _ problem: String) {
        #expect(throws: LineFault(line: 7, problem: "\(Self.name) \(problem)")) { try answer.effect(on: payout) }
    }
}
