import Foundation
import LocalServer
import TestServer
import Testing

/// The accounting tools that a journal is for, as their users call them.
enum AccountingTool: String, CaseIterable, CustomTestStringConvertible {
    case hledger, beancount

    var testDescription: String { rawValue }

    /// Why a tool does not take a journal, or what it cannot say.
    struct Refusal: Error, CustomStringConvertible {
        let description: String
    }

    /// The Python environment that has beancount, and all that the oracle needs.
    static let python: String = {
        let environment = ProcessInfo.processInfo.environment
        return environment["REMIT_PYTHON"]
            ?? ServerPrograms.cache(environment: environment).appending(path: "python/bin/python").path
    }()

    /// Ends a test that cannot be run, since the tool is not installed.
    func require() throws {
        let probe =
            switch self {
            case .hledger: try Shell.run("/usr/bin/env", ["hledger", "--version"])
            case .beancount: try Shell.run("/usr/bin/env", [AccountingTool.python, "-c", "import beancount"])
            }
        if probe.status != 0 { try NotRun.because("there is no \(rawValue); Jobs/test installs it") }
    }

    /// The strictest check that the tool has.
    func check(_ file: String) throws {
        let checked =
            switch self {
            case .hledger: try Shell.run("/usr/bin/env", ["hledger", "-f", file, "check", "--strict"])
            case .beancount: try AccountingTool.beanCheck(file)
            }
        guard checked.status == 0, checked.errors + checked.output == "" else {
            throw Refusal(description: "\(rawValue): \(checked.errors)\(checked.output)")
        }
    }

    /// `bean-check` without tolerance: `tolerance_multiplier` is what version 3 calls `inferred_tolerance_multiplier`.
    private static func beanCheck(_ file: String) throws -> Shell.Result {
        let strict = "option \"tolerance_multiplier\" \"0\"\n" + (try String(contentsOfFile: file, encoding: .utf8))
        try Data(strict.utf8).write(to: URL(filePath: "\(file).strict"))
        return try Shell.run(
            "/usr/bin/env", [python, "-m", "beancount.scripts.check", "--no-cache", "\(file).strict"])
    }

    /// What the tool adds up: `account currency amount`, sorted, without zeros.
    ///
    /// - Parameter end: The first day that is left out.
    func balances(_ file: String, before end: String = "2099-01-01") throws -> [String] {
        let said =
            switch self {
            case .hledger:
                try Shell.run(
                    "/usr/bin/env",
                    ["hledger", "-f", file, "balance", "-e", end, "--flat", "-N", "--layout=bare", "-O", "csv"])
            case .beancount:
                try Shell.run("/usr/bin/env", [AccountingTool.python, "-c", AccountingTool.sums, file, end])
            }
        guard said.status == 0 else { throw Refusal(description: said.errors) }
        return CSV.rows(said.output).filter { $0.count == 3 && $0[0] != "account" && $0[0] != "total" }.map {
            "\($0[0]) \($0[1]) \($0[2])"
        }.filter { !$0.hasSuffix(" 0") && !$0.hasSuffix(" 0.00") }.sorted()
    }

    private static let sums = """
        import collections, datetime, sys
        from beancount import loader
        from beancount.core import data
        entries, errors, _ = loader.load_file(sys.argv[1])
        assert not errors, errors
        sums = collections.Counter()
        for entry in entries:
            if isinstance(entry, data.Transaction) and entry.date < datetime.date.fromisoformat(sys.argv[2]):
                for posting in entry.postings:
                    sums[posting.account, posting.units.currency] += posting.units.number
        for (account, currency), number in sums.items():
            print(f"{account},{currency},{number}")
        """
}
