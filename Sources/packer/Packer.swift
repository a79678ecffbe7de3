import Archive
import ArgumentParser
import Foundation

/// `packer`: makes and opens archives from files alone, for the benchmark and the tests of memory and kills.
@main
struct Packer: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "packer", abstract: "Makes archives of sample members or of a tar, and times what it does.",
        subcommands: [SampleCommand.self, Pack.self, Extract.self])

    /// How an archive is compressed.
    struct Compression: ParsableArguments {
        @Option(help: "The level.")
        var level = 6

        @Option(help: "How many threads compress.")
        var workers = 2

        @Flag(help: "Replace a different archive.")
        var replace = false

        /// The terms of a sample archive.
        var terms: ArchiveTerms {
            ArchiveTerms(
                period: "2026-10", asOf: "2026-11-02", engineVersion: "bench", time: 1_793_577_600, level: level,
                workers: workers)
        }
    }

    /// Prints how long something took, and the most memory that the process has had: `SECONDS KILOBYTES`.
    static func report(since start: ContinuousClock.Instant, times: Int = 1) {
        let took = (ContinuousClock.now - start) / times
        let seconds = Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }?.filter(\.isNumber) ?? "0"
        print("\(seconds) \(peak)")
    }
}

extension Packer {
    /// `packer sample`
    struct SampleCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sample", abstract: "Makes an archive of members like statements, and one like a dataset.")
        @Argument(help: "The archive.") var out: String
        @Option(help: "How many statements.") var members = 20_000
        @Option(help: "How many bytes each has, about.") var bytes = 40_000
        @Option(help: "How many bytes the dataset has, about.") var dataset = 200_000_000
        @OptionGroup var compression: Compression

        func run() throws {
            let start = ContinuousClock.now
            _ = try ArchiveWriter.create(out, compression.terms, replace: compression.replace) { archive in
                var sample = SampleMember()
                try archive.add("lines.csv", .pieces { try sample.dataset(dataset, $0) })
                for number in 0..<members {
                    try archive.add("statements/\(number).html", .bytes(sample.statement(bytes)))
                }
            }
            Packer.report(since: start)
        }
    }

    /// `packer pack`
    struct Pack: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Makes an archive of the members of a tar.")
        @Argument(help: "The tar, of an archive of ours that was decompressed.") var tar: String
        @Argument(help: "The archive.") var out: String
        @OptionGroup var compression: Compression

        func run() throws {
            guard let file = FileHandle(forReadingAtPath: tar) else { throw ValidationError("cannot read \"\(tar)\"") }
            let start = ContinuousClock.now
            _ = try ArchiveWriter.create(out, compression.terms, replace: compression.replace) { archive in
                var buffer: ArraySlice<UInt8> = []
                try TarCopy.members(
                    of: { count in
                        if buffer.isEmpty { buffer = try file.read(upToCount: 1 << 20).map { Array($0)[...] } ?? [] }
                        defer { buffer = buffer.dropFirst(count) }
                        return buffer.prefix(count)
                    }, into: archive)
            }
            Packer.report(since: start)
        }
    }

    /// `packer extract`
    struct Extract: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Opens an archive and reads one member of it, a few times over.")
        @Argument(help: "The archive.") var archive: String
        @Argument(help: "The member.") var member: String
        @Option(help: "How many times.") var times = 1

        func run() throws {
            let start = ContinuousClock.now
            for _ in 0..<times {
                var count = 0
                try ArchiveReader(path: archive).extract(member) { count += $0.count }
                guard count > 0 else { throw ValidationError("\"\(member)\" is empty") }
            }
            Packer.report(since: start, times: times)
        }
    }
}
