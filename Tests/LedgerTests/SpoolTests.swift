import Testing

@testable import Ledger

/// What is spooled comes back as it went in, whether it stayed in memory or went to a file.
@Suite("Spools")
struct SpoolTests {
    private struct Record: BitwiseCopyable, Equatable {
        var number: UInt64
        var square: UInt64
    }

    private static func record(_ number: UInt64) -> Record { Record(number: number, square: number &* number) }

    /// 4,096 records fill the memory of a spool to the byte.
    @Test(
        "of any length, and read between two appends",
        arguments: [0, 1, 4_095, 4_096, 4_097, 8_192, 30_000] as [UInt64])
    func records(count: UInt64) throws {
        var spool = SpoolBuffer()
        for number in 0..<count { try spool.append { RawRecords.put(Self.record(number), &$0) } }
        let expected = (0..<count).map(Self.record)
        #expect(spool.count == expected.count * 16)
        #expect(try spool.records(of: Record.self) == expected)
        try spool.append { RawRecords.put(Self.record(count), &$0) }
        #expect(try spool.records(of: Record.self) == expected + [Self.record(count)])
        var bytes = 0
        try spool.forEachChunk { bytes += $0.count }
        #expect(bytes == spool.count)
    }
}
