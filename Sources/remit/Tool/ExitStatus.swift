import Archive
import ArgumentParser
import Demo
import Journal
import Ledger
import LocalServer
import Money
import PolicyFile
import PostgresClient
import Remittance
import Reporting
import Sample
import SettingsFile
import Statements
import YAMLFile
import Zstandard
import Workbook

/// What a failed command exits with (sysexits).
enum ExitStatus {
    static let failed: Int32 = 1
    static let usage: Int32 = 64
    static let refused: Int32 = 65
    static let outOfReach: Int32 = 69
    static let cannotWrite: Int32 = 73
    static let busy: Int32 = 75
    static let configuration: Int32 = 78

    /// What each of them says, as the help lists it.
    static let meanings: [(code: Int32, meaning: String)] = [
        (0, "done, or nothing to do"),
        (failed, "failed; the message says why, and the database is as it was"),
        (usage, "the command line is wrong"),
        (
            refused,
            "refused: rows would stay open (--strict), a month or day is not due, a plan moved, or a file is wrong"
        ),
        (outOfReach, "the database cannot be reached, or was lost; run it again"),
        (cannotWrite, "an output cannot be written, or a disk is full"),
        (busy, "another run is at it, or holds a lock; run it again later"),
        (configuration, "the policy, the schema or the configuration is not right"),
    ]

    /// Whether an error is one of remit's own, rather than the argument parser's.
    static func isOurs(_ error: any Error) -> Bool {
        error is LedgerError || error is PayoutError || error is PostgresError || error is YAMLFileError
            || error is PolicySearchError || error is ToolError || error is MoneyError || error is DemoError
            || error is LocalServerError || error is SampleError || error is SpoolError || error is SettingsSearchError
            || error is RemittanceError || error is ConfirmationRefusal || error is JournalError
            || error is ArchiveError || error is ArchiveWriteError || error is ZstandardError || error is ReportFault
            || error is WorkbookError || error is StatementFault
    }

    static func code(of error: any Error) -> Int32 {
        switch error {
        case let error as LedgerError: code(of: error)
        case let error as PayoutError: code(of: error)
        case let error as PostgresError: code(of: error)
        case is YAMLFileError, is PolicySearchError, is SettingsSearchError, is ReportFault: configuration
        case let error as DemoError: code(of: error)
        case let error as LocalServerError: code(of: error)
        case let error as RemittanceError: code(of: error)
        case is ConfirmationRefusal: refused
        case is SampleError: usage
        case is SpoolError: cannotWrite
        case let error as ArchiveError: code(of: error.fault)
        case let error as ArchiveWriteError: code(of: error)
        case WorkbookError.failed: cannotWrite
        case is WorkbookError: refused
        case let error as ToolError: error.status
        default: failed
        }
    }

    private static func code(of error: LedgerError) -> Int32 {
        switch error {
        case .busy: busy
        case .notEnded, .outOfOrder, .openExceptions, .notClosed, .refused, .fileRefused: refused
        case .policyChanged, .incomparable, .timezoneUnknown, .timezoneAbbreviated, .platform, .schemaMissing,
            .schemaOlder, .schemaNewer, .clockGiven:
            configuration
        case .inconsistent, .damaged, .notFound, .arithmetic: failed
        }
    }

    private static func code(of fault: ArchiveFault) -> Int32 {
        switch fault {
        case .file(.unreadable), .file(.failed), .noMember: failed
        default: refused
        }
    }

    private static func code(of error: ArchiveWriteError) -> Int32 {
        switch error {
        case .cannotWrite: cannotWrite
        case .busy: busy
        case .exists: refused
        case .member, .cannotRead: failed
        }
    }

    private static func code(of error: RemittanceError) -> Int32 {
        switch error {
        case .debtorMissing: configuration
        case .payout, .method, .empty, .arithmetic: refused
        }
    }

    private static func code(of error: PayoutError) -> Int32 {
        switch error {
        case .busy, .changedMeanwhile: busy
        case .beforeLastRun, .afterToday, .noPlan, .moved, .samePerson: refused
        }
    }

    private static func code(of error: PostgresError) -> Int32 {
        if error.isOutOfReach { return outOfReach }
        switch error.sqlState {
        case .diskFull?: return cannotWrite
        case .lockNotAvailable?: return busy
        default: return failed
        }
    }

    private static func code(of error: DemoError) -> Int32 {
        switch error {
        case .notOurs, .noDemo: configuration
        case .busy: busy
        case .cannotWrite: cannotWrite
        }
    }

    private static func code(of error: LocalServerError) -> Int32 {
        switch error {
        case .programsMissing, .userMissing: configuration
        case .failed: outOfReach
        case .folder: cannotWrite
        }
    }
}

/// What the tool itself refuses.
struct ToolError: Error, CustomStringConvertible {
    let description: String
    let status: Int32

    init(_ description: String, status: Int32 = ExitStatus.failed) {
        self.description = description
        self.status = status
    }
}
