import Crypto
import Foundation
import Ledger
import Logging
import Money
import Remittance
import Settlement
import SettingsFile

/// Makes the files of payouts, hands them out, and puts them in their folder.
///
/// The files are complete on the disk, beside their places, before anything is recorded, and get their names after that:
/// a file that has its name is official, so that nobody sends one whose payouts another export hands out again.
struct PayoutFiles {
    /// The ledger's side.
    let batches: PayoutBatches
    /// Whom bank transfers are from, and banks' columns.
    let settings: Settings
    /// Where the files go.
    let folder: String
    /// Whether the ids of batches are said before they are recorded.
    var announces = true

    /// Hands out all pending payouts of a format.
    ///
    /// Payouts that cannot go into a file stay pending and are returned beside the batches.
    func export(_ format: PayoutFormat, now: Instant) throws -> PayoutFilesReport {
        try sweep()
        var held: [HeldFile] = []
        var report = PayoutFilesReport(format: format)
        do {
            try batches.handOut(format.methods, now: now) { pending, day in
                let payouts = pending.map(Payout.init).filter { report.admits($0, to: format) }
                let files = try Remittance.batches(of: payouts, as: format).map { batch in
                    try made(batch, format, (now, day), &held, &report)
                }
                if announces { announce(files.map(\.batch)) }
                return files
            }
        } catch {
            held.forEach { $0.discard() }
            throw error
        }
        for file in held { try file.put() }
        return report
    }

    /// Writes the file of a batch again, byte for byte.
    func again(_ id: Identifier) throws -> PayoutFilesReport {
        guard let batch = try batches.find(id), let format = PayoutFormat(rawValue: batch.format) else {
            throw ToolError(
                "there is no batch \"\(id)\": nothing was handed out under that id; `remit payouts list` shows those there are",
                status: ExitStatus.refused)
        }
        let payouts = batch.payouts.map(Payout.init)
        let file = try Remittance.file(of: payouts, as: format, terms(id, (batch.madeAt, batch.madeOn)))
        guard digest(file.bytes) == batch.hash else {
            throw ToolError(
                "batch \(id) would not be what it was on \(batch.madeAt.text): the settings debtor, wise or bank_csv, or "
                    + "remit itself, have changed since; go back to those to write it again",
                status: ExitStatus.configuration)
        }
        var report = PayoutFilesReport(format: format)
        try HeldFile.makeFolder(folder)
        try sweep()
        let path = "\(folder)/\(batch.name)"
        try HeldFile(file.bytes, for: path).put()
        try report.add(id, path, payouts)
        return report
    }

    private func made(
        _ payouts: [Payout], _ format: PayoutFormat, _ made: (at: Instant, on: Day), _ held: inout [HeldFile],
        _ report: inout PayoutFilesReport
    ) throws -> BatchFile {
        let id = PayoutIdentifier.batch(format: format.rawValue, firstPayout: payouts[0].id)
        let file = try Remittance.file(of: payouts, as: format, terms(id, made))
        try HeldFile.makeFolder(folder)
        let path = "\(folder)/\(file.name)"
        held.append(try HeldFile(file.bytes, for: path))
        try report.add(id, path, payouts)
        return BatchFile(
            batch: id, format: format.rawValue, method: payouts[0].account.method,
            currency: payouts[0].amount.currency, name: file.name, hash: digest(file.bytes),
            rows: payouts.map { ($0.id, $0.shortID) })
    }

    private func terms(_ id: Identifier, _ made: (at: Instant, on: Day)) -> BatchTerms {
        BatchTerms(
            id: id, madeAt: made.at.text, dueOn: made.on, debtor: settings.debtor,
            wiseSourceCurrency: settings.wiseSourceCurrency,
            columns: settings.bankColumns)
    }

    /// Takes away what exports that were cut off have left in the folder: accounts are not to lie about, and whatever of it
    /// was handed out is written again by its id.
    private func sweep() throws {
        for name in HeldFile.sweep(folder, where: { PayoutFile.batch(named: $0) != nil }) {
            guard let batch = PayoutFile.batch(named: name) else { continue }
            Log.warn(
                "removed \"\(folder)/\(name).partial\", which an export that was cut off had left; "
                    + "`remit payouts export --batch \(batch)` writes that file, if it was handed out")
        }
    }

    /// Says the ids before they are recorded: whoever is cut off then can ask for them.
    private func announce(_ ids: [Identifier]) {
        for id in ids {
            Log.note(
                "handing out batch \(id); if this is cut off, `remit payouts export --batch \(id)` writes its file again, "
                    + "or says that nothing was handed out", ["batch": .string(id.description)])
        }
    }

    private func digest(_ bytes: [UInt8]) -> String { hexadecimal(Array(SHA256.hash(data: bytes))) }
}

extension Payout {
    /// A payout of the ledger, with its note.
    init(_ accepted: AcceptedPayout) {
        self.init(
            id: accepted.id, amount: accepted.amount, account: accepted.account, note: "Payout of \(accepted.day)")
    }
}
