import Foundation
import TestServer

/// A platform whose creators have been paid, by every method, and whose payouts are pending.
///
/// Creators 0 and 4 want PayPal, 1 Wise, 2 ABA, 3 a bank with an IBAN that cannot be, 5 a bank.
enum PaidPlatform {
    /// The same platform before anybody was paid.
    static func unpaid() throws -> TestDatabase {
        let database = try SmallPlatform.paying()
        try database.sql(
            """
            UPDATE creator_payment_settings SET preferred_payout_method = 'wise',
                   payout_details = '{"wise_email": "one@example.org", "name": "=One, Creator"}'
            WHERE user_id = \(SmallPlatform.creator(1));
            UPDATE creator_payment_settings SET preferred_payout_method = 'aba', payout_aba_account = '000111222'
            WHERE user_id = \(SmallPlatform.creator(2));
            UPDATE creator_payment_settings SET preferred_payout_method = 'bank',
                   payout_details = '{"iban": "DE02120300000000202052", "name": "Three"}'
            WHERE user_id = \(SmallPlatform.creator(3));
            """)
        return database
    }

    private static let template = Result {
        let database = try unpaid()
        let run = try database.remit("payouts", "run", "--as-of", SmallPlatform.payday, "--quiet")
        guard run.status == 0 else { throw RunFailed(errors: run.errors) }
        return database
    }

    /// Why there is no such platform.
    private struct RunFailed: Error {
        let errors: String
    }

    /// A database of its own.
    static func fresh() throws -> TestDatabase { try SmallPlatform.copy(of: template.get()) }
}

extension TestDatabase {
    /// Payouts by method and status, such as `paypal pending 2`.
    func payoutCounts() throws -> [String] {
        try sql(
            """
            SELECT payout_method || ' ' || status || ' ' || count(*) FROM payouts
            WHERE id IN (SELECT id FROM settlement.payouts) GROUP BY payout_method, status ORDER BY 1
            """
        ).split(separator: "\n").map(String.init)
    }

    /// The id of the payout to a creator that was made last.
    func payout(to creator: Int) throws -> String {
        try sql(
            "SELECT id FROM settlement.payouts WHERE creator_id = \(SmallPlatform.creator(creator)) ORDER BY run DESC LIMIT 1"
        )
    }

    /// Everything that is recorded of payouts, and what the platform sees of them.
    func payoutRecords() throws -> String {
        try sql(
            """
            SELECT * FROM public.payouts ORDER BY id;
            SELECT batch, format, method, currency, file_name, file_hash, payouts, amount_cents
            FROM settlement.payout_batches ORDER BY 1;
            SELECT * FROM settlement.payout_batch_rows ORDER BY payout_id;
            SELECT payout_id, status, reason, reference FROM settlement.payout_steps ORDER BY 1, step;
            """)
    }
}

/// A folder for one test, gone after it.
final class Folder: Sendable {
    let path = URL(filePath: NSTemporaryDirectory()).appending(path: "remit-folder-\(UUID().uuidString.prefix(8))").path

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The names of the files in a folder in it, in order; none where it is missing.
    func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []).sorted()
    }

    /// The text of a file in it.
    func text(_ name: String) throws -> String { try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }

    /// Writes a file in it, and returns its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
        return "\(path)/\(name)"
    }

    /// The permissions of a file in it.
    func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")[.posixPermissions] as? Int
    }
}
